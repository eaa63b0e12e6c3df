package io.github.sfnecs.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads definition files: what several goals of a build read is taken apart once, unless its text changes in between. */
public final class DefinitionFiles {
    private final Map<List<Object>, Known> known = new ConcurrentHashMap<>();

    private record Known(String text, DefinitionFile.Read read) {}

    /**
     * Reads a file: YAML where the last of its extensions that names a form says so, else JSON.
     *
     * @param shownName the file as the user knows it, for the messages
     * @param substitutions what {@code ${name}} in the file stands for, by the name
     * @param predefined the same for names that are there anyway; the user's come first
     * @param marked whether its tasks get the group by which they are known as ours
     * @throws io.github.sfnecs.diagnostic.ProblemException if it is not a definition, with all that is wrong
     */
    public DefinitionFile.Read read(
            Path file,
            String shownName,
            Map<String, String> substitutions,
            Map<String, String> predefined,
            boolean marked) {
        FileMistakes mistakes = new FileMistakes(shownName);
        String text = FileText.read(file, mistakes);
        return known.compute(
                        List.of(file, shownName, substitutions, predefined, marked),
                        (any, before) -> before != null && before.text().equals(text)
                                ? before
                                : new Known(
                                        text,
                                        DefinitionFile.read(file, text, substitutions, predefined, marked, mistakes)))
                .read();
    }
}
