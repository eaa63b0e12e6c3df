package io.github.sfnecs.map;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.Items.Format;
import io.github.sfnecs.fanout.ItemsText;
import io.github.sfnecs.fanout.UnreadableItems;
import io.github.sfnecs.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads where the items come from.
 *
 * @param reader of the texts
 */
record ItemsReader(MapReader reader) {
    private static final String PATH = "map.itemsPath";
    private static final String ITEMS = "map.items";
    private static final String FILE = "map.itemsFile";

    /** What leads to one place. https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:\\.[\\p{L}_][\\p{L}\\p{N}_-]*+|\\['[^']++'\\]|\\[\\d{1,9}\\])*+");

    /** The one that there is; empty where there is none, or that is a mistake. */
    Optional<Items> source(
            String itemsPath, Optional<List<String>> items, String itemsJson, String itemsFile, S3Bean s3) {
        List<String> given = new ArrayList<>();
        List<Optional<Items>> read = new ArrayList<>();
        if (!reader.filled(itemsPath).isBlank()) {
            given.add("itemsPath");
            read.add(path(reader.filled(itemsPath)));
        }
        if (items.isPresent() || itemsJson != null) {
            given.add("items");
            read.add(items.filter(some -> !some.isEmpty() || itemsJson == null)
                    .map(this::written)
                    .orElseGet(() -> json(reader.filled(itemsJson))));
        }
        if (!reader.filled(itemsFile).isBlank()) {
            given.add("itemsFile");
            read.add(file(itemsFile));
        }
        if (s3 != null) {
            given.add("s3");
            read.add(s3.toItems(reader));
        }
        if (given.size() != 1) {
            reader.wrong(
                    "map",
                    given.isEmpty() ? null : String.join(", ", given),
                    given.isEmpty() ? "its items have to come from somewhere" : "its items come from one place",
                    given.isEmpty()
                            ? xml("map", xml("itemsPath", "$.customers")) + ", or items, itemsFile or s3 in it"
                            : "Leave all but one of them out");
        }
        return read.stream().flatMap(Optional::stream).findFirst();
    }

    private Optional<Items> path(String text) {
        return reader.values().valueOrPath(PATH, text).flatMap(path -> {
            if (REFERENCE.matcher(path).matches()) {
                return Optional.of(new Items.InInput(path));
            }
            reader.wrong(PATH, path, "it is not the path of a list in the execution's input", xml(PATH, "$.customers"));
            return Optional.empty();
        });
    }

    private Optional<Items> written(List<String> texts) {
        ArrayNode list = Json.array();
        reader.list(ITEMS, texts).forEach(list::add);
        return checked(list, list.size() + " of them");
    }

    private Optional<Items> json(String text) {
        if (text.isBlank()) {
            return checked(Json.array(), null);
        }
        try {
            return checked(ItemsText.read(text, Format.JSON), text);
        } catch (UnreadableItems e) {
            reader.wrong(ITEMS, text, e.getMessage(), xml(ITEMS, "[\"a\", \"b\"]"));
            return Optional.empty();
        }
    }

    private Optional<Items> checked(ArrayNode list, String shown) {
        if (list.isEmpty()) {
            reader.wrong(ITEMS, shown, "there are no items", xml(ITEMS, xml("item", "a") + xml("item", "b")));
            return Optional.empty();
        }
        try {
            return Optional.of(new Items.Written(ItemsText.checked(list)));
        } catch (UnreadableItems e) {
            reader.wrong(ITEMS, shown, e.getMessage(), ItemsText.ON_S3);
            return Optional.empty();
        }
    }

    /** Its content is looked at when it is needed: it may be made by the same build. */
    private Optional<Items> file(String name) {
        Optional<String> text = reader.text(FILE, name);
        text.filter(given -> ItemsText.format(given).isEmpty())
                .ifPresent(given -> reader.wrong(FILE, given, ItemsText.NO_FORMAT, xml(FILE, "customers.csv")));
        return text.map(given -> new Items.InFile());
    }
}
