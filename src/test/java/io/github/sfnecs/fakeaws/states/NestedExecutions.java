package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.states.definition.Casing;
import io.github.sfnecs.fakeaws.states.definition.IntegrationPattern;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.services.Service;
import io.github.sfnecs.fakeaws.states.services.StartedExecutions;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Step Functions as a service of its own: executions that states start. Recorded by test_start_execution*:
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
 */
record NestedExecutions(Account account, Executions executions) implements Service {

    private static final Duration POLLING = Duration.ofSeconds(30);

    @Override
    public JsonNode call(Call call) {
        JsonNode parameters = call.parameters();
        String machine = parameters.path("StateMachineArn").asText();
        return StartedExecutions.answer(account.timeline().now(), () -> {
            call.role().get().require("states:StartExecution", machine, Map.of());
            Optional<String> name = Optional.ofNullable(parameters.path("Name").textValue());
            return executions.start(
                    machine, name.orElseGet(() -> UUID.randomUUID().toString()), input(parameters));
        });
    }

    private static String input(JsonNode parameters) {
        JsonNode input = parameters.path("Input");
        if (input.isTextual()) {
            return input.asText();
        }
        return input.isMissingNode() || input.isNull() ? "{}" : Json.write(input);
    }

    /** Waits for the event of its end, or else asks for it. */
    @Override
    public Job follow(Call call, JsonNode answer, Waiting waiting) {
        Execution execution = executions.get(answer.path("ExecutionArn").asText());
        if (account.knobs().completionEvents) {
            execution.whenEnded(() -> conclude(call, execution, waiting));
        } else {
            poll(call, execution, waiting);
        }
        return () -> stop(call, execution);
    }

    private void poll(Call call, Execution execution, Waiting waiting) {
        account.timeline().after(POLLING, () -> {
            if (waiting.over()) {
                return;
            }
            try {
                StartedExecutions.require(
                        call.role(),
                        "states:DescribeExecution",
                        execution.start().arn());
                if (execution.running()) {
                    poll(call, execution, waiting);
                } else {
                    conclude(call, execution, waiting);
                }
            } catch (StateFailure e) {
                waiting.fail(e);
            }
        });
    }

    private static void conclude(Call call, Execution execution, Waiting waiting) {
        ObjectNode view = execution.view(true);
        boolean asJson = call.pattern() == IntegrationPattern.RUN_A_JOB_AS_JSON;
        if (asJson) {
            for (String member : List.of("input", "output")) {
                if (view.has(member)) {
                    view.set(member, Json.parse(view.get(member).asText()).orElseThrow());
                }
            }
        }
        view.put("startDate", execution.start().at().toEpochMilli());
        execution.stopped().map(Instant::toEpochMilli).ifPresent(at -> view.put("stopDate", at));
        ObjectNode named = Json.object();
        view.properties()
                .forEach(member -> named.set(
                        Casing.pascalName(member.getKey()),
                        member.getKey().endsWith("Details") ? Casing.pascal(member.getValue()) : member.getValue()));
        if (execution.status().equals("SUCCEEDED")) {
            waiting.succeed(named);
        } else {
            waiting.fail(new StateFailure("States.TaskFailed", Json.write(named)));
        }
    }

    /** By best effort only: if the role may not, the execution runs on. */
    private void stop(Call call, Execution execution) {
        try {
            Principal role = call.role().get();
            role.require("states:StopExecution", execution.start().arn(), Map.of());
            executions.abort(execution, new StateFailure(null, null));
        } catch (AwsError | StateFailure ignored) {
            return;
        }
    }
}
