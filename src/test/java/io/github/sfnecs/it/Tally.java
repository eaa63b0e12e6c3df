package io.github.sfnecs.it;

import io.github.sfnecs.fakeaws.ApiCall;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** How many AWS calls the builds of a consumer project made, by service: a file in its folder, which {@link Summary} reads. */
final class Tally {
    private final Path file;
    private final String ecs;
    private final Map<String, Integer> calls = new TreeMap<>();

    /** Of the project in this folder, where ECS goes by this name. */
    Tally(Path project, String ecs) {
        file = project.resolve("calls.properties");
        this.ecs = ecs;
    }

    /** Those that one more build made. */
    void add(List<ApiCall> made) throws IOException {
        made.forEach(call -> calls.merge(call.service().equals("ecs") ? ecs : call.service(), 1, Integer::sum));
        Properties properties = new Properties();
        calls.forEach((service, count) -> properties.setProperty(service, count.toString()));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    /** Of the project in this folder; empty if its builds called nobody. */
    static Map<String, Integer> of(Path project) throws IOException {
        Tally tally = new Tally(project, "ecs");
        if (Files.exists(tally.file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(tally.file)) {
                properties.load(reader);
            }
            properties.forEach((service, count) -> tally.calls.put((String) service, Integer.valueOf((String) count)));
        }
        return tally.calls;
    }
}
