package io.github.sfnecs.fakeaws.states.mapruns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the children of items: one for each, or one for a batch of them. Recorded by test_map_item_batching_base_json_max_per_batch_jsonata.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html">ItemBatcher</a>
 */
public final class Batches {

    private final int mostItems;
    private final int mostBytes;
    private final Optional<JsonNode> common;
    private final List<Child> children = new ArrayList<>();
    private ArrayNode batch = Json.array();
    private int bytes;

    private Batches(DataFlow.Batching batching) {
        mostItems = batching.items().orElse(Integer.MAX_VALUE);
        mostBytes = batching.bytes().orElse(Integer.MAX_VALUE);
        common = batching.input();
    }

    public static List<Child> of(List<JsonNode> items, Optional<DataFlow.Batching> batching) {
        if (batching.isEmpty()) {
            return items.stream().map(item -> new Child(item, 1)).toList();
        }
        Batches batches = new Batches(batching.get());
        items.forEach(batches::add);
        batches.close();
        return batches.children;
    }

    private void add(JsonNode item) {
        int size = Json.write(item).length();
        if (batch.size() == mostItems || bytes + size > mostBytes) {
            close();
        }
        batch.add(item);
        bytes += size;
    }

    private void close() {
        if (!batch.isEmpty()) {
            ObjectNode input = Json.object();
            common.ifPresent(value -> input.set("BatchInput", value));
            input.set("Items", batch);
            children.add(new Child(input, batch.size()));
            batch = Json.array();
            bytes = 0;
        }
    }
}
