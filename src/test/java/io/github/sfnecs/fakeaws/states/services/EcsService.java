package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ecs.Ecs;
import io.github.sfnecs.fakeaws.states.definition.Casing;
import io.github.sfnecs.fakeaws.states.definition.IntegrationPattern;
import io.github.sfnecs.fakeaws.states.definition.ParameterTypes;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * How Step Functions talks to ECS.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html">Run ECS tasks with Step Functions</a>
 */
record EcsService(Account account, Ecs ecs) implements Service {

    private static final Duration POLLING = Duration.ofSeconds(30);

    @Override
    public void prepare(JsonNode parameters, IntegrationPattern pattern) {
        ParameterTypes.check(parameters);
        if (pattern.runsJob()) {
            ((ObjectNode) parameters).put("StartedBy", "AWS Step Functions");
        }
    }

    @Override
    public JsonNode call(Call call) {
        try {
            ObjectNode request = (ObjectNode) Casing.camel(call.parameters());
            return new SdkAnswer(account.timeline().now())
                    .of((ObjectNode) Casing.pascal(ecs.runTask(call.role().get(), request)));
        } catch (AwsError e) {
            throw Sdk.ECS.failure(e);
        }
    }

    /** Once it has been submitted, no task is a failure. */
    @Override
    public void accept(JsonNode answer) {
        if (!answer.path("Failures").isEmpty()) {
            throw new StateFailure("AmazonECS.Unknown", Json.write(answer));
        }
    }

    /** Waits for the task of a {@code .sync} state: for the event that it stopped, or else by asking. */
    @Override
    public Job follow(Call call, JsonNode answer, Waiting waiting) {
        String arn = answer.path("Tasks").path(0).path("TaskArn").asText();
        String cluster = call.parameters().path("Cluster").asText("default");
        if (account.knobs().completionEvents) {
            ecs.whenStopped(arn, task -> conclude(asEvent(task), waiting));
        } else {
            poll(call, cluster, arn, waiting);
        }
        return () -> stop(call, cluster, arn);
    }

    /** EventBridge tells of a task that stopped in other words than DescribeTasks. */
    private static ObjectNode asEvent(ObjectNode task) {
        task.remove("platformFamily");
        task.path("attachments")
                .forEach(attachment ->
                        ((ObjectNode) attachment).put("type", "eni").put("status", "DELETED"));
        if (task.path("stopCode").asText().equals("TaskFailedToStart")) {
            task.remove(List.of("pullStartedAt", "pullStoppedAt"));
            task.set("executionStoppedAt", task.path("stoppingAt"));
            task.path("containers").forEach(container -> ((ObjectNode) container).remove("reason"));
        }
        return task;
    }

    private void poll(Call call, String cluster, String arn, Waiting waiting) {
        account.timeline().after(POLLING, () -> {
            if (waiting.over()) {
                return;
            }
            try {
                ObjectNode task = ecs.describeTask(call.role().get(), cluster, arn);
                if (task.path("lastStatus").asText().equals("STOPPED")) {
                    conclude(task, waiting);
                } else {
                    poll(call, cluster, arn, waiting);
                }
            } catch (AwsError e) {
                waiting.fail(Sdk.ECS.failure(e));
            } catch (StateFailure e) {
                waiting.fail(e);
            }
        });
    }

    private static void conclude(ObjectNode stopped, Waiting waiting) {
        JsonNode task = SdkAnswer.withEmptyLists((ObjectNode) Casing.pascal(stopped));
        boolean fine = StreamSupport.stream(task.path("Containers").spliterator(), false)
                .allMatch(container -> container.path("ExitCode").asInt(-1) == 0);
        if (fine) {
            waiting.succeed(task);
        } else {
            waiting.fail(new StateFailure("States.TaskFailed", Json.write(task)));
        }
    }

    /** By best effort only: if the role may not, the task runs on. */
    private void stop(Call call, String cluster, String arn) {
        try {
            ecs.stopTask(call.role().get(), cluster, arn, "Task stopped by Step Functions");
        } catch (AwsError | StateFailure ignored) {
            return;
        }
    }
}
