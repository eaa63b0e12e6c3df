package io.github.sfnecs.testing;

import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.ExplainExecution;
import io.github.sfnecs.execution.FollowExecution;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An execution of a state machine of many states, which the embedded AWS does not run: its history is given event by event, each of which
 * follows the one before unless {@link #after} says otherwise, and its end. The shapes are those of recordings of the real service:
 * https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2
 */
public final class CannedExecution implements AutoCloseable {
    public static final String ARN = Lab.SCOPE.execution(Lab.MACHINE, "run");
    private static final long BEGUN = Lab.START.getEpochSecond();

    public final CannedAws aws = new CannedAws();
    private final ManualClock clock = FakeClock.manual(Lab.START.plusSeconds(3600));
    private final List<String> events = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int before;

    /** One that has just been started. */
    public CannedExecution() {
        event("ExecutionStarted", "'executionStartedEventDetails': {'input': '{}', 'roleArn': '" + Lab.ROLE_ARN + "'}");
        before = 0;
        aws.answers("DescribeTasks", "{'tasks': [], 'failures': []}");
        aws.answers("DescribeTaskDefinition", """
                {'taskDefinition': {'taskDefinitionArn': 'arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1',
                 'family': 'job', 'revision': 1, 'containerDefinitions': [{'name': 'app', 'image': 'busybox'}]}}""");
        aws.answers("DescribeStateMachineForExecution", "{'definition': '{}', 'roleArn': '" + Lab.ROLE_ARN + "'}");
    }

    /** The JSON of a task that stopped, as Step Functions gives it. */
    public static String task(String id, int exitCode, String reason) {
        return "{\"TaskArn\":\"" + arn(id)
                + "\",\"TaskDefinitionArn\":\"arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1\","
                + "\"LastStatus\":\"STOPPED\",\"DesiredStatus\":\"STOPPED\",\"StopCode\":\"EssentialContainerExited\","
                + "\"StoppedReason\":\"" + reason + "\",\"Containers\":[{\"Name\":\"app\",\"ExitCode\":" + exitCode
                + "}]}";
    }

    /** The ARN of a task of this id. */
    public static String arn(String id) {
        return "arn:aws:ecs:eu-central-1:123456789012:task/jobs/" + id;
    }

    /** Adds an event, and says which it is. */
    public int event(String type, String details) {
        int id = events.size() + 1;
        events.add("{'id': " + id + ", 'previousEventId': " + before + ", 'timestamp': " + (BEGUN + id) + ", 'type': '"
                + type + "'" + (details.isEmpty() ? "" : ", " + details) + "}");
        before = id;
        return id;
    }

    /** The next event is led to by this one. */
    public void after(int id) {
        before = id;
    }

    /** A state of this type begins. */
    public int entered(String type, String state) {
        return event(type + "StateEntered", "'stateEnteredEventDetails': {'name': '" + state + "'}");
    }

    /** A state of Run a Job begins, does it, and ends. */
    public void runs(String state) {
        entered("Task", state);
        scheduled("ecs", "runTask.sync");
        succeeded("ecs", "runTask.sync");
        exited(state);
    }

    public int scheduled(String resourceType, String resource) {
        return event(
                "TaskScheduled",
                "'taskScheduledEventDetails': {'resourceType': '" + resourceType + "', 'resource': '" + resource
                        + "', 'region': 'eu-central-1', 'parameters': '{}'}");
    }

    /** ECS accepted the task. */
    public int submitted(String resourceType, String resource, String id) {
        return event(
                "TaskSubmitted",
                "'taskSubmittedEventDetails': {'resourceType': '" + resourceType + "', 'resource': '" + resource
                        + "', 'output': " + quoted("{\"Failures\":[],\"Tasks\":[{\"TaskArn\":\"" + arn(id) + "\"}]}")
                        + "}");
    }

    public int succeeded(String resourceType, String resource) {
        return event(
                "TaskSucceeded",
                "'taskSucceededEventDetails': {'resourceType': '" + resourceType + "', 'resource': '" + resource
                        + "', 'output': '{}'}");
    }

    /** In whatever way, which the type of the event says. */
    public int failed(String type, String resourceType, String resource, String error, String cause) {
        return event(
                type,
                "'" + Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails': {'resourceType': '"
                        + resourceType + "', 'resource': '" + resource + "', 'error': '" + error + "', 'cause': "
                        + quoted(cause) + "}");
    }

    public int exited(String state) {
        return event("PassStateExited", "'stateExitedEventDetails': {'name': '" + state + "'}");
    }

    /** It ends. */
    public void ends(String status, String error, String cause) {
        String type = "Execution" + status.charAt(0) + status.substring(1).toLowerCase(java.util.Locale.ROOT);
        String told = (error == null ? "" : ", 'error': '" + error + "'")
                + (cause == null ? "" : ", 'cause': " + quoted(cause));
        event(
                type,
                "'" + Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails': {"
                        + (told.isEmpty() ? "" : told.substring(2)) + "}");
        is(status, told + ", 'stopDate': " + (BEGUN + 600) + (status.equals("SUCCEEDED") ? ", 'output': '{}'" : ""));
    }

    /** It ends in a Fail state of its own. */
    public void pipelineFails() {
        entered("Fail", "PipelineFailed");
        ends("FAILED", "ETL.Failed", "The pipeline failed.");
    }

    /** It succeeds with this output. */
    public void succeedsWith(String output) {
        event("ExecutionSucceeded", "'executionSucceededEventDetails': {'output': " + quoted(output) + "}");
        is("SUCCEEDED", ", 'stopDate': " + (BEGUN + 3500) + ", 'output': " + quoted(output));
    }

    private void is(String status, String told) {
        aws.answers(
                "DescribeExecution",
                "{'executionArn': '" + ARN + "', 'name': 'run', 'stateMachineArn': '" + Lab.MACHINE_ARN
                        + "', 'status': '" + status + "', 'startDate': " + BEGUN + told + "}");
        aws.answers("GetExecutionHistory", "{'events': [" + String.join(", ", events) + "]}");
    }

    /** Another execution is described like this. */
    public void describes(String arn, String json) {
        aws.answers("DescribeExecution " + arn, json);
    }

    /** A JSON string with this in it. */
    public static String quoted(String text) {
        return Json.compact(Json.of(text));
    }

    /** Follows it, as {@code execute} does. */
    public ExecutionReport follow() {
        RecordingConsole console = new RecordingConsole();
        ExecutionReport report = new FollowExecution(
                        aws.clients,
                        Lab.COMMANDS,
                        Lab.SCOPE,
                        new VirtualTime(clock),
                        console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .follow(ARN, List.of(), Duration.ofHours(1), Logs.FOLLOW);
        warnings.addAll(console.warnings());
        return report;
    }

    /** What it was warned of when it was followed. */
    public List<String> warnings() {
        return warnings;
    }

    /** What is said of it by explain. */
    public String explain() {
        RecordingConsole console = new RecordingConsole();
        new ExplainExecution(
                        aws.clients, Lab.COMMANDS, new VirtualTime(clock), console, denied -> PolicyInPlace.UNKNOWN)
                .explain(ARN);
        return console.text();
    }

    /** What it failed for, by everybody who says it. */
    public List<String> saidByAll() {
        return List.of(follow().problem().orElseThrow().text() + "\n", explain());
    }

    @Override
    public void close() {
        aws.close();
    }
}
