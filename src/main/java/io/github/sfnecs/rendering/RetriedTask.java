package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Renders a task with its attempts: one state, or more where only the cause of a failure tells whether another attempt is wanted. Then an
 * attempt is the branch of a Parallel state, in which a Choice looks at the cause, and a Fail state gives the failure a name of its own.
 * The Parallel's Retry does the rest: it counts each name by itself, waits, and begins each attempt with the input of the first. A loop of
 * Choice and Wait would have to count and to multiply, which JSONPath can't.
 *
 * @param task the task
 * @param suffix of the names of its states, which are unique in the whole definition
 */
record RetriedTask(RunTaskState task, String suffix) {
    /** The task, and what it becomes after a Spot interruption. */
    static List<RetriedTask> of(RunTaskState task) {
        RetriedTask first = new RetriedTask(task, "");
        return Stream.concat(Stream.of(first), first.onDemand().stream()).toList();
    }

    private Optional<RetriedTask> onDemand() {
        return task.task()
                .afterSpotInterruption()
                .map(other -> new RetriedTask(new RunTaskState(other, task.taskDefinition()), "OnDemand"));
    }

    /** The state that all its attempts are in. */
    String name() {
        return (causes().isEmpty() ? RunTaskDefinition.STATE : "Attempts") + suffix;
    }

    /** What Step Functions calls the failures that end it once no attempt is left. */
    Stream<String> errors() {
        return ending().stream().map(RetryCause::error).distinct();
    }

    /** The state in which the execution ends with this error, as it would have without any attempts. */
    static String end(String error) {
        return error.substring(error.indexOf('.') + 1);
    }

    /**
     * Fails with the cause that it is given. Error names of one's own must not begin with "States.", says AWS; that a Fail state reports one
     * of Step Functions' own again, AWS's own solutions do as well:
     * https://github.com/awslabs/visual-asset-management-system/blob/main/backend/backend/common/workflows/stepfunctions_builder.py
     */
    static ObjectNode fail(String member, String error) {
        return Json.object().put("Type", "Fail").put(member, error).put("CausePath", "$.Cause");
    }

    /** Renders the state of this name, with all that is in it. */
    ObjectNode json() {
        if (causes().isEmpty()) {
            return task.json();
        }
        ObjectNode attempts = Json.object();
        attempts.put("Type", "Parallel");
        attempts.put("Comment", "Its branch is an attempt");
        attempts.putArray("Branches").add(attempt());
        RunTaskState.put(attempts, "Retry", new Retriers(task.task().limits()).json(cause -> !inState(cause)));
        RunTaskState.put(attempts, "Catch", ends());
        attempts.put("OutputPath", "$[0]");
        return attempts.put("End", true);
    }

    /** AWS says of a missed heartbeat what the Retry of the state itself calls it, not what one around it does. */
    private static boolean inState(RetryCause cause) {
        return cause == RetryCause.MISSED_HEARTBEAT;
    }

    /** Those at which it looks. */
    private List<RetryCause> causes() {
        RunTask.Limits limits = task.task().limits();
        return RetryCause.told().stream()
                .filter(cause -> limits.retry().times(cause) > 0
                        || (cause == RetryCause.SPOT_INTERRUPTION
                                && limits.onSpotInterruption().isPresent()))
                .toList();
    }

    /** Those of them that end it once no attempt is left. */
    private List<RetryCause> ending() {
        return causes().stream()
                .filter(cause -> cause != RetryCause.SPOT_INTERRUPTION
                        || task.task().limits().onSpotInterruption().isEmpty())
                .toList();
    }

    private ObjectNode attempt() {
        ObjectNode attempt = Json.object().put("StartAt", RunTaskDefinition.STATE + suffix);
        ObjectNode states = attempt.putObject("States");
        ArrayNode taken = Json.array();
        ObjectNode catcher = taken.addObject();
        causes().stream().map(RetryCause::error).distinct().forEach(catcher.putArray("ErrorEquals")::add);
        catcher.put("Next", "WhyItFailed" + suffix);
        states.set(RunTaskDefinition.STATE + suffix, task.json(RetriedTask::inState, taken));
        WhyItFailed why = new WhyItFailed(causes(), task.task().limits().retry().exitCodes());
        states.set("WhyItFailed" + suffix, why.json(suffix, "NotRetried" + suffix));
        causes().forEach(cause -> states.set(cause.state() + suffix, fail("Error", cause.ownError())));
        states.set("NotRetried" + suffix, fail("ErrorPath", "$.Error"));
        return attempt;
    }

    /** On demand, with the input; else with what Step Functions called the failure. */
    private ArrayNode ends() {
        ArrayNode ends = Json.array();
        onDemand().ifPresent(other -> {
            ObjectNode end = ends.addObject();
            end.putArray("ErrorEquals").add(RetryCause.SPOT_INTERRUPTION.ownError());
            end.putNull("ResultPath").put("Next", other.name());
        });
        errors().forEach(error -> {
            ObjectNode end = ends.addObject();
            ArrayNode own = end.putArray("ErrorEquals");
            ending().stream()
                    .filter(cause -> cause.error().equals(error))
                    .map(RetryCause::ownError)
                    .forEach(own::add);
            end.put("Next", end(error));
        });
        return ends;
    }
}
