package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.FakeFunction;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Place;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Lambda, as a resource of its own or by {@code lambda:invoke}. Recorded by test_lambda_task, test_lambda_task_service and, of what a role
 * may not, in https://github.com/awslabs/aws-deployment-framework/issues/460
 * https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2/services
 */
record LambdaService(Place place, Account account) implements Service {

    @Override
    public JsonNode call(Call call) {
        boolean bare = call.action().startsWith("arn:");
        String arn = arn(call);
        try {
            require(call.role().get(), arn);
            JsonNode payload =
                    bare ? call.parameters() : payload(call.parameters().get("Payload"));
            account.remember("lambda", "invoke", arn, Json.write(call.parameters()));
            JsonNode answer = Json.parse(function(arn)
                            .orElseThrow(() -> new AwsError(
                                    404,
                                    "ResourceNotFoundException",
                                    "Function not found: " + arn + (arn.split(":", -1).length == 7 ? ":$LATEST" : "")))
                            .body()
                            .apply(Json.write(payload)))
                    .orElseThrow();
            return bare ? answer : invocation(answer);
        } catch (AwsError e) {
            throw Sdk.LAMBDA.failure(e);
        } catch (FakeFunction.Raised e) {
            ObjectNode cause = Json.object().put("errorMessage", e.getMessage()).put("errorType", e.errorType());
            throw new StateFailure(e.errorType(), Json.write(cause));
        }
    }

    private static void require(Principal role, String arn) {
        try {
            role.require("lambda:InvokeFunction", arn, Map.of());
        } catch (AwsError e) {
            throw new AwsError(403, e.code(), e.getMessage());
        }
    }

    @Override
    public Duration takes(Call call) {
        return function(arn(call)).map(FakeFunction::takes).orElse(Duration.ZERO);
    }

    /** Until a test says which there are, all functions are there. */
    private Optional<FakeFunction> function(String arn) {
        var functions = account.knobs().functions;
        return functions.isEmpty()
                ? Optional.of(FakeFunction.answers("{}"))
                : Optional.ofNullable(functions.get(arn.split(":", -1)[6]));
    }

    private String arn(Call call) {
        if (call.action().startsWith("arn:")) {
            return call.action();
        }
        JsonNode parameters = call.parameters();
        String name = parameters.path("FunctionName").asText();
        String arn = name.startsWith("arn:") ? name : place.arn("lambda", "function:" + name);
        return parameters.has("Qualifier")
                ? arn + ":" + parameters.get("Qualifier").asText()
                : arn;
    }

    private static JsonNode payload(JsonNode given) {
        if (given == null) {
            return Json.object();
        }
        return given.isTextual() ? Json.parse(given.asText()).orElse(given) : given;
    }

    private ObjectNode invocation(JsonNode payload) {
        ObjectNode answer = Json.object().put("ExecutedVersion", "$LATEST").put("StatusCode", 200);
        answer.set("Payload", payload);
        return new SdkAnswer(account.timeline().now()).of(answer);
    }
}
