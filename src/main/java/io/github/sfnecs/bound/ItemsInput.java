package io.github.sfnecs.bound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.build.Given;
import io.github.sfnecs.config.ExecutionParameters;
import io.github.sfnecs.config.MavenProperties;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.ItemsText;
import io.github.sfnecs.fanout.UnreadableItems;
import io.github.sfnecs.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The items of a file beside the POM, which travel in the execution's input: {@code {"items": […], "input": the user's own}}.
 *
 * @param values takes note of mistakes
 * @param files finds the file
 * @param given what the POM says of it
 * @param properties are filled into its name
 */
public record ItemsInput(ParameterReader values, UserFiles files, Given given, MavenProperties properties) {
    private static final String PARAMETER = "map.itemsFile";

    /** The input with the items, where there is such a file; the input itself where not, or where that is a mistake. */
    public String around(String input) {
        return file().flatMap(this::items)
                .flatMap(items -> together(items, input))
                .orElse(input);
    }

    /** Notes what is wrong with the file, where the build has not still to write it. */
    public void noteIfThere() {
        file().filter(Files::exists).ifPresent(this::items);
    }

    /** Where it is, if there is one. */
    private Optional<Path> file() {
        return given.inBean("map", "itemsFile")
                .flatMap(name -> values.text(PARAMETER, properties.filledInto(name)))
                .map(File::new)
                .map(file -> file.isAbsolute() ? file : new File(files.project().orElse(null), file.getPath()))
                .flatMap(file -> files.path(PARAMETER, file));
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
            return ItemsText.format(file.toString()).map(format -> ItemsText.read(text, format));
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
                            PARAMETER,
                            items.size() + " items",
                            "with the input they have " + bytes + " bytes, and an execution takes at most "
                                    + ItemsText.MOST_BYTES + " (256 KiB)",
                            ItemsText.ON_S3);
        }
        return Optional.of(text);
    }

    private void note(Path file, String wrong, String fix) {
        values.mistakes().add(PARAMETER, files.shown(file), wrong, fix);
    }
}
