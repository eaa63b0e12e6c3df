package io.github.sfnecs.source;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A definition's file, as a test writes it, and what comes of reading it. */
record AFile(Path path, Map<String, String> substitutions, Map<String, String> predefined) {
    /** A file of this name with this text. */
    static AFile of(Path folder, String name, String text) {
        return of(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static AFile of(Path folder, String name, byte[] bytes) {
        try {
            return new AFile(Files.write(folder.resolve(name), bytes), Map.of(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AFile with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(substitutions);
        more.put(name, value);
        return new AFile(path, more, predefined);
    }

    AFile predefining(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(predefined);
        more.put(name, value);
        return new AFile(path, substitutions, more);
    }

    DefinitionFile.Read read() {
        return read(false);
    }

    /** What is read where the tasks get their group. */
    DefinitionFile.Read marked() {
        return read(true);
    }

    private DefinitionFile.Read read(boolean marked) {
        return new DefinitionFiles().read(path, path.getFileName().toString(), substitutions, predefined, marked);
    }

    /** What is read, as one line of JSON. */
    String json() {
        return Json.compact(read().definition().json());
    }

    /** Each mistake in it as the user reads it. */
    List<String> mistakes() {
        return mistakes(this::read);
    }

    /** The same where the tasks get their group. */
    List<String> mistakesWhenMarked() {
        return mistakes(this::marked);
    }

    private static List<String> mistakes(Supplier<DefinitionFile.Read> reading) {
        try {
            throw new AssertionError(
                    "read: " + Json.compact(reading.get().definition().json()));
        } catch (ProblemException e) {
            return e.problems().stream().map(Problem::text).toList();
        }
    }
}
