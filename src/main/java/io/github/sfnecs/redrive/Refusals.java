package io.github.sfnecs.redrive;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.Survivors;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;

/**
 * Why an execution is not redriven: what AWS would refuse, in words that say what to do instead, and what would do nothing or harm.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
public final class Refusals {
    private static final String ANEW = "Start a new execution: mvn sfn-ecs:execute";

    private final DescribeExecutionResponse execution;
    private final Commands commands;

    /** Those of this execution. */
    public Refusals(DescribeExecutionResponse execution, Commands commands) {
        this.execution = execution;
        this.commands = commands;
    }

    /** What AWS refuses; an endpoint that says nothing of it is believed to be able to. */
    void byAws() {
        if (execution.redriveStatus() == ExecutionRedriveStatus.REDRIVABLE_BY_MAP_RUN) {
            throw refused(
                    "It is one of the executions of a Map Run, " + execution.mapRunArn()
                            + ", which only its parent can redrive.",
                    "Redrive its parent, which aws stepfunctions describe-map-run tells as executionArn");
        }
        if (execution.redriveStatus() == ExecutionRedriveStatus.NOT_REDRIVABLE) {
            throw because(Optional.ofNullable(execution.redriveStatusReason()).orElse(""));
        }
    }

    /** The same by the reason that AWS gives in its answer to the call itself. */
    public ProblemException because(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("running")) {
            return refused("It is running.", "To follow it: " + commands.follow(execution.executionArn()));
        }
        if (lower.contains("succeeded")) {
            return refused("It SUCCEEDED, so there is nothing to do again.", ANEW);
        }
        if (lower.contains("deleting")) {
            return refused(
                    "Its state machine is being deleted.",
                    "Wait until it is gone, then: mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine sfn-ecs:execute");
        }
        if (lower.contains("before the launch")) {
            return refused("It was started before 2023-11-15, when AWS introduced redrives.", ANEW);
        }
        if (lower.contains("event limit")) {
            return refused(
                    "Its history is full: an execution can have 25,000 events.",
                    ANEW + "; and have a distributed Map do what it repeats, which has a history for each item");
        }
        if (lower.contains("max execution time")) {
            return refused("It was started more than a year ago.", ANEW);
        }
        if (lower.contains("period")) {
            return refused("It ended more than 14 days ago.", ANEW);
        }
        return refused(reason, ANEW);
    }

    /** A Fail state does nothing but fail. */
    void ofFailState(String state) {
        throw refused(
                "It ended in the Fail state " + state + ", where it would fail again at once.",
                ANEW + "; and leave the failure uncaught that leads there, if such executions are to be redriven");
    }

    /** A task that goes on beside the one that would be started in its place does the same work twice. */
    void of(Survivors survivors) {
        if (!survivors.tasks().isEmpty()) {
            throw new ProblemException(survivors.addTo(problem(
                    "Tasks of it are still running, beside which it would start others for the same work.",
                    "Wait until they have stopped; or")));
        }
    }

    /** The same of tasks of items. */
    void ofItems(List<String> tasks) {
        if (!tasks.isEmpty()) {
            throw refused(
                    (tasks.size() == 1
                                    ? "A task of a stopped item is"
                                    : Numbers.text(tasks.size()) + " tasks of stopped items are")
                            + " still running, beside which it would start others for the same work: " + tasks.get(0)
                            + (tasks.size() == 1 ? "" : ", for example"),
                    "Wait until they have stopped; or " + commands.stopTasks(tasks));
        }
    }

    private ProblemException refused(String why, String fix) {
        return new ProblemException(problem(why, fix));
    }

    private Problem problem(String why, String fix) {
        return Problem.failed(
                "The execution " + execution.name() + " can't be redriven.", execution.executionArn(), why, fix);
    }
}
