package io.github.sfnecs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapruns.ChildStatus;
import io.github.sfnecs.mapruns.Children;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.FailedItem;
import io.github.sfnecs.mapruns.FailureGroup;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.MapRuns;
import io.github.sfnecs.report.StateVisit.Iterations;
import io.github.sfnecs.report.StateVisit.Outcome;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.LogTail;
import io.github.sfnecs.report.TaskRecord.Start;
import io.github.sfnecs.report.TaskRecord.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionJsonTest {
    private static final Path SCHEMA = Path.of("src/site/resources/execution.schema.json");
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Optional<Instant> THEN = Optional.of(TIME);
    private static final Optional<String> TEXT = Optional.of("text");
    private static final Frame EACH = new Frame("Each", OptionalInt.of(3), OptionalInt.empty());
    private static final Frame BOTH = new Frame("Both", OptionalInt.empty(), OptionalInt.of(1));

    @Test
    void hasAllThatItsSchemaDescribesAndNothingElse() throws IOException {
        JsonNode json = json(everything());

        assertThat(mistakes(json)).isEmpty();
        assertThat(names(json, new TreeSet<>())).isEqualTo(described(schema(), new TreeSet<>()));
    }

    @Test
    void fitsItsSchemaWhereNextToNothingIsKnown() throws IOException {
        JsonNode json = json(nextToNothing());

        assertThat(mistakes(json)).isEmpty();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "executionArn", "stateMachineArn", "name", "status", "seenAt", "states", "tasks", "notes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"succeeded", "failed"})
    void fitsItsSchemaAsExecutionsLeaveIt(String name) throws IOException {
        JsonNode json = Json.parse(Files.readString(Path.of("src/test/resources/golden/execution/" + name + ".json")));

        assertThat(mistakes(json)).isEmpty();
    }

    @Test
    void itsSchemaRefusesWhatItDoesNotDescribe() throws IOException {
        ObjectNode unknown = json(everything()).put("unknown", 1);
        ObjectNode noTime = json(everything()).put("startDate", "yesterday");
        ObjectNode noTasks = json(everything());
        noTasks.remove("tasks");

        assertThat(List.of(unknown, noTime, noTasks))
                .allSatisfy(json -> assertThat(mistakes(json)).hasSize(1));
    }

    @Test
    void givesTextsThatAreNoJsonAsTexts() {
        ExecutionRecord plain = nextToNothing();

        assertThat(json(plain).path("cause").isMissingNode()).isTrue();
        assertThat(json(everything()).path("cause").asText()).isEqualTo("text");
        assertThat(json(everything()).path("output").path("customer").asInt()).isEqualTo(42);
    }

    /** Those that did not fail are in a file beside it. */
    @Test
    void hasOfAMapRunWhatFailedAndNotAllItems() {
        ExecutionRecord many = Records.with(MapRuns.fanOut(10_000, 600));

        JsonNode run = json(many).path("mapRuns").path(0);

        assertThat(mistakes(json(many))).isEmpty();
        assertThat(run.path("items").path("succeeded").asInt()).isEqualTo(9400);
        assertThat(run.path("failures").findValuesAsText("why")).startsWith("app exit code 137 (memory)");
        assertThat(run.path("failed")).hasSize(500);
        assertThat(run.path("failed").path(0).path("item").path("id").asText()).matches("customer-\\d+");
        assertThat(new ExecutionJson("prices of a day").of(many))
                .hasSizeLessThan(400_000)
                .doesNotContain("OutOfMemoryError");
    }

    private static ExecutionRecord everything() {
        Cost cost = new Cost(
                BigDecimal.ONE,
                BigDecimal.valueOf(2),
                BigDecimal.TEN,
                BigDecimal.ONE,
                Optional.of(BigDecimal.ONE),
                Optional.of(BigDecimal.ONE),
                TEXT);
        TaskRecord task = new TaskRecord(
                "task",
                TEXT,
                Optional.of(new Start("State", List.of(EACH), 2)),
                TEXT,
                TEXT,
                OptionalInt.of(256),
                OptionalInt.of(512),
                new Times(THEN, THEN, THEN, THEN, THEN, THEN, THEN),
                TEXT,
                TEXT,
                List.of(new Container(
                        "app",
                        Optional.of(true),
                        TEXT,
                        OptionalInt.of(137),
                        TEXT,
                        Optional.of(new LogTail("group", "stream", List.of(), 0)))),
                Optional.of(cost));
        return new ExecutionRecord(
                "arn",
                "machine",
                "run",
                "FAILED",
                Optional.of("https://console"),
                THEN,
                THEN,
                TIME,
                Optional.of("[1]"),
                Optional.of("{\"customer\": 42}"),
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                List.of(new StateVisit(
                        "State",
                        "Map",
                        List.of(EACH, BOTH),
                        TEXT,
                        TIME,
                        THEN,
                        1,
                        Outcome.LEFT,
                        TEXT,
                        Optional.of(new Iterations(4, 2, 1, 0)),
                        List.of("arn"),
                        TEXT)),
                List.of(task),
                List.of(mapRun(cost)),
                Optional.of(cost),
                List.of("a note"));
    }

    private static MapRunRecord mapRun(Cost cost) {
        Counts counts = new Counts(28, 1, 2, 3, 4, 5, 6);
        FailedItem item = new FailedItem(
                "arn", Optional.of(3L), TEXT, ChildStatus.TIMED_OUT, TIME, THEN, "why", TEXT, List.of("a line"));
        return new MapRunRecord(
                "arn",
                "Each",
                TEXT,
                THEN,
                THEN,
                40,
                1,
                counts,
                counts,
                new Children(),
                List.of(new FailureGroup("why", "meaning", "remedy", 9, item)),
                7,
                List.of(item),
                Optional.of(cost),
                List.of("a note"));
    }

    private static ExecutionRecord nextToNothing() {
        return new ExecutionRecord(
                "arn",
                "machine",
                "run",
                "RUNNING",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TIME,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static ObjectNode json(ExecutionRecord execution) {
        return (ObjectNode) Json.tryParse(new ExecutionJson("prices of a day").of(execution))
                .orElseThrow();
    }

    private static Set<ValidationMessage> mistakes(JsonNode json) {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema());
        return schema.validate(json, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static JsonNode schema() {
        try {
            return Json.parse(Files.readString(SCHEMA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names in the whole of it, but for the input's and the output's own. */
    private static Set<String> names(JsonNode json, Set<String> names) {
        json.properties().forEach(field -> {
            names.add(field.getKey());
            if (!Set.of("input", "output").contains(field.getKey())) {
                names(field.getValue(), names);
            }
        });
        json.elements().forEachRemaining(element -> {
            if (json.isArray()) {
                names(element, names);
            }
        });
        return names;
    }

    private static Set<String> described(JsonNode schema, Set<String> names) {
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.elements().forEachRemaining(element -> described(element, names));
        return names;
    }
}
