package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Shape;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A state of a definition.
 *
 * @param jsonata whether that is its language
 * @param around whether it is that of the whole definition
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
public record State(String name, Type type, JsonNode body, boolean jsonata, boolean around) {

    public enum Type {
        Task(
                Members.GOES_ON + Members.RECOVERS + " Resource TimeoutSeconds HeartbeatSeconds Credentials",
                Members.INPUT + Members.RESULT + " Parameters TimeoutSecondsPath HeartbeatSecondsPath",
                "Arguments"),
        Parallel(
                Members.GOES_ON + Members.RECOVERS + " Branches",
                Members.INPUT + Members.RESULT + " Parameters",
                "Arguments"),
        Map(
                Members.GOES_ON + Members.RECOVERS + " ItemProcessor ItemSelector MaxConcurrency Label"
                        + " ToleratedFailureCount ToleratedFailurePercentage" + Members.BATCHES,
                Members.INPUT + Members.RESULT + " Iterator ItemsPath Parameters MaxConcurrencyPath"
                        + " ToleratedFailureCountPath ToleratedFailurePercentagePath" + Members.s3("Parameters"),
                "Items" + Members.s3("Arguments")),
        Choice("Choices Default Assign", Members.INPUT, ""),
        Pass(Members.GOES_ON, Members.INPUT + " Parameters Result ResultPath", ""),
        Wait(Members.GOES_ON + " Seconds Timestamp", Members.INPUT + " SecondsPath TimestampPath", ""),
        Succeed("", Members.INPUT, ""),
        Fail("Error Cause", "ErrorPath CausePath", "");

        private final String members;
        private final String ofPaths;
        private final String ofQueries;

        Type(String members, String ofPaths, String ofQueries) {
            this.members = members;
            this.ofPaths = ofPaths;
            this.ofQueries = ofQueries;
        }

        Shape shape(boolean jsonata) {
            String output = this == Fail ? "" : " Output ";
            return Shape.of("Type Comment QueryLanguage " + members + " " + (jsonata ? ofQueries + output : ofPaths));
        }

        /** Whether it is followed by one state, or by none. */
        boolean goesOn() {
            return this != Succeed && this != Fail && this != Choice;
        }

        private interface Members {
            String GOES_ON = "Next End Assign";
            String RECOVERS =
                    " Retry{ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy"
                            + " Comment} Catch{ErrorEquals ResultPath Output Assign Next Comment}";
            String INPUT = "InputPath OutputPath";
            String RESULT = " ResultSelector ResultPath";
            String BATCHES = " ItemBatcher{MaxItemsPerBatch MaxItemsPerBatchPath MaxInputBytesPerBatch"
                    + " MaxInputBytesPerBatchPath BatchInput}";

            static String s3(String arguments) {
                return " ItemReader{Resource ReaderConfig{InputType CSVHeaderLocation CSVHeaders CSVDelimiter MaxItems"
                        + " MaxItemsPath} %s} ResultWriter{Resource %s WriterConfig{Transformation OutputType}}"
                                .formatted(arguments, arguments);
            }
        }
    }

    /** What runs in it: the branches of a Parallel, or what a Map does with each item. */
    public List<Machine> machines() {
        Stream<JsonNode> processors =
                Stream.of("ItemProcessor", "Iterator").map(body::path).filter(JsonNode::isObject);
        return Stream.concat(StreamSupport.stream(body.path("Branches").spliterator(), false), processors)
                .map(machine -> new Machine(machine, around))
                .toList();
    }

    /** What a Map does with each item. */
    private JsonNode processor() {
        return body.path(body.has("ItemProcessor") ? "ItemProcessor" : "Iterator");
    }

    /** Whether it is a Map that gives each item an execution of its own. */
    public boolean distributed() {
        return processor().at("/ProcessorConfig/Mode").asText().equals("DISTRIBUTED");
    }

    /** What the children of a distributed Map are executions of. */
    public Definition child() {
        ObjectNode machine = processor().deepCopy();
        if (around) {
            machine.put("QueryLanguage", "JSONata");
        }
        return new Definition(Json.write(machine), machine);
    }

    public Resource resource() {
        String resource = body.path("Resource").asText();
        return Resource.of(resource.split(":", -1)[1], resource).orElseThrow();
    }
}
