package io.github.sfnecs.fakeaws.tests.mapruns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.tests.World;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Items from S3 and results on it; what is recorded of them is in RecordedItemReaderTest. */
class MapRunFilesTest {

    private static final String PASS = "{\"Type\": \"Pass\", \"End\": true}";
    private static final String GET = """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::items/*"}""";
    private static final String LIST = """
            {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::items",
             "Condition": {"StringLike": {"s3:prefix": "in/*"}}}""";
    private static final String PUT = """
            {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::results/out/*"}""";
    private static final String LISTING = """
            "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "items", "Prefix": "in/"}},""";

    private final World world = new World();
    private final MapRuns runs = new MapRuns(world);

    @BeforeEach
    void letReadAndWrite() {
        world.allow(MapRuns.START, GET, LIST, PUT);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static String reader(String config) {
        return """
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {%s},
                  "Parameters": {"Bucket": "items", "Key": "k"}},""".formatted(config);
    }

    private static String writer(String config) {
        return """
                "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", %s
                  "Parameters": {"Bucket": "results", "Prefix": "out"}},""".formatted(config);
    }

    private DescribeExecutionResponse run(String members, String state, String input) {
        return world.describe(runs.start(members, state, input));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"InputType\": \"JSONL\"; {\"a\": 1}\\n\\n{\"a\": 2}\\n; [{\"a\": 1}, {\"a\": 2}]",
                "\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"FIRST_ROW\"; a,b\\r\\n\"x, \"\"y\"\"\\nz\",\"\"\\r\\n; [{\"a\": \"x, \\\"y\\\"\\nz\", \"b\": \"\"}]",
                "\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"FIRST_ROW\"; a\\n\"\"\"\"; [{\"a\": \"\\\"\"}]",
                "\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"FIRST_ROW\", \"CSVDelimiter\": \"PIPE\"; a|b\\n1,2|3; [{\"a\": \"1,2\", \"b\": \"3\"}]"
            })
    void anObjectIsReadAsWhatItIs(String config, String text, String items) {
        world.account.object("items/k", text.replace("\\n", "\n").replace("\\r", "\r"));

        assertThat(Json.parse(run(reader(config), PASS, "{}").output())).isEqualTo(Json.parse(items));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"InputType\": \"JSON\"; nothing",
                "\"InputType\": \"JSONL\"; {\"a\": 1}\\nnothing",
                "\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"FIRST_ROW\"; a\\n\"b"
            })
    void whatIsBrokenIsNotRead(String config, String text) {
        world.account.object("items/k", text.replace("\\n", "\n"));

        assertThat(run(reader(config), PASS, "{}").error()).isEqualTo("States.ItemReaderFailed");
    }

    @Test
    void aMissingObjectIsNotRead() {
        DescribeExecutionResponse end = run(reader("\"InputType\": \"JSON\""), PASS, "{}");
        assertThat(end.error()).isEqualTo("States.ItemReaderFailed");
        assertThat(end.cause()).startsWith("The specified key does not exist. (Service: S3, Status Code: 404");
    }

    @Test
    void theRoleHasToBeAllowedToRead() {
        world.account.object("items/k", "[1]");
        world.account.object("items/in/k", "[1]");
        world.allow(MapRuns.START, LIST);
        DescribeExecutionResponse end = run(reader("\"InputType\": \"JSON\""), PASS, "{}");

        assertThat(end.error()).isEqualTo("States.ItemReaderFailed");
        assertThat(end.cause())
                .startsWith("Access denied. Ensure the correct permissions are added to your state machine's execution"
                        + " role. | Message from S3: User: arn:aws:sts::123456789012:assumed-role/runner/")
                .contains("is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::items/k\"");
    }

    @ParameterizedTest
    @CsvSource({"in/, SUCCEEDED", "other/, FAILED"})
    void theRoleHasToBeAllowedToListThePrefix(String prefix, String status) {
        world.account.object("items/in/k", "[1]");
        world.account.object("items/elsewhere", "[1]");
        String execution = runs.start(LISTING.replace("in/", prefix), PASS, "{}");

        assertThat(world.describe(execution).statusAsString()).isEqualTo(status);
        if (status.equals("SUCCEEDED")) {
            assertThat(runs.children(execution)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "in/", ""})
    void theContextKnowsTheSource(String key) {
        world.account.object("items/k", "[1]");
        world.account.object("items/in/k", "[1]");
        String reader = key.equals("k") ? reader("\"InputType\": \"JSON\"") : key.isEmpty() ? "" : LISTING;
        String selector = "\"ItemSelector\": {\"from.$\": \"$$.Map.Item.Source\"}, ";

        assertThat(run(reader + selector, PASS, "[1]").output())
                .isEqualTo("[{\"from\":\"%s\"}]"
                        .formatted(key.equals("k") ? "S3://items/k" : key.isEmpty() ? "STATE_DATA" : "S3://items"));
    }

    @Test
    void resultsAreInFilesByHowTheyEnded() {
        String execution = runs.start(
                writer("") + "\"Label\": \"Each\", \"MaxConcurrency\": 1, \"ToleratedFailureCount\": 1,",
                runs.failing("X"),
                "[1, \"X\", \"X\", 2]");
        String folder = "results/out/" + runs.arn(execution).replaceFirst(".*:", "") + "/";

        assertThat(world.describe(execution).statusAsString()).isEqualTo("FAILED");
        JsonNode manifest = file(folder + "manifest.json");
        assertThat(manifest.path("DestinationBucket").asText()).isEqualTo("results");
        assertThat(manifest.path("MapRunArn").asText()).isEqualTo(runs.arn(execution));
        for (String name : new String[] {"SUCCEEDED", "FAILED", "PENDING"}) {
            assertThat("results/"
                            + manifest.at("/ResultFiles/" + name + "/0/Key").asText())
                    .isEqualTo(folder + name + "_0.json");
        }
        assertThat(file(folder + "SUCCEEDED_0.json")).singleElement().satisfies(child -> {
            assertThat(child.path("ExecutionArn").asText()).contains(":execution:machine/Each:");
            assertThat(child.path("Input").asText()).isEqualTo("1");
            assertThat(child.path("Output").asText()).isEqualTo("1");
            assertThat(child.path("Status").asText()).isEqualTo("SUCCEEDED");
            assertThat(child.path("StartDate").asText()).isEqualTo("2026-01-01T00:00:00Z");
        });
        assertThat(file(folder + "FAILED_0.json")).hasSize(2).allSatisfy(child -> {
            assertThat(child.path("Error").asText()).isEqualTo("E");
            assertThat(child.path("RedriveStatus").asText()).isEqualTo("REDRIVABLE_BY_MAP_RUN");
        });
        assertThat(file(folder + "PENDING_0.json"))
                .singleElement()
                .satisfies(child -> assertThat(child.path("Input").asText()).isEqualTo("2"));
    }

    private JsonNode file(String name) {
        return Json.parse(world.account.objects().get(name)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"Transformation\": \"COMPACT\"; [[1,2],3]",
                "\"Transformation\": \"FLATTEN\"; [1,2,3]",
                "\"Transformation\": \"FLATTEN\", \"OutputType\": \"JSONL\"; 1/2/3"
            })
    void resultsMayBeWrittenOtherwise(String config, String text) {
        String execution = runs.start(writer("\"WriterConfig\": {" + config + "},"), PASS, "[[1, 2], 3]");
        String folder = "results/out/" + runs.arn(execution).replaceFirst(".*:", "") + "/";

        assertThat(world.account.objects()).containsEntry(folder + "SUCCEEDED_0.json", text.replace('/', '\n'));
    }

    /** See https://github.com/aws/aws-cdk/issues/32144 */
    @Test
    void theRoleHasToBeAllowedToWriteBeforeAnythingStarts() {
        world.allow(MapRuns.START);
        DescribeExecutionResponse end = run(writer(""), PASS, "[1]");

        assertThat(end.cause())
                .startsWith(
                        "An error occurred while executing the state 'S' (entered at the event id #2). Failed to write a"
                                + " test manifest into the specified output bucket. Access denied. Ensure the correct permissions are"
                                + " added to your state machine's execution role. | Message from S3: User: ")
                .contains("s3:PutObject");
        assertThat(world.events(end.executionArn())).doesNotContain("MapRunStarted");
    }

    @Test
    void whatCantBeWrittenAtTheEndFailsTheRun() {
        String execution = runs.start(writer(""), "{\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}", "[1]");
        world.allow(MapRuns.START);
        world.clock.advance(Duration.ofMinutes(2));

        assertThat(world.describe(execution).error()).isEqualTo("States.ResultWriterFailed");
        assertThat(runs.describe(execution).statusAsString()).isEqualTo("FAILED");
    }

    @Test
    void aStoppedRunWritesItsResults() {
        String execution = runs.start(writer(""), "{\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}", "[1]");
        world.clients.sfn().stopExecution(request -> request.executionArn(execution));

        assertThat(world.account.objects().keySet()).anyMatch(name -> name.endsWith("/FAILED_0.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"InputType\": \"XML\"; InputType",
                "\"InputType\": \"CSV\"; CSVHeaderLocation",
                "\"InputType\": \"PARQUET\"; such an ItemReader",
                "\"InputType\": \"JSON\", \"Other\": 1; Other"
            })
    void aReaderReadsWhatItKnows(String config, String words) {
        assertThatThrownBy(() -> run(reader(config), PASS, "{}")).hasMessageContaining(words);
    }

    @Test
    void aWriterPutsObjects() {
        assertThatThrownBy(() -> run(writer("").replace("putObject", "getObject"), PASS, "[]"))
                .hasMessageContaining("is not recognized");
    }
}
