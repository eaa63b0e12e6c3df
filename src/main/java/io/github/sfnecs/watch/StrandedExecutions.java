package io.github.sfnecs.watch;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.time.Time;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Task;

/** Looks whether an execution that runs waits for a task token that nobody is left to send. */
public final class StrandedExecutions {
    private final AwsClients aws;
    private final Time time;

    /** Looks with these clients, by this clock. */
    public StrandedExecutions(AwsClients aws, Time time) {
        this.aws = aws;
        this.time = time;
    }

    /**
     * Whether it does: a call for its history, and one for its tasks where it waits for a token.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if AWS does not show its history or its tasks
     */
    public boolean contains(String executionArn) {
        ExecutionHistory history = new ExecutionHistory(aws.sfn(), executionArn, (event, place) -> {});
        history.readOn();
        List<String> arns = history.waits().open().stream()
                .flatMap(wait -> wait.taskArns().stream())
                .toList();
        if (arns.isEmpty()) {
            return false;
        }
        List<Task> tasks = new TaskWatch(aws.ecs(), List.of(), time).ask(arns);
        return !StrandedTokens.among(history, tasks, time.now()).isEmpty();
    }
}
