package io.github.sfnecs.fakeaws.states.mapruns;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.definition.IntegrationPattern;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow.Reading;
import io.github.sfnecs.fakeaws.states.services.RoleSession;
import io.github.sfnecs.fakeaws.states.services.Service;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Reads the items of a Map from S3. Recorded by test_map_item_reader_*, see RecordedItemReaderTest; what it says where S3 refuses is not.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html">ItemReader</a>
 */
public record ItemReader(Service s3, RoleSession role, long now) {

    static StateFailure failure(String cause) {
        return new StateFailure("States.ItemReaderFailed", cause);
    }

    public JsonNode read(Reading reading) {
        int most = reading.maxItems().orElse(0);
        if (most < 0) {
            throw failure("field MaxItems must be positive");
        }
        List<JsonNode> items = reading.listing()
                ? listed(call("listObjectsV2", reading))
                : parsed(call("getObject", reading), reading);
        return Json.array(most == 0 || most > items.size() ? items : items.subList(0, most));
    }

    private JsonNode call(String action, Reading reading) {
        try {
            return s3.call(new Service.Call(role, action, reading.parameters(), IntegrationPattern.REQUEST_RESPONSE));
        } catch (StateFailure refused) {
            throw failure(S3Words.told(refused));
        }
    }

    private List<JsonNode> listed(JsonNode answer) {
        List<JsonNode> items = new ArrayList<>();
        answer.path("Contents")
                .forEach(object -> items.add(Json.object()
                        .put("Etag", object.path("ETag").asText())
                        .put("Key", object.path("Key").asText())
                        .put("LastModified", now)
                        .put("Size", object.path("Size").asLong())
                        .put("StorageClass", object.path("StorageClass").asText())));
        return items;
    }

    private static List<JsonNode> parsed(JsonNode answer, Reading reading) {
        String text = answer.path("Body").asText();
        return switch (reading.config().path("InputType").asText()) {
            case "CSV" -> CsvItems.of(text, reading.config());
            case "JSONL" ->
                text.lines()
                        .filter(line -> !line.isBlank())
                        .map(ItemReader::json)
                        .toList();
            default -> array(json(text));
        };
    }

    private static List<JsonNode> array(JsonNode json) {
        if (!json.isArray()) {
            throw failure("Attempting to map over non-iterable node.");
        }
        return StreamSupport.stream(json.spliterator(), false).toList();
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow(() -> failure("The object is not valid JSON."));
    }
}
