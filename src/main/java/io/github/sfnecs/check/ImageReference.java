package io.github.sfnecs.check;

import io.github.sfnecs.arn.EcrRepository;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of an image, as container runtimes read it: {@code busybox} is {@code docker.io/busybox:latest}.
 * https://pkg.go.dev/github.com/distribution/reference
 *
 * @param host the registry's
 * @param repository without the registry
 * @param version a tag or a digest, with what separates it from the repository
 */
record ImageReference(String host, String repository, String version) {
    private static final int LONGEST_NAME = 255;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]++(?::\\d{1,5})?");
    private static final Pattern PART = Pattern.compile("[a-z0-9]++(?:(?:[.]|__?|-++)[a-z0-9]++)*+");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z][A-Za-z0-9+._-]{0,40}:[0-9a-fA-F]{32,128}");

    /** Empty where no registry can have an image of this name. */
    static Optional<ImageReference> of(String text) {
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String name = tagged ? named.substring(0, colon) : named;
        int slash = name.indexOf('/');
        boolean hosted = slash > 0 && isHost(name.substring(0, slash));
        ImageReference image = new ImageReference(
                hosted ? name.substring(0, slash) : "docker.io",
                hosted ? name.substring(slash + 1) : name,
                at >= 0 ? text.substring(at) : tagged ? named.substring(colon) : ":latest");
        boolean right = name.length() <= LONGEST_NAME
                && HOST.matcher(image.host).matches()
                && Stream.of(image.repository.split("/", -1))
                        .allMatch(part -> PART.matcher(part).matches())
                && (!tagged || TAG.matcher(named.substring(colon + 1)).matches())
                && (at < 0 || DIGEST.matcher(text.substring(at + 1)).matches());
        return Optional.of(image).filter(any -> right);
    }

    /** What tells a registry from the first part of a repository. */
    private static boolean isHost(String part) {
        return part.contains(".") || part.contains(":") || part.equals("localhost");
    }

    /** Where it is in ECR; empty where it is in another registry, or in ECR's public one. */
    Optional<EcrRepository> ecr() {
        return EcrRepository.of(host + "/" + repository);
    }
}
