package io.github.sfnecs.bound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.build.Given;
import io.github.sfnecs.config.ExecutionParameters;
import io.github.sfnecs.config.MavenProperties;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.ItemsText;
import io.github.sfnecs.fanout.UnreadableItems;
import io.github.sfnecs.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items of a file, which travel in the execution's input: {@code {"items": […], "input": the user's own}}.
 *
 * @param values takes note of mistakes
 * @param files finds the file
 * @param given what the POM says of it
 * @param properties are filled into its name
 * @param named the file that {@code itemsFile} names beside {@code map}, and then instead of the one in it
 */
public record ItemsInput(
        ParameterReader values, UserFiles files, Given given, MavenProperties properties, Optional<File> named) {
    private static final String NAMED = "itemsFile";
    private static final List<String> OTHERS = List.of("itemsPath", "items", "s3");
    private static final String EXAMPLE = Mistakes.xml("map", Mistakes.xml(NAMED, "customers.csv"));

    /** The input with the items, where there is such a file; the input itself where not, or where that is a mistake. */
    public String around(String input) {
        noteNowhere();
        return file().flatMap(this::items)
                .flatMap(items -> together(items, input))
                .orElse(input);
    }

    private void noteNowhere() {
        given.bean("map")
                .map(Map::keySet)
                .filter(map -> named.isEmpty() && !map.contains(NAMED) && Collections.disjoint(map, OTHERS))
                .ifPresent(map -> values.mistakes()
                        .add(
                                "map",
                                null,
                                "its items have to come from somewhere",
                                "-Dsfn-ecs.itemsFile=customers.csv, or itemsPath, items, itemsFile or s3 in map"));
    }

    /** Notes what is wrong with the file, where the build has not still to write it. */
    public void noteIfThere() {
        file().filter(Files::exists).ifPresent(this::items);
    }

    /** Notes that nobody takes the items of {@code itemsFile}, where the definition is the user's own. */
    public void noteForOwnDefinition() {
        named.ifPresent(file -> values.mistakes()
                .add(
                        NAMED,
                        file,
                        "it is for the POM's map; what a definitionFile reads of its input is its own",
                        "Give the items as inputFile, in the form that the definition reads"));
    }

    /** Where it is, if there is one. */
    private Optional<Path> file() {
        Optional<File> of = named.isPresent()
                ? named.filter(this::read)
                : given.bean("map")
                        .map(map -> map.get(NAMED))
                        .flatMap(name -> values.text(parameter(), properties.filledInto(name)))
                        .map(File::new);
        return of.map(file ->
                        file.isAbsolute() ? file : new File(files.project().orElse(null), file.getPath()))
                .flatMap(file -> files.path(parameter(), file));
    }

    private String parameter() {
        return named.isPresent() ? NAMED : "map." + NAMED;
    }

    /** Whether the state machine of the POM reads the items of a file. */
    private boolean read(File file) {
        Optional<Map<String, String>> map = given.bean("map");
        Optional<String> other =
                OTHERS.stream().filter(map.orElse(Map.of())::containsKey).findFirst();
        if (map.isEmpty()) {
            values.mistakes().add(NAMED, file, "the POM has no map, which would run the task for each item", EXAMPLE);
        }
        other.ifPresent(source -> values.mistakes()
                .add(
                        NAMED,
                        file,
                        "the POM's map takes its items from " + source,
                        EXAMPLE + " instead, and deploy it; or leave itemsFile out"));
        return map.isPresent() && other.isEmpty();
    }

    private Optional<JsonNode> items(Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes > 2L * ItemsText.MOST_BYTES) {
                note(
                        file,
                        "it has " + bytes + " bytes, and an execution takes at most " + ItemsText.MOST_BYTES
                                + " (256 KiB)",
                        ItemsText.ON_S3);
                return Optional.empty();
            }
            String text = ExecutionParameters.text(file);
            Optional<Items.Format> format = ItemsText.format(file.toString());
            if (format.isEmpty()) {
                note(file, ItemsText.NO_FORMAT, Mistakes.xml(NAMED, "customers.csv"));
            }
            return format.map(known -> ItemsText.read(text, known));
        } catch (IOException e) {
            note(file, ExecutionParameters.unreadable(file.toFile(), e), "<itemsFile>customers.csv</itemsFile>");
        } catch (UnreadableItems e) {
            note(file, e.getMessage(), e.tooLong() ? ItemsText.ON_S3 : "Correct the file");
        }
        return Optional.empty();
    }

    private Optional<String> together(JsonNode items, String input) {
        ObjectNode together = Json.object();
        together.set(Items.InFile.MEMBER, items);
        Json.tryParse(input).ifPresent(own -> together.set("input", own));
        String text = Json.compact(together);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ItemsText.MOST_BYTES) {
            values.mistakes()
                    .add(
                            parameter(),
                            items.size() + " items",
                            "with the input they have " + bytes + " bytes, and an execution takes at most "
                                    + ItemsText.MOST_BYTES + " (256 KiB)",
                            ItemsText.ON_S3);
        }
        return Optional.of(text);
    }

    private void note(Path file, String wrong, String fix) {
        values.mistakes().add(parameter(), files.shown(file), wrong, fix);
    }
}
