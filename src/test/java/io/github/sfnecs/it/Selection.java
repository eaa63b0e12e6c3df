package io.github.sfnecs.it;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which consumer projects an endpoint can serve, and why it can't serve the others. */
final class Selection {
    /** The file in the folder of a project that was not built, which says why. */
    static final String SKIPPED = "skipped.txt";

    private static final Map<Endpoint, Offers> PROBED = new ConcurrentHashMap<>();
    private static final Map<Endpoint, Boolean> HAVING_ECS = new ConcurrentHashMap<>();

    private Selection() {}

    /** Where {@code -Dit.endpoint}, {@code -Dit.endpoint.ecs} and {@code -Dit.subnets} say; empty is the embedded AWS. */
    static Optional<Endpoint> endpoint(String endpoint, String ecs, String subnets) {
        return Endpoint.of(endpoint, subnets)
                .map(there -> there.withEcs(ecs, its -> HAVING_ECS.computeIfAbsent(its, Offers::hasEcs)));
    }

    /** What the consumer project in this folder declares. */
    static Set<Need> needs(Path basedir) throws IOException {
        Properties properties = new Properties();
        Path file = basedir.resolve("invoker.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return Need.of(file + ", it.needs", properties.getProperty("it.needs", ""));
    }

    /** Whether an endpoint offers all of the needs; where not, the folder says why. */
    static boolean offered(Path basedir, Set<Need> needs, Endpoint endpoint, String given) throws IOException {
        Offers offers = given.isBlank() ? PROBED.computeIfAbsent(endpoint, Offers::probed) : Offers.given(given);
        List<Need> missing =
                needs.stream().filter(offers.missing()::containsKey).toList();
        if (missing.isEmpty()) {
            return true;
        }
        Need first = missing.get(0);
        Files.writeString(
                basedir.resolve(SKIPPED), first + ": " + offers.missing().get(first));
        return false;
    }
}
