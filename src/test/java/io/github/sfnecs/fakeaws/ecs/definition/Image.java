package io.github.sfnecs.fakeaws.ecs.definition;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in a registry, by its full name: {@code busybox} is {@code docker.io/library/busybox:latest}.
 *
 * @param version a tag or digest, with what separates it from the repository
 */
public record Image(String host, String repository, String version) {

    private static final Pattern REFERENCE = Pattern.compile("(?:([^/]*[.:][^/]*)/)?([^:@]+)([:@].+)?");
    private static final Pattern ECR =
            Pattern.compile("(\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws)");
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9_:./#@+-]*");
    /** https://github.com/distribution/reference/blob/main/regexp.go */
    private static final Pattern WELL_FORMED =
            Pattern.compile("(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]+)?/)?[a-z0-9]+(?:(?:[.]|_|__|-+)[a-z0-9]+)*"
                    + "(?:/[a-z0-9]+(?:(?:[.]|_|__|-+)[a-z0-9]+)*)*(?::\\w[\\w.-]{0,127})?(?:@\\w+:[0-9a-fA-F]{32,})?");

    /** A private repository of ECR. */
    public record Ecr(String account, String region) {}

    public static Image of(String reference) {
        Matcher parts = REFERENCE.matcher(reference);
        if (!CHARACTERS.matcher(reference).matches()) {
            throw TaskDefinitions.client("Container.image contains invalid characters.");
        }
        if (!parts.matches()) {
            throw TaskDefinitions.client("Container.image repository should not be null or empty.");
        }
        String repository = parts.group(2);
        boolean official = parts.group(1) == null && !repository.contains("/");
        return new Image(
                Optional.ofNullable(parts.group(1)).orElse("docker.io"),
                official ? "library/" + repository : repository,
                Optional.ofNullable(parts.group(3)).orElse(":latest"));
    }

    public Optional<Ecr> ecr() {
        Matcher parts = ECR.matcher(host);
        return parts.matches() ? Optional.of(new Ecr(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** The manifest is not to be had by this role. */
    public String manifestRefused() {
        return "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
                + reference() + ": pulling from host " + host + " failed with status code [manifests "
                + version.substring(1) + "]: 403 Forbidden";
    }

    /** A layer is not to be had by this role. */
    public String layerRefused() {
        return "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open:"
                + " unexpected status code https://" + host + "/v2/" + repository + "/blobs/sha256:" + "0a".repeat(32)
                + ": 403 Forbidden";
    }

    /** There is no such repository, or no such tag in it. */
    public String notFound() {
        return "CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref "
                + reference() + ": not found";
    }

    /** It is there, for other platforms. */
    public String notFor(String platform) {
        return "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain"
                + " descriptor matching platform '" + platform + "'";
    }

    /** What container runtimes say of a name that there can't be; what ECS makes of it nobody has seen. */
    public Optional<String> malformed() {
        if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
            return Optional.of("CannotPullContainerError: invalid reference format: repository name (" + repository
                    + ") must be lowercase");
        }
        return WELL_FORMED.matcher(reference()).matches()
                ? Optional.empty()
                : Optional.of("CannotPullContainerError: invalid reference format");
    }

    private String reference() {
        return host + "/" + repository + version;
    }
}
