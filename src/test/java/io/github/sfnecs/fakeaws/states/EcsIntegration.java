package io.github.sfnecs.fakeaws.states;

import io.github.sfnecs.fakeaws.states.definition.RoleChecks;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ecs.Ecs;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.states.definition.Casing;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Place;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * How Step Functions talks to ECS, in the name of the state machine's role.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html">Run ECS tasks with Step Functions</a>
 */
final class EcsIntegration {

    private static final Duration POLLING = Duration.ofSeconds(30);

    /** ECS's modelled errors keep their name; all others surface as ECS.AmazonECSException. */
    private static final Set<String> NAMED = Set.of(
            "AccessDeniedException",
            "BlockedException",
            "ClientException",
            "ClusterNotFoundException",
            "ConflictException",
            "InvalidParameterException",
            "PlatformTaskDefinitionIncompatibilityException",
            "PlatformUnknownException",
            "ServerException",
            "UnsupportedFeatureException");

    private final Place place;
    private final Account account;
    private final Ecs ecs;

    EcsIntegration(Place place, Account account, Ecs ecs) {
        this.place = place;
        this.account = account;
        this.ecs = ecs;
    }

    /** A task that Step Functions has to see to its end. */
    interface Job {
        void stop();
    }

    JsonNode runTask(Execution execution, ObjectNode parameters) {
        Principal role = assume(execution);
        try {
            return new SdkAnswer(account.timeline().now())
                    .of((ObjectNode) Casing.pascal(ecs.runTask(role, (ObjectNode) Casing.camel(parameters))));
        } catch (AwsError e) {
            throw failure(e);
        }
    }

    private Principal assume(Execution execution) {
        String role = execution.start().revision().roleArn();
        if (!new RoleChecks(place, account)
                .trusted(role, execution.start().machine().arn())) {
            throw new StateFailure("States.TaskFailed", RoleChecks.NOT_TRUSTED);
        }
        return new Principal.AssumedRole(place, account.iam().authorizer(), role, session());
    }

    private static String session() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static StateFailure failure(AwsError error) {
        String name = "ECS." + (NAMED.contains(error.code()) ? error.code() : "AmazonECSException");
        return new StateFailure(
                name,
                error.getMessage() + " (Service: AmazonECS; Status Code: " + error.status() + "; Error Code: "
                        + error.code() + "; Request ID: " + UUID.randomUUID() + "; Proxy: null)");
    }

    /** Waits for the task of a {@code .sync} state: for the event that it stopped, or else by asking. */
    Job follow(Execution execution, ObjectNode parameters, JsonNode answer, TaskRun.Attempt attempt) {
        String arn = answer.path("Tasks").path(0).path("TaskArn").asText();
        String cluster = parameters.path("Cluster").asText("default");
        if (account.knobs().completionEvents) {
            ecs.whenStopped(arn, task -> conclude(asEvent(task), attempt));
        } else {
            poll(execution, cluster, arn, attempt);
        }
        return () -> stop(execution, cluster, arn);
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

    private void poll(Execution execution, String cluster, String arn, TaskRun.Attempt attempt) {
        account.timeline().after(POLLING, () -> {
            if (attempt.closed()) {
                return;
            }
            try {
                ObjectNode task = ecs.describeTask(assume(execution), cluster, arn);
                if (task.path("lastStatus").asText().equals("STOPPED")) {
                    conclude(task, attempt);
                } else {
                    poll(execution, cluster, arn, attempt);
                }
            } catch (AwsError e) {
                attempt.fail("TaskFailed", failure(e));
            } catch (StateFailure e) {
                attempt.fail("TaskFailed", e);
            }
        });
    }

    private static void conclude(ObjectNode stopped, TaskRun.Attempt attempt) {
        JsonNode task = SdkAnswer.withEmptyLists((ObjectNode) Casing.pascal(stopped));
        boolean fine = StreamSupport.stream(task.path("Containers").spliterator(), false)
                .allMatch(container -> container.path("ExitCode").asInt(-1) == 0);
        if (fine) {
            attempt.succeed(task);
        } else {
            attempt.fail("TaskFailed", new StateFailure("States.TaskFailed", Json.write(task)));
        }
    }

    /** By best effort only: if the role may not, the task runs on. */
    private void stop(Execution execution, String cluster, String arn) {
        try {
            ecs.stopTask(assume(execution), cluster, arn, "Task stopped by Step Functions");
        } catch (AwsError | StateFailure ignored) {
            return;
        }
    }
}
