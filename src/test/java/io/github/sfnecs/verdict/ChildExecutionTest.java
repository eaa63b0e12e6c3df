package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.execution.ExplainExecution;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.CannedExecution;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a failure that was in an execution which this one started: a nested one, or one of a distributed Map. */
class ChildExecutionTest {
    private static final String CHILD = Lab.SCOPE.execution("child", "run-1");
    private static final String GRANDCHILD = Lab.SCOPE.execution("grandchild", "run-2");
    private static final String KILLED = CannedExecution.task("3", 137, "Essential container in task exited");
    private static final String DENIED =
            "User: arn:aws:sts::123456789012:assumed-role/other/run is not authorized to perform: iam:PassRole on resource:"
                    + " arn:aws:iam::123456789012:role/e because no identity-based policy allows the iam:PassRole action";
    private static final String MAP_RUN =
            "arn:aws:states:eu-central-1:123456789012:mapRun:nightly/each:0f0f0f0f-0000-0000-0000-000000000000";
    private static final String ITEM = Lab.SCOPE.execution("nightly/each", "1a1a1a1a-0000-0000-0000-000000000000");
    private static final String EXCEEDED = "States.ExceedToleratedFailureThreshold";

    private final CannedExecution run = new CannedExecution();

    @AfterEach
    void close() {
        run.close();
    }

    /** The cause of a nested execution that failed. */
    private static String nested(String arn, String error, String cause) {
        ObjectNode json = Json.object();
        json.put("Cause", cause).put("Error", error).put("ExecutionArn", arn).put("Input", "{}");
        json.put("Name", arn.substring(arn.lastIndexOf(':') + 1)).put("StartDate", 1_767_323_045_000L);
        json.put("StateMachineArn", "arn").put("Status", "FAILED").put("StopDate", 1_767_323_055_000L);
        return Json.compact(json);
    }

    private void starts(String resource, String error, String cause) {
        run.entered("Task", "Child");
        run.scheduled("states", resource);
        run.failed("TaskFailed", "states", resource, error, cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"startExecution.sync:2", "startExecution.sync"})
    void tellsTheTaskOfTheChild(String resource) {
        String cause = nested(CHILD, "States.TaskFailed", KILLED);
        starts(resource, "States.TaskFailed", cause);
        run.ends("FAILED", "States.TaskFailed", cause);

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .startsWith("Execution run FAILED.\n")
                        .contains(
                                "state Child, attempt 1\n",
                                "execution run-1 of the state machine child FAILED: " + CHILD + "\n",
                                "task/jobs/3 STOPPED (EssentialContainerExited)\n",
                                "app        yes        137",
                                "  why:   States.TaskFailed: Essential container in task exited\n",
                                "A container was killed (SIGKILL).",
                                "To explain that execution: mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.0:explain"
                                        + " -Dsfn-ecs.executionArn=" + CHILD)
                        .doesNotContain("This failure is unknown here", "\"ExecutionArn\"", "\\\""));
    }

    @Test
    void tellsTheTaskOfTheChildOfTheChild() {
        String cause = nested(CHILD, "States.TaskFailed", nested(GRANDCHILD, "States.TaskFailed", KILLED));
        starts("startExecution.sync:2", "States.TaskFailed", cause);
        run.ends("FAILED", "States.TaskFailed", cause);

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "execution run-1 of the state machine child FAILED: ",
                                "execution run-2 of the state machine grandchild FAILED: ",
                                "app        yes        137",
                                ":explain -Dsfn-ecs.executionArn=" + GRANDCHILD));
    }

    /** It has a role of its own. */
    @Test
    void blamesNotTheRoleOfTheParentForADenialInTheChild() {
        String cause = nested(CHILD, "ECS.AccessDeniedException", DENIED);
        starts("startExecution.sync:2", "States.TaskFailed", cause);
        run.ends("FAILED", "States.TaskFailed", cause);

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "arn:aws:sts::123456789012:assumed-role/other/run may not pass the role",
                                "If that is the state machine's role: mvn sfn-ecs:ensure-role",
                                ":explain -Dsfn-ecs.executionArn=" + CHILD)
                        .doesNotContain("container's log"));
    }

    /** Whoever holds a task token there may have written it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                DENIED,
                "User: arn:aws:iam::123456789012:user/eve is not authorized to perform: iam:PutRolePolicy on resource: role admin",
                "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/other/run is not authorized to perform:"
                        + " s3:GetObject on resource: arn:aws:s3:::secret/1",
            })
    void givesNothingToWhomACauseNames(String denial) {
        String cause = nested(CHILD, "Denied", denial);
        starts("startExecution.sync:2", "States.TaskFailed", cause);
        run.ends("FAILED", "States.TaskFailed", cause);

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains("Believe it only if AWS said it")
                        .doesNotContain("\"Allow\""));
    }

    @Test
    void tellsWhatElseFailedInTheChildInFull() {
        String cause = nested(CHILD, "SomeFailure", "Something new.");
        starts("startExecution.sync:2", "States.TaskFailed", cause);
        run.ends("FAILED", "States.TaskFailed", cause);

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains("SomeFailure: Something new.", "execution run-1 of the state machine child FAILED")
                        .doesNotContain("container's log"));
    }

    @Test
    void tellsTheTaskOfTheChildThatACatchTook() {
        starts("startExecution.sync:2", "States.TaskFailed", nested(CHILD, "States.TaskFailed", KILLED));
        run.exited("Child");
        run.pipelineFails();

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "state Child, attempt 1\n",
                                "app        yes        137",
                                "ended in state PipelineFailed: ETL.Failed: The pipeline failed.",
                                ":explain -Dsfn-ecs.executionArn=" + CHILD));
    }

    @Test
    void saysThatNothingIsSaidOfAChildThatWasStopped() {
        String cause = nested(CHILD, null, null).replace("\"FAILED\"", "\"ABORTED\"");
        starts("startExecution.sync:2", "States.TaskFailed", cause);
        run.ends("FAILED", "States.TaskFailed", cause);

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "execution run-1 of the state machine child ABORTED: " + CHILD,
                                "nothing says why: somebody may have stopped it",
                                ":explain -Dsfn-ecs.executionArn=" + CHILD)
                        .doesNotContain("This failure is unknown here"));
    }

    /** As it stands in the console. */
    @Test
    void isUnfoldedAlsoWhereSomebodyPastesTheCause() {
        String said = ExplainExecution.explain(
                        "States.TaskFailed: " + nested(CHILD, "States.TaskFailed", KILLED), Console.silent())
                .text();

        assertThat(said)
                .contains("execution run-1 of the state machine child FAILED: ", "app        ?          137")
                .contains(
                        "States.TaskFailed: Essential container in task exited\n", "A container was killed (SIGKILL).");
    }

    /** A container that holds a task token may write any cause, and the command is to be pasted into a shell. */
    @Test
    void printsNoCommandWithWhatIsNotTheArnOfAnExecution() {
        String cause = nested("arn:aws:states:eu-central-1:123456789012:execution:a:b; rm -rf", "X", "Y");
        starts("startExecution.sync:2", "States.TaskFailed", cause);
        run.ends("FAILED", "States.TaskFailed", cause);

        assertThat(run.saidByAll()).allSatisfy(said -> assertThat(said).doesNotContain(":explain"));
    }

    private void mapRunFails() {
        run.entered("Map", "Each");
        run.event("MapStateStarted", "'mapStateStartedEventDetails': {'length': 9}");
        run.event("MapRunStarted", "'mapRunStartedEventDetails': {'mapRunArn': '" + MAP_RUN + "'}");
        run.event(
                "MapRunFailed",
                "'mapRunFailedEventDetails': {'error': '" + EXCEEDED
                        + "', 'cause': 'The specified tolerated failure threshold was exceeded'}");
        run.event("MapStateFailed", "");
        run.aws.answers("DescribeMapRun", """
                {'mapRunArn': '%s', 'executionArn': '%s', 'status': 'FAILED', 'executionCounts': {'pending': 2, 'running': 0,
                 'succeeded': 3, 'failed': 1, 'timedOut': 0, 'aborted': 3, 'total': 9, 'resultsWritten': 0},
                 'itemCounts': {'pending': 2, 'running': 0, 'succeeded': 3, 'failed': 1, 'timedOut': 0, 'aborted': 3, 'total': 9,
                 'resultsWritten': 0}, 'startDate': 1767323045, 'stopDate': 1767323055, 'maxConcurrency': 0,
                 'toleratedFailureCount': 0, 'toleratedFailurePercentage': 0.0}""".formatted(MAP_RUN, CannedExecution.ARN));
        run.aws.answers(
                "ListExecutions",
                "{'executions': [{'executionArn': '" + ITEM
                        + "', 'stateMachineArn': 'm', 'name': 'x', 'status': 'FAILED', 'startDate': 1767323045}]}");
        run.describes(
                ITEM,
                "{'executionArn': '" + ITEM
                        + "', 'name': 'x', 'stateMachineArn': 'm', 'startDate': 1767323045, 'status': 'FAILED', 'error': 'States.TaskFailed', 'cause': "
                        + CannedExecution.quoted(KILLED) + "}");
    }

    @Test
    void tellsTheMapRunAndTheTaskOfOneOfItsItems() {
        mapRunFails();
        run.ends("FAILED", EXCEEDED, "The specified tolerated failure threshold was exceeded");

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .startsWith("Execution run FAILED.\n")
                        .contains(
                                "state Each\n",
                                "Map Run " + MAP_RUN
                                        + ": of 9 executions 1 failed, 3 were aborted, 3 succeeded, 2 never began\n",
                                "execution 1a1a1a1a-0000-0000-0000-000000000000 of the state machine nightly/each FAILED: "
                                        + ITEM,
                                "app        yes        137",
                                "A container was killed (SIGKILL).",
                                "More of its items failed than the Map tolerates: " + EXCEEDED,
                                ":explain -Dsfn-ecs.executionArn=" + ITEM)
                        .doesNotContain("This failure is unknown here"));
    }

    @Test
    void tellsItAlsoWhereACatchTookIt() {
        mapRunFails();
        run.exited("Each");
        run.pipelineFails();

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "Map Run " + MAP_RUN,
                                "app        yes        137",
                                "ended in state PipelineFailed: ETL.Failed"));
    }

    @Test
    void saysWhichPermissionItLacksToLookIntoTheMapRun() {
        mapRunFails();
        for (String call : List.of("DescribeMapRun", "ListExecutions")) {
            run.aws.refuses(call, 400, "{'__type': 'AccessDeniedException', 'message': 'Not you.'}");
        }
        run.ends("FAILED", EXCEEDED, "The specified tolerated failure threshold was exceeded");

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "Map Run " + MAP_RUN + "\n",
                                EXCEEDED + ": The specified tolerated failure threshold was exceeded\n",
                                "Not you.",
                                "states:DescribeMapRun and states:ListExecutions on the Map Run",
                                "aws stepfunctions list-executions --status-filter FAILED --map-run-arn " + MAP_RUN)
                        .doesNotContain("This failure is unknown here", "container's log"));
    }

    @Test
    void namesTheItemThatItMayNotDescribe() {
        mapRunFails();
        run.describes(ITEM, "{'executionArn': 'nobody'}");
        run.ends("FAILED", EXCEEDED, "The specified tolerated failure threshold was exceeded");

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "Why its items failed could not be seen.", ":explain -Dsfn-ecs.executionArn=" + ITEM));
    }

    /** An emulator may leave members out. */
    @Test
    void tellsOfAMapRunWhatThereIs() {
        mapRunFails();
        run.aws.answers("DescribeMapRun", "{'mapRunArn': '" + MAP_RUN + "', 'executionCounts': {'timedOut': 2}}");
        run.describes(ITEM, "{'executionArn': 'nobody'}");
        run.ends("FAILED", EXCEEDED, "The specified tolerated failure threshold was exceeded");

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains("Map Run " + MAP_RUN + ": 2 timed out\n", "--status-filter TIMED_OUT --map-run-arn")
                        .doesNotContain("null"));
    }

    @Test
    void callsTheRunOfAMapByItsName() {
        mapRunFails();
        run.exited("Each");
        run.ends("SUCCEEDED", null, null);

        assertThat(run.follow().problem()).isEmpty();
        assertThat(run.warnings())
                .singleElement()
                .asString()
                .startsWith("Execution run SUCCEEDED, though a Map Run failed.\n")
                .contains("1 × app exit code 137, e.g. execution ");
        assertThat(run.explain()).doesNotContain("Items failed, which");
    }

    @Test
    void asksNothingOfAMapRunThatCouldNotBegin() {
        run.entered("Map", "Each");
        run.event("MapStateStarted", "'mapStateStartedEventDetails': {'length': 0}");
        run.event("MapRunStarted", "'mapRunStartedEventDetails': {'mapRunArn': '" + MAP_RUN + "'}");
        run.event("MapRunFailed", "'mapRunFailedEventDetails': {'error': 'States.ItemReaderFailed', 'cause': 'No.'}");
        run.event("MapStateFailed", "");
        run.ends("FAILED", "States.ItemReaderFailed", "No.");

        assertThat(run.explain()).contains("States.ItemReaderFailed: No.");
        assertThat(run.aws.called()).doesNotContain("DescribeMapRun", "ListExecutions");
    }
}
