package io.github.sfnecs.it;

import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
 * @param ecs where its ECS is, if that is another: {@code -Dit.endpoint.ecs}
 * @param region where the projects are built
 * @param subnets that tasks may run in; an emulator may not ask for any that exist
 */
record Endpoint(Optional<URI> url, Optional<URI> ecs, Region region, List<String> subnets) {
    private static final AwsCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(Scene.ACCOUNT, Scene.SECRET));

    /** What {@code -Dit.endpoint.ecs} says for {@link #embeddedEcs()}. */
    static final String EMBEDDED = "embedded";

    /** Reads {@code -Dit.endpoint} and {@code -Dit.subnets}; empty is the embedded AWS. */
    static Optional<Endpoint> of(String endpoint, String subnets) {
        if (endpoint.isBlank()) {
            return Optional.empty();
        }
        List<String> ids =
                subnets.isBlank() ? List.of() : List.of(subnets.strip().split("\\s*,\\s*", -1));
        String given = endpoint.strip();
        if (given.matches("https?://.+")) {
            return Optional.of(new Endpoint(Optional.of(URI.create(given)), Optional.empty(), Scene.REGION, ids));
        }
        if (Region.regions().contains(Region.of(given))) {
            return Optional.of(new Endpoint(Optional.empty(), Optional.empty(), Region.of(given), ids));
        }
        throw new IllegalArgumentException("it.endpoint: \"" + given
                + "\" is neither a URL such as http://localhost:4566 nor a region of AWS such as eu-central-1");
    }

    /**
     * The same with the ECS that {@code -Dit.endpoint.ecs} says: a URL, or {@value #EMBEDDED}. If it is blank, this keeps its own
     * where it has one, and gets the embedded one where it has not.
     */
    Endpoint withEcs(String given, Predicate<Endpoint> hasEcs) {
        String ecsThere = given.strip();
        if (ecsThere.matches("https?://.+")) {
            return withEcs(URI.create(ecsThere));
        }
        if (ecsThere.equals(EMBEDDED)) {
            return withEcs(embeddedEcs());
        }
        if (!ecsThere.isEmpty()) {
            throw new IllegalArgumentException("it.endpoint.ecs: \"" + ecsThere
                    + "\" is neither a URL such as http://localhost:5000 nor " + EMBEDDED);
        }
        return url.isEmpty() || hasEcs.test(this) ? this : withEcs(embeddedEcs());
    }

    private Endpoint withEcs(URI there) {
        return new Endpoint(url, Optional.of(there), region, subnets);
    }

    /** An ECS of our own, in this process and as long as it lives, beside what others wrote. */
    static URI embeddedEcs() {
        return Embedded.AWS.endpoint();
    }

    private static final class Embedded {
        private static final EmbeddedAws AWS = EmbeddedAws.start(FakeClock.scaled(Scene.SPEED));
    }

    /** Where the service listens. */
    URI of(String service) {
        if (service.equals("ecs") && ecs.isPresent()) {
            return ecs.get();
        }
        return url.orElseGet(
                () -> URI.create("https://" + ServiceMetadata.of(service).endpointFor(home(service))));
    }

    /** What its ECS is called where calls are counted. */
    String ecsName() {
        return ecs.map(there -> there.equals(embeddedEcs()) ? "embedded ecs" : "ecs on " + there)
                .orElse("ecs");
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
        return url.map(URI::toString).orElse(region.id())
                + ecs.map(there -> ", ECS on " + there).orElse("");
    }
}
