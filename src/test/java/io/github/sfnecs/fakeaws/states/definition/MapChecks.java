package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a Map may have in its mode. AWS's own sentences about a label are not recorded; the rules are.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">Fields of a distributed Map</a>
 */
final class MapChecks {

    private static final List<String> DISTRIBUTED = List.of(
            "ItemReader",
            "ItemBatcher",
            "ResultWriter",
            "Label",
            "ToleratedFailureCount",
            "ToleratedFailureCountPath",
            "ToleratedFailurePercentage",
            "ToleratedFailurePercentagePath");
    private static final int MOST_CHARACTERS = 40;

    private final List<Diagnostic> found;
    private final Set<String> labels = new HashSet<>();

    MapChecks(List<Diagnostic> found) {
        this.found = found;
    }

    void check(JsonNode map, String location) {
        String processor = map.has("ItemProcessor") ? "ItemProcessor" : "Iterator";
        JsonNode configuration = map.path(processor).path("ProcessorConfig");
        String mode = configuration.path("Mode").asText("INLINE");
        if (mode.equals("DISTRIBUTED")) {
            distributed(configuration, location + "/" + processor + "/ProcessorConfig");
            label(map.path("Label"), location + "/Label");
            reader(map, location + "/ItemReader");
            writer(map.path("ResultWriter"), location + "/ResultWriter");
            return;
        }
        Stream.concat(DISTRIBUTED.stream().filter(map::has), Stream.of(mode).filter(name -> !name.equals("INLINE")))
                .findFirst()
                .ifPresent(what -> {
                    throw new NotEmulated("a Map with " + what);
                });
    }

    private void distributed(JsonNode configuration, String location) {
        if (!configuration.has("ExecutionType")) {
            found.add(Diagnostic.schema("The field 'ExecutionType' is required but was missing", location));
        } else if (!configuration.path("ExecutionType").asText().equals("STANDARD")) {
            throw new NotEmulated("a Map whose ExecutionType is "
                    + configuration.path("ExecutionType").asText());
        }
    }

    private void reader(JsonNode map, String location) {
        JsonNode reader = map.path("ItemReader");
        if (reader.isMissingNode()) {
            return;
        }
        JsonNode config = reader.path("ReaderConfig");
        String type = config.path("InputType").asText();
        if (reader.has("Transformation")
                || config.has("ItemsPointer")
                || List.of("PARQUET", "MANIFEST").contains(type)) {
            throw new NotEmulated("such an ItemReader: " + reader);
        }
        boolean listing = reader.path("Resource").asText().endsWith(":states:::s3:listObjectsV2");
        if (!listing) {
            resource(reader, "getObject", location);
            oneOf(config, "InputType", List.of("JSON", "JSONL", "CSV"), location + "/ReaderConfig");
        }
        if (type.equals("CSV")) {
            oneOf(config, "CSVHeaderLocation", List.of("FIRST_ROW", "GIVEN"), location + "/ReaderConfig");
        }
    }

    private void writer(JsonNode writer, String location) {
        if (writer.has("WriterConfig") && !writer.has("Resource")) {
            throw new NotEmulated("a ResultWriter that writes nothing");
        }
        if (!writer.isMissingNode()) {
            resource(writer, "putObject", location);
        }
    }

    private void resource(JsonNode integration, String action, String location) {
        String resource = integration.path("Resource").asText();
        if (!resource.endsWith(":states:::s3:" + action)) {
            found.add(Diagnostic.schema(
                    "The resource provided " + resource
                            + " is not recognized. The value is not a valid resource ARN, or"
                            + " the resource is not available in this region.",
                    location + "/Resource"));
        }
    }

    private void oneOf(JsonNode config, String field, List<String> values, String location) {
        if (!values.contains(config.path(field).asText())) {
            found.add(Diagnostic.schema(
                    "The field '" + field + "' should have one of these values: " + values, location + "/" + field));
        }
    }

    private void label(JsonNode label, String location) {
        if (label.isMissingNode()) {
            return;
        }
        String text = label.asText();
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            found.add(Diagnostic.schema("Label must have between 1 and " + MOST_CHARACTERS + " characters", location));
        } else if (!text.matches("[^\\s?*<>{}\\[\\]:;,\\\\|^~$#%&`\"/\\p{Cntrl}]+")) {
            found.add(Diagnostic.schema("Label contains a character that it may not", location));
        } else if (!labels.add(text)) {
            found.add(Diagnostic.schema("Label is not unique", location));
        }
    }
}
