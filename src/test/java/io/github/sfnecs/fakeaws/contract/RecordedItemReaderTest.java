package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What was recorded on AWS of distributed Maps that read from S3, and write to it.
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
class RecordedItemReaderTest extends RecordedStepFunctions {

    private static final String ROWS =
            "Value1,Value2,Value3\nValue4,Value5,Value6\n,,,\ntrue,1,'HelloWorld'\nNull,None,\n   \n";

    private static String map(String members, String resource, String config) {
        return definition(
                """
                {"Type": "Map", "End": true, %s "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                   "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}},
                 "ItemReader": {"Resource": "arn:aws:states:::s3:%s", %s "Parameters": {"Bucket.$": "$.Bucket"%s}}}""".formatted(members, resource, config, resource.equals("getObject") ? ", \"Key.$\": \"$.Key\"" : ""));
    }

    private String read(String config, String text) {
        embedded().account(account()).object("b/k", text);
        return run(
                map("", "getObject", "\"ReaderConfig\": {" + config + "},"),
                "{\"Bucket\": \"b\", \"Key\": \"k\", \"MaxItems\": 2}");
    }

    /** Recorded by test_map_item_reader_base_csv_headers_first_line, of which the events are these, too. */
    @Test
    void theFirstRowMayHaveTheHeaders() {
        String execution =
                read("\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"FIRST_ROW\"", "Col1,Col2,Col3\n" + ROWS);

        assertThat(output(execution)).isEqualTo(json("""
                [{"Col1": "Value1", "Col2": "Value2", "Col3": "Value3"}, {"Col1": "Value4", "Col2": "Value5", "Col3": "Value6"},
                 {"Col1": "", "Col2": "", "Col3": ""}, {"Col1": "true", "Col2": "1", "Col3": "'HelloWorld'"},
                 {"Col1": "Null", "Col2": "None", "Col3": ""}, {"Col1": "   ", "Col2": "", "Col3": ""}]"""));
        assertThat(event(execution, "MapStateStarted")
                        .mapStateStartedEventDetails()
                        .length())
                .isZero();
        assertThat(steps(execution))
                .containsSequence(
                        "3 after 2: MapStateStarted", "4 after 3: MapRunStarted", "5 after 4: MapRunSucceeded");
    }

    /**
     * Recorded by test_map_item_reader_base_csv_headers_decl, test_map_item_reader_csv_headers_decl_extra_fields,
     * test_map_item_reader_csv_first_row_extra_fields and test_map_item_reader_csv_headers_first_row_typed_headers.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GIVEN; [\"H1\", \"H2\", \"H3\"]; ''; {\"H1\": \"Value1\", \"H2\": \"Value2\", \"H3\": \"Value3\"}",
                "GIVEN; [\"H1\"]; ''; {\"H1\": \"Value1\"}",
                "FIRST_ROW; []; 'H1,'; {\"H1\": \"Value1\", \"\": \"Value2\"}",
                "FIRST_ROW; []; '0,True,{}'; {\"0\": \"Value1\", \"True\": \"Value2\", \"{}\": \"Value3\"}"
            })
    void headersNameAsManyFieldsAsThereAre(String location, String headers, String first, String item) {
        String execution = read(
                "\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"" + location + "\", \"CSVHeaders\": " + headers,
                first.isEmpty() ? ROWS : first + "\n" + ROWS);

        assertThat(output(execution).get(0)).isEqualTo(json(item));
    }

    /** Recorded by test_map_item_reader_csv_headers_decl_duplicate_headers and test_map_item_reader_json_no_json_list_object. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"InputType\": \"CSV\", \"CSVHeaderLocation\": \"GIVEN\", \"CSVHeaders\": [\"H1\", \"H1\", \"H3\"] | a | CSV headers cannot contain duplicates.",
                "\"InputType\": \"JSON\" | {\"Hello\": \"world\"} | Attempting to map over non-iterable node.",
                "\"InputType\": \"JSON\", \"MaxItems\": -1 | [1] | field MaxItems must be positive"
            })
    void whatCantBeReadFailsTheRun(String config, String text, String cause) {
        String execution = read(config, text);
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.error()).isEqualTo("States.ItemReaderFailed");
        assertThat(end.cause()).isEqualTo(cause);
        assertThat(steps(execution))
                .endsWith(
                        "4 after 3: MapRunStarted",
                        "5 after 4: MapRunFailed",
                        "6 after 5: MapStateFailed",
                        "7 after 6: ExecutionFailed");
        assertThat(clients.sfn()
                        .listMapRuns(request -> request.executionArn(execution))
                        .mapRuns())
                .extracting(run -> clients.sfn()
                        .describeMapRun(request -> request.mapRunArn(run.mapRunArn()))
                        .statusAsString())
                .containsExactly("FAILED");
    }

    /** Recorded by test_map_item_reader_csv_max_items, test_map_item_reader_csv_max_items_paths and test_map_item_reader_base_json_max_items. */
    @ParameterizedTest
    @CsvSource({
        "'\"MaxItems\": 0', 3",
        "'\"MaxItems\": 2', 2",
        "'\"MaxItems\": 100000000', 3",
        "'\"MaxItemsPath\": \"$.MaxItems\"', 2"
    })
    void soManyItemsAreRead(String most, int items) {
        assertThat(output(read("\"InputType\": \"JSON\", " + most, "[1, 2, 3]")))
                .hasSize(items);
    }

    /** Recorded by test_map_item_reader_csv_max_items_paths[1.5]. */
    @Test
    void howManyItemsIsANumber() {
        embedded().account(account()).object("b/k", "[1]");
        String execution = run(
                map("", "getObject", "\"ReaderConfig\": {\"InputType\": \"JSON\", \"MaxItemsPath\": \"$.MaxItems\"},"),
                "{\"Bucket\": \"b\", \"Key\": \"k\", \"MaxItems\": 1.5}");

        assertThat(ended(execution).cause())
                .isEqualTo(
                        "An error occurred while executing the state 'S' (entered at the event id #2). The MaxItemsPath"
                                + " field refers to value \"1.5\" which is not a valid integer: $.MaxItems");
        assertThat(steps(execution)).endsWith("3 after 2: MapStateStarted", "4 after 3: ExecutionFailed");
    }

    /** Recorded by test_map_item_reader_base_list_objects_v2; LastModified is a number: https://github.com/floci-io/floci/issues/3460 */
    @Test
    void aListingIsItsObjects() {
        embedded().account(account()).object("b/file_0.txt", "file 0 text.");
        embedded().account(account()).object("b/file_1.txt", "file 1 text.");
        JsonNode items = output(run(map("", "listObjectsV2", ""), "{\"Bucket\": \"b\"}"));

        assertThat(items).hasSize(2);
        assertThat(members(items.get(0))).containsExactly("Etag", "Key", "LastModified", "Size", "StorageClass");
        assertThat(items.get(0).path("Key").asText()).isEqualTo("file_0.txt");
        assertThat(items.get(0).path("Size").asInt()).isEqualTo(12);
        assertThat(items.get(0).path("LastModified").isNumber()).isTrue();
    }

    /** Recorded by test_map_item_batching_base_json_max_per_batch_jsonata. */
    @Test
    void batchesAreMadeOfWhatIsRead() {
        embedded().account(account()).object("b/k", "[1, 2, 3]");
        String execution = run("""
                {"StartAt": "S", "QueryLanguage": "JSONata", "States": {"S": {"Type": "Map", "End": true,
                  "ItemReader": {"ReaderConfig": {"InputType": "JSON", "MaxItems": 2}, "Resource": "arn:aws:states:::s3:getObject",
                    "Arguments": {"Bucket": "{% $states.input.Bucket %}", "Key": "{% $states.input.Key %}"}},
                  "ItemBatcher": {"MaxItemsPerBatch": "{% $states.input.n %}", "MaxInputBytesPerBatch": "{% 150000 %}",
                    "BatchInput": {"Name": "{% $states.context.State.Name %}"}},
                  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}}}""", "{\"Bucket\": \"b\", \"Key\": \"k\", \"n\": 2}");

        assertThat(output(execution)).isEqualTo(json("[{\"BatchInput\": {\"Name\": \"S\"}, \"Items\": [1, 2]}]"));
    }

    /** Recorded by test_map_state_result_writer. */
    @Test
    void aWriterGivesWhereTheResultsAre() {
        String writer = "\"ResultWriter\": {\"Resource\": \"arn:aws:states:::s3:putObject\","
                + " \"Parameters\": {\"Bucket\": \"result-bucket\", \"Prefix\": \"mapJobs\"}}, \"Label\": \"TestMap\",";
        embedded().account(account()).object("b/k", "[\"Hello\", \"World\"]");
        String execution = run(
                map(writer, "getObject", "\"ReaderConfig\": {\"InputType\": \"JSON\"},"),
                "{\"Bucket\": \"b\", \"Key\": \"k\"}");
        JsonNode output = output(execution);
        String run = output.path("MapRunArn").asText();

        assertThat(run).matches(arn("mapRun:machine/TestMap:[0-9a-f-]{36}"));
        assertThat(output.path("ResultWriterDetails"))
                .isEqualTo(json("{\"Bucket\": \"result-bucket\", \"Key\": \"mapJobs/%s/manifest.json\"}"
                        .formatted(run.substring(run.lastIndexOf(':') + 1))));
    }
}
