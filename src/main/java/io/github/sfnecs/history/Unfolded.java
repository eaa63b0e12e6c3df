package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A failure, unfolded as often as its cause is that of an execution which failed for another one.
 *
 * @param children those executions, the innermost last
 * @param failure the innermost failure
 * @param task the task that is its cause
 */
public record Unfolded(List<ChildExecution> children, TaskFailure failure, Optional<TaskReport> task) {
    /** More do not fit into a cause, which has 32,768 characters; each level doubles its quotes. */
    private static final int MOST = 10;

    public static Unfolded of(TaskFailure failure) {
        return of(List.of(), failure);
    }

    /** The failure of an execution of a Map Run. */
    public static Unfolded of(ChildExecution child) {
        return of(List.of(child), child.failure());
    }

    private static Unfolded of(List<ChildExecution> outer, TaskFailure failure) {
        List<ChildExecution> children = new ArrayList<>(outer);
        TaskFailure inner = failure;
        Optional<ChildExecution> child = ChildExecution.of(inner);
        while (child.isPresent() && children.size() < MOST) {
            children.add(child.get());
            inner = child.get().failure();
            child = ChildExecution.of(inner);
        }
        return new Unfolded(children, inner, inner.json().flatMap(TaskReport::ofStepFunctions));
    }

    /** The ARN of the innermost execution, which is where to look; empty where there is none within the one that failed. */
    public Optional<String> child() {
        return children.isEmpty()
                ? Optional.empty()
                : Optional.of(children.get(children.size() - 1).arn());
    }

    /** The cause where that is a task, without what was overridden: environment variables, of which one may be the task token. */
    public Optional<String> taskText() {
        return failure.json().filter(any -> task.isPresent()).map(cause -> {
            ObjectNode shown = cause.deepCopy();
            shown.remove("Overrides");
            return Json.compact(shown);
        });
    }

    /** Whether what failed in the end is an ECS task, or ECS refused one. */
    public boolean ofEcs() {
        return task.isPresent()
                || failure.error()
                        .filter(error -> error.startsWith("ECS.") || error.startsWith("AmazonECS."))
                        .isPresent();
    }

    /** The error, and the cause where that is not a task; of ECS's whole answer only the failures say why nothing was started. */
    public String said() {
        Optional<String> refused = failure.json()
                .filter(answer -> !answer.path("Failures").isEmpty())
                .flatMap(RunTaskAnswer::of)
                .map(RunTaskAnswer::failures);
        Optional<String> cause = task.isPresent() ? Optional.empty() : refused.or(failure::cause);
        if (!children.isEmpty() && failure.error().isEmpty() && cause.isEmpty()) {
            return children.get(children.size() - 1).sentence();
        }
        return Stream.of(failure.error().orElse(null), cause.orElse(null))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(refused.isPresent() ? ":\n" : ": "));
    }

    /** What is said of it in one line, the task's reason included. */
    public String sentence() {
        return Stream.of(said(), task.flatMap(TaskReport::stoppedReason).orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
    }
}
