package io.github.sfnecs.fakeaws.states.mapruns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.definition.Casing;
import io.github.sfnecs.fakeaws.states.definition.IntegrationPattern;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow.Writing;
import io.github.sfnecs.fakeaws.states.services.RoleSession;
import io.github.sfnecs.fakeaws.states.services.Service;
import io.github.sfnecs.fakeaws.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the results of a Map Run to S3. The output is recorded by test_map_state_result_writer; what a manifest looks like on AWS is in
 * https://github.com/localstack/localstack/pull/11381 , that it is tried before in https://github.com/aws/aws-cdk/issues/32144 .
 *
 * @param folder of this run: prefix and id
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html">ResultWriter</a>
 */
public record ResultWriter(Service s3, RoleSession role, Writing writing, String folder) {

    /** A writer for a run; its id is the name of the folder. */
    public static ResultWriter of(Service s3, RoleSession role, Writing writing, String runArn) {
        String prefix = writing.parameters().path("Prefix").asText().replaceFirst("/$", "");
        String id = runArn.substring(runArn.lastIndexOf(':') + 1);
        return new ResultWriter(s3, role, writing, prefix.isEmpty() ? id : prefix + "/" + id);
    }

    private String bucket() {
        return writing.parameters().path("Bucket").asText();
    }

    private String manifest() {
        return folder + "/manifest.json";
    }

    /** Before the Map Run starts. */
    public void test() {
        put(manifest(), "{}", "Failed to write a test manifest into the specified output bucket. ");
    }

    /** Gives what the state gives then. */
    public JsonNode write(MapRun run) {
        ObjectNode manifest = Json.object()
                .put("DestinationBucket", bucket())
                .put("MapRunArn", run.start().arn());
        ObjectNode files = manifest.putObject("ResultFiles");
        files.set("FAILED", file("FAILED", run, List.of("FAILED", "TIMED_OUT", "ABORTED")));
        files.set("PENDING", file("PENDING", run, List.of("PENDING")));
        files.set("SUCCEEDED", file("SUCCEEDED", run, List.of("SUCCEEDED")));
        put(manifest(), Json.write(manifest), "");
        ObjectNode output = Json.object().put("MapRunArn", run.start().arn());
        output.putObject("ResultWriterDetails").put("Bucket", bucket()).put("Key", manifest());
        return output;
    }

    private ArrayNode file(String name, MapRun run, List<String> statuses) {
        ArrayNode results = Json.array();
        run.children().stream()
                .filter(child -> statuses.contains(child.status()))
                .forEach(child -> add(child, results));
        ArrayNode files = Json.array();
        if (!results.isEmpty()) {
            String key = folder + "/" + name + "_0.json";
            String text = writing.config().path("OutputType").asText("JSON").equals("JSONL")
                    ? lines(results)
                    : Json.write(results);
            put(key, text, "");
            files.addObject().put("Key", key).put("Size", text.getBytes(StandardCharsets.UTF_8).length);
        }
        return files;
    }

    private static String lines(ArrayNode results) {
        return results.valueStream().map(Json::write).collect(Collectors.joining("\n"));
    }

    private void add(Child child, ArrayNode results) {
        String how = writing.config().path("Transformation").asText("NONE");
        JsonNode result = child.run().flatMap(Child.Run::result).orElse(null);
        if (result == null || how.equals("NONE")) {
            results.add(child.run().map(ResultWriter::whole).orElseGet(() -> pending(child)));
        } else if (how.equals("FLATTEN") && result.isArray()) {
            result.forEach(results::add);
        } else {
            results.add(result);
        }
    }

    private static ObjectNode pending(Child child) {
        ObjectNode view = Json.object().put("Input", Json.write(child.input()));
        view.putObject("InputDetails").put("Included", true);
        return view.put("Status", "PENDING");
    }

    /** A child as DescribeExecution shows it, in the spelling of the files. */
    private static ObjectNode whole(Child.Run run) {
        ObjectNode view = run.view(true);
        view.remove("mapRunArn");
        for (String date : List.of("startDate", "stopDate")) {
            if (view.has(date)) {
                view.put(
                        date,
                        Instant.ofEpochMilli(Math.round(view.get(date).asDouble() * 1000))
                                .toString());
            }
        }
        return (ObjectNode) Casing.pascal(view);
    }

    private void put(String key, String text, String before) {
        ObjectNode parameters =
                Json.object().put("Bucket", bucket()).put("Key", key).put("Body", text);
        try {
            s3.call(new Service.Call(role, "putObject", parameters, IntegrationPattern.REQUEST_RESPONSE));
        } catch (StateFailure refused) {
            throw new StateFailure("States.ResultWriterFailed", before + S3Words.told(refused));
        }
    }
}
