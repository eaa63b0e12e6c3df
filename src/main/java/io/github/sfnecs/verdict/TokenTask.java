package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.TaskReport;
import io.github.sfnecs.history.TokenWait;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;

/** Says of an execution that waits for a task token that nobody is left to send what became of the task that had it. */
public final class TokenTask {
    private final Optional<String> consoleLink;
    private final ReadTaskDefinitions definitions;
    private final FailureExplanation explanation;

    public TokenTask(Optional<String> consoleLink, ReadTaskDefinitions definitions, FailureExplanation explanation) {
        this.consoleLink = consoleLink;
        this.definitions = definitions;
        this.explanation = explanation;
    }

    /**
     * Says it.
     *
     * @param tasks those that were given the token, as ECS knows them
     */
    public Problem judge(String execution, TokenWait wait, List<Task> tasks, Circumstances circumstances) {
        String what = "Execution " + execution
                + " waits for a task token that nobody is left to send: its ECS task has stopped.";
        List<TaskReport> reports =
                tasks.stream().map(TaskReport::of).map(definitions::told).toList();
        Stream<String> where =
                Stream.concat(consoleLink.stream(), Stream.of(wait.place().text()));
        if (reports.stream().filter(TaskReport::stopped).anyMatch(definitions::failed)) {
            return explanation
                    .explain(what, where, "", reports, circumstances)
                    .because("Its task had the task token, and did not send it back.");
        }
        return Problem.failed(
                what,
                Stream.concat(where, reports.stream().map(TaskReport::table)).collect(Collectors.joining("\n")),
                (reports.stream().allMatch(TaskReport::stopped)
                                ? "Its task ended without sending the task token back: its containers did not fail."
                                : "ECS does not know its task any more, an hour after it stopped, so why it did not send the task"
                                        + " token back is not known.")
                        + " Step Functions waits for the token, whatever becomes of the task.",
                "Let the container call SendTaskSuccess or SendTaskFailure before it ends; what it did stands in its log");
    }
}
