package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.CannedExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of an execution that went on after its task failed, since a {@code Catch} took the failure. */
class CaughtFailureTest {
    private static final String KILLED = CannedExecution.task("3", 137, "Essential container in task exited");

    private final CannedExecution run = new CannedExecution();

    @AfterEach
    void close() {
        run.close();
    }

    private int load(String failure, String cause) {
        run.entered("Task", "Load");
        return attempt(failure, cause);
    }

    private int attempt(String failure, String cause) {
        run.scheduled("ecs", "runTask.sync");
        return run.failed("TaskFailed", "ecs", "runTask.sync", failure, cause);
    }

    private void pipelineFails() {
        run.exited("Load");
        run.pipelineFails();
    }

    @Test
    void isWhatThereIsToMendThoughTheExecutionEndedInAFailState() {
        load("States.TaskFailed", CannedExecution.task("1", 1, "Essential container in task exited"));
        attempt("States.TaskFailed", CannedExecution.task("2", 1, "Essential container in task exited"));
        attempt("States.TaskFailed", KILLED);
        pipelineFails();

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .startsWith("Execution run FAILED.\n")
                        .contains(
                                "state Load, attempt 3 of 3\n",
                                "task/jobs/3 STOPPED (EssentialContainerExited)\n",
                                "app        yes        137",
                                "  why:   States.TaskFailed: Essential container in task exited\n",
                                "A container was killed (SIGKILL).",
                                "A Catch took this failure, and the execution ended in state PipelineFailed: ETL.Failed:"
                                        + " The pipeline failed.\n",
                                "  fix:   Give it more memory")
                        .doesNotContain("This failure is unknown here", "task/jobs/1", "task/jobs/2"));
    }

    @Test
    void isTheDenialOfATaskThatNeverWas() {
        load(
                "ECS.AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/sfn-ecs-nightly-eu-central-1/run is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::123456789012:role/e because no identity-based policy allows the iam:PassRole action");
        pipelineFails();

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .startsWith("Execution run FAILED.\n")
                        .contains(
                                "state Load, attempt 1\n",
                                "may not pass the role arn:aws:iam::123456789012:role/e to the task (iam:PassRole)",
                                "ended in state PipelineFailed: ETL.Failed: The pipeline failed.",
                                "mvn sfn-ecs:ensure-role")
                        .doesNotContain("container's log", "This failure is unknown here"));
    }

    @Test
    void isTheOneOfAnyWayToFail() {
        run.entered("Task", "Load");
        run.scheduled("ecs", "runTask.sync");
        run.failed("TaskSubmitFailed", "ecs", "runTask.sync", "ECS.AmazonECSException", "Rate exceeded");
        pipelineFails();

        assertThat(run.saidByAll())
                .allSatisfy(said ->
                        assertThat(said).contains("state Load, attempt 1\n", "Rate exceeded", "PipelineFailed"));
    }

    @Test
    void isAWarningWhereTheExecutionSucceeded() {
        load("States.TaskFailed", KILLED);
        run.exited("Load");
        run.entered("Pass", "Tell");
        run.exited("Tell");
        run.ends("SUCCEEDED", null, null);

        assertThat(run.follow().problem()).isEmpty();
        assertThat(run.warnings())
                .singleElement()
                .asString()
                .startsWith("Execution run SUCCEEDED, though its ECS task failed.\n")
                .contains("state Load, attempt 1\n", "app        yes        137", "A container was killed (SIGKILL).")
                .contains("A Catch took this failure, and the execution went on.", "  fix:   Give it more memory");
        assertThat(run.explain()).contains(run.warnings().get(0));
    }

    @Test
    void isNoneThatARetryMended() {
        load("States.TaskFailed", KILLED);
        run.scheduled("ecs", "runTask.sync");
        run.succeeded("ecs", "runTask.sync");
        run.exited("Load");
        run.ends("SUCCEEDED", null, null);

        assertThat(run.follow().problem()).isEmpty();
        assertThat(run.warnings()).isEmpty();
        assertThat(run.explain()).doesNotContain("failed");
    }

    @Test
    void isNoneThatARetryOfTheParallelAroundItMended() {
        run.entered("Parallel", "Both");
        run.event("ParallelStateStarted", "");
        load("States.TaskFailed", KILLED);
        run.event("ParallelStateStarted", "");
        run.runs("Load");
        run.exited("Both");
        run.ends("SUCCEEDED", null, null);

        assertThat(run.follow().problem()).isEmpty();
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void isNoneThatTheSameStateMendedWhenTheCatchLedBackToIt() {
        load("States.TaskFailed", KILLED);
        run.exited("Load");
        run.runs("Load");
        run.ends("SUCCEEDED", null, null);

        assertThat(run.follow().problem()).isEmpty();
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void isThatOfTheStateInTheBranchWhereTheParallelHasTheCatch() {
        run.entered("Parallel", "Both");
        int both = run.event("ParallelStateStarted", "");
        run.entered("Task", "Other");
        run.scheduled("ecs", "runTask.sync");
        run.submitted("ecs", "runTask.sync", "other");
        run.after(both);
        int failed = load("States.TaskFailed", KILLED);
        run.event("TaskStateAborted", "");
        run.after(failed);
        run.event("ParallelStateFailed", "");
        run.exited("Both");
        run.pipelineFails();

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "state Load, attempt 1\n",
                                "task/jobs/3 STOPPED",
                                "ended in state PipelineFailed: ETL.Failed")
                        .doesNotContain("state Other", "task/jobs/other STOPPED"));
    }

    /** As a Choice after the Map does that looks at what came of the items. */
    @Test
    void isThatOfAnIterationThatCaughtItWhereTheExecutionFailsAfterTheMap() {
        run.entered("Map", "Each");
        int each = run.event("MapStateStarted", "'mapStateStartedEventDetails': {'length': 2}");
        run.event("MapIterationStarted", "");
        load("States.TaskFailed", KILLED);
        run.exited("Load");
        run.event("MapIterationSucceeded", "");
        run.after(each);
        run.event("MapIterationStarted", "");
        run.runs("Load");
        run.event("MapIterationSucceeded", "");
        run.exited("Each");
        run.entered("Fail", "NotAll");
        run.ends("FAILED", "ETL.NotAll", "Some failed.");

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "state Load, attempt 1\n",
                                "app        yes        137",
                                "ended in state NotAll: ETL.NotAll: Some failed."));
    }

    @Test
    void isNotTheFailureOfAFunction() {
        run.entered("Task", "Load");
        run.scheduled("lambda", "invoke");
        run.failed("TaskFailed", "lambda", "invoke", "Exception", "It broke.");
        pipelineFails();

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains("state PipelineFailed", "ETL.Failed: The pipeline failed.")
                        .doesNotContain("state Load", "Catch"));
    }

    /** It did not lead to the end. */
    @Test
    void isToldBesideTheFailureOfAnotherBranch() {
        run.entered("Parallel", "Both");
        int both = run.event("ParallelStateStarted", "");
        load("States.TaskFailed", KILLED);
        run.exited("Load");
        run.entered("Wait", "Rest");
        run.after(both);
        run.entered("Task", "Other");
        run.scheduled("ecs", "runTask.sync");
        run.failed(
                "TaskFailed",
                "ecs",
                "runTask.sync",
                "States.TaskFailed",
                CannedExecution.task("other", 127, "Essential container in task exited"));
        run.event("ParallelStateFailed", "");
        run.ends(
                "FAILED",
                "States.TaskFailed",
                CannedExecution.task("other", 127, "Essential container in task exited"));

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "state Other, attempt 1\n",
                                "The container's command was not found.",
                                "Before that a Catch took a failure: state Load, attempt 1: States.TaskFailed: Essential container in task exited")
                        .doesNotContain("task/jobs/3", "SIGKILL"));
    }

    /** What was cut off beside it has stopped, too. */
    @Test
    void ofAParallelIsThatOfTheBranchThatFailedAndNotOfThoseThatWereCutOff() {
        run.entered("Parallel", "Both");
        int both = run.event("ParallelStateStarted", "");
        run.entered("Task", "Load");
        run.scheduled("ecs", "runTask.sync");
        int load = run.submitted("ecs", "runTask.sync", "load");
        run.after(both);
        run.entered("Task", "Other");
        run.scheduled("ecs", "runTask.sync");
        run.submitted("ecs", "runTask.sync", "other");
        run.after(load);
        int failed = run.failed("TaskTimedOut", "ecs", "runTask.sync", "States.Timeout", "");
        run.event("TaskStateAborted", "");
        run.after(failed);
        run.event("ParallelStateFailed", "");
        run.ends("FAILED", "States.Timeout", null);
        run.aws.answers(
                "DescribeTasks", ("{'failures': [], 'tasks': [" + stopped("load") + ", " + stopped("other") + "]}"));

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains("state Load, attempt 1\n", "task/jobs/load STOPPED", "States.Timeout")
                        .doesNotContain("state Other", "task/jobs/other STOPPED"));
    }

    private static String stopped(String id) {
        return "{'taskArn': 'arn:aws:ecs:eu-central-1:123456789012:task/jobs/" + id
                + "', 'taskDefinitionArn': 'arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1', 'lastStatus':"
                + " 'STOPPED', 'desiredStatus': 'STOPPED', 'stopCode': 'UserInitiated', 'containers': [{'name': 'app',"
                + " 'exitCode': 137}]}";
    }
}
