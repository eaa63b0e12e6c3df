package io.github.sfnecs.it;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * An AWS that is not ours: {@code -Dit.endpoint}, the URL of an emulator, or a region of the real one.
 *
 * @param url of the emulator; without it this is the real AWS, as the SDK's default credentials see it
 * @param region where the projects are built
 * @param subnets that tasks may run in; an emulator may not ask for any that exist
 */
record Endpoint(Optional<URI> url, Region region, List<String> subnets) {
    private static final AwsCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(Scene.ACCOUNT, Scene.SECRET));

    /** Reads {@code -Dit.endpoint} and {@code -Dit.subnets}; empty is the embedded AWS. */
    static Optional<Endpoint> of(String endpoint, String subnets) {
        if (endpoint.isBlank()) {
            return Optional.empty();
        }
        List<String> ids =
                subnets.isBlank() ? List.of() : List.of(subnets.strip().split("\\s*,\\s*", -1));
        String given = endpoint.strip();
        if (given.matches("https?://.+")) {
            return Optional.of(new Endpoint(Optional.of(URI.create(given)), Scene.REGION, ids));
        }
        if (Region.regions().contains(Region.of(given))) {
            return Optional.of(new Endpoint(Optional.empty(), Region.of(given), ids));
        }
        throw new IllegalArgumentException("it.endpoint: \"" + given
                + "\" is neither a URL such as http://localhost:4566 nor a region of AWS such as eu-central-1");
    }

    /** Where the service listens. */
    URI of(String service) {
        return url.orElseGet(
                () -> URI.create("https://" + ServiceMetadata.of(service).endpointFor(home(service))));
    }

    /** The region that the service wants in a signature; IAM has its own. */
    Region signingRegion(String service) {
        return url.isPresent() ? region : ServiceMetadata.of(service).signingRegion(home(service));
    }

    /** IAM has one endpoint for all regions. https://docs.aws.amazon.com/general/latest/gr/iam-service.html */
    private Region home(String service) {
        return service.equals("iam") ? Region.AWS_GLOBAL : region;
    }

    /** Who asks there. */
    AwsCredentialsProvider credentials() {
        return url.isPresent() ? ANYBODY : DefaultCredentialsProvider.builder().build();
    }

    @Override
    public String toString() {
        return url.map(URI::toString).orElse(region.id());
    }
}
