package io.github.sfnecs.fanout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.rendering.RunTask;

/**
 * Renders the definition that runs a task for each item: around the definition that runs it once.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 *
 * @param map the items
 * @param task the task
 * @param name the state machine's
 */
public record MapDefinition(FanOut map, RunTask task, String name) {
    private static final int LONGEST_LABEL = 40;
    /** A child's input at most. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
    private static final int MOST_BYTES = 262_144;

    private static final String ITEMS = "Items";
    private static final String BATCH = "Batch";

    /** Renders it around what runs the task once. */
    public Definition around(Definition once) {
        ObjectNode machine = Json.object();
        machine.put("Comment", "Runs an Amazon ECS task for each item; written by sfn-ecs-maven-plugin");
        boolean written = map.items() instanceof Items.Written;
        machine.put("StartAt", written ? ITEMS : state());
        if (once.json().has("TimeoutSeconds")) {
            machine.set("TimeoutSeconds", once.json().get("TimeoutSeconds"));
        }
        ObjectNode states = machine.putObject("States");
        if (map.items() instanceof Items.Written items) {
            ObjectNode pass = states.putObject(ITEMS).put("Type", "Pass");
            pass.set("Result", items.list());
            pass.put("Next", state());
        }
        states.set(state(), map(processor(once)));
        return new Definition(machine);
    }

    private String state() {
        return map.batchSize().isPresent() ? "EachBatch" : "EachItem";
    }

    private ObjectNode map(ObjectNode processor) {
        ObjectNode state = Json.object().put("Type", "Map");
        if (map.mode() == MapMode.DISTRIBUTED) {
            // AWS would make one up, and ARNs and policies have it
            state.put("Label", name.substring(0, Math.min(LONGEST_LABEL, name.length())));
        }
        new ItemSource(map.items(), task.partition()).putInto(state);
        map.batchSize()
                .ifPresentOrElse(
                        size -> {
                            ObjectNode batcher = state.putObject("ItemBatcher").put("MaxItemsPerBatch", (int) size);
                            batcher.put("MaxInputBytesPerBatch", MOST_BYTES);
                            batcher.putObject("BatchInput").put("input.$", input());
                        },
                        () -> state.putObject("ItemSelector")
                                .put("item.$", "$$.Map.Item.Value")
                                .put("index.$", "$$.Map.Item.Index")
                                .put("input.$", input()));
        state.put("MaxConcurrency", map.concurrency());
        map.tolerance().ifPresent(some -> state.put(some.member(), some.number()));
        state.set("ItemProcessor", processor);
        map.results().ifPresent(place -> {
            ObjectNode writer =
                    state.putObject("ResultWriter").put("Resource", ItemSource.resource(task.partition(), "putObject"));
            ObjectNode where = writer.putObject("Parameters").put("Bucket", place.bucket());
            if (!place.prefix().isEmpty()) {
                where.put("Prefix", place.prefix());
            }
        });
        return state.put("End", true);
    }

    /** The user's own input, without the items where they are none of it: each child has to have room for it. */
    private String input() {
        if (map.items() instanceof Items.Written) {
            return "$$.Execution.Input";
        }
        return map.items() instanceof Items.InFile ? "$.input" : "$";
    }

    private ObjectNode processor(Definition once) {
        Definition inside = once.with(once.json().deepCopy());
        // the context of a child is not its parent's
        TaskGroup.markAnywhere(inside);
        inside.taskUses()
                .forEach(use -> TaskResult.trim((ObjectNode) use.state().body(), use.pattern()));
        ObjectNode processor = Json.object();
        ObjectNode config =
                processor.putObject("ProcessorConfig").put("Mode", map.mode().name());
        if (map.mode() == MapMode.DISTRIBUTED) {
            config.put("ExecutionType", "STANDARD");
        }
        String start = inside.json().path("StartAt").asText();
        processor.put("StartAt", map.batchSize().isPresent() ? BATCH : start);
        ObjectNode states = processor.putObject("States");
        if (map.batchSize().isPresent()) {
            ObjectNode renamed = states.putObject(BATCH).put("Type", "Pass");
            renamed.putObject("Parameters").put("items.$", "$.Items").put("input.$", "$.BatchInput.input");
            renamed.put("Next", start);
        }
        states.setAll((ObjectNode) inside.json().path("States"));
        return processor;
    }
}
