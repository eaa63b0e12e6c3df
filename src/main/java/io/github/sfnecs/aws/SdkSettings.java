package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * What the SDK is told by the machine: environment variables, system properties, and the shared {@code config} and
 * {@code credentials} files.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
final class SdkSettings {
    private static final Pattern PROFILE = Pattern.compile("[Pp]rofile");

    private SdkSettings() {}

    /**
     * Makes a client, which reads them.
     *
     * @throws ProblemException if one of them can't be used; the SDK throws exceptions of many kinds, and not all of them name it
     */
    static <T> T readBy(Supplier<T> client) {
        try {
            return client.get();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            String why = e.getCause() instanceof URISyntaxException url
                            && url.toString().equals(e.getMessage())
                    ? "The endpoint " + Text.withoutLogin(url.getInput()) + "… is not an http or https URL"
                    : e.getMessage() == null ? e.toString() : e.getMessage();
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.UNREACHABLE,
                            "The AWS settings of this machine can't be used.",
                            where(why),
                            why,
                            "Correct or unset what this is about; all settings:"
                                    + " https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html"),
                    e);
        }
    }

    /** A profile's {@code endpoint_url} the SDK takes as it is, and fails with it in each call. */
    static void check(Optional<URI> endpoint) {
        endpoint.filter(url -> url.getHost() == null).ifPresent(url -> {
            throw new IllegalArgumentException(
                    "The endpoint " + Text.withoutLogin(url.toString()) + " is not an http or https URL");
        });
    }

    /** Whether an endpoint is one of AWS's own. */
    static boolean isAws(URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        PartitionEndpointKey dualStack =
                PartitionEndpointKey.builder().tags(EndpointTag.DUALSTACK).build();
        return Region.regions().stream()
                .map(PartitionMetadata::of)
                .distinct()
                .flatMap(partition -> Stream.of(partition.dnsSuffix(), partition.dnsSuffix(dualStack)))
                .filter(Objects::nonNull)
                .anyMatch(domain -> host.endsWith("." + domain));
    }

    /**
     * The setting that a message names or quotes, or the files if it speaks of profiles, else all that there are: by their names, for
     * values may be secret.
     */
    private static String where(String message) {
        Map<String, String> all = settings();
        String files = files();
        return first(all, message::contains)
                .or(() -> Optional.of(files)
                        .filter(any -> PROFILE.matcher(message).find()))
                .or(() -> first(all, name -> message.contains("\"" + all.get(name) + "\"")))
                .orElseGet(() -> Stream.of(String.join(", ", all.keySet()), files)
                        .filter(names -> !names.isEmpty())
                        .collect(Collectors.joining("\n")));
    }

    private static Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>(Environment.variables());
        all.keySet().removeIf(name -> !name.startsWith("AWS_"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("aws."))
                .forEach(name -> all.put(name, System.getProperty(name)));
        return all;
    }

    private static Optional<String> first(Map<String, String> all, Predicate<String> fits) {
        return all.keySet().stream().filter(fits).findFirst();
    }

    private static String files() {
        return Stream.of(ProfileFileLocation.configurationFileLocation(), ProfileFileLocation.credentialsFileLocation())
                .flatMap(Optional::stream)
                .map(Path::toString)
                .collect(Collectors.joining(", "));
    }
}
