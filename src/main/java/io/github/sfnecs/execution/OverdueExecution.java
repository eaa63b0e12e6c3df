package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.Survivors;
import io.github.sfnecs.watch.ExecutionEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/**
 * An execution that had not been seen to end when it was waited for no longer. What is done comes first and is said; what can't be seen
 * after that is said beside it.
 */
final class OverdueExecution {
    /** For its history, when the time is up already. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    /** For its tasks, which Step Functions takes a while to stop. */
    private static final Duration FOR_TASKS = LiveJudgement.GRACE.plus(A_WHILE);

    /** For the executions of its items, which Step Functions stops one by one. */
    private static final Duration FOR_ITEMS = Duration.ofMinutes(1);

    private final AwsClients aws;
    private final Commands commands;
    private final ExecutionSession watched;
    private final DescribeExecutionResponse started;
    private final Unfinished reason;
    private final List<String> unseen = new ArrayList<>();

    /**
     * It did not end.
     *
     * @param started what was known of it at first
     * @param reason why it is not waited for any longer
     */
    OverdueExecution(
            AwsClients aws,
            Commands commands,
            ExecutionSession watched,
            DescribeExecutionResponse started,
            Unfinished reason) {
        this.aws = aws;
        this.commands = commands;
        this.watched = watched;
        this.started = started;
        this.reason = reason;
    }

    /** Is left to run; says who may stop it, or why nobody here should. */
    ExecutionReport letGo(String stopping) {
        watched.letGo();
        return end(seen -> true)
                .map(this::judged)
                .orElseGet(() -> watched.told(
                        started,
                        Problem.failed(
                                reason.left(),
                                where(),
                                why(),
                                reason.fix() + "\nTo follow it: " + commands.follow(watched.arn()) + "\n" + stopping)));
    }

    /** Is stopped, and then looked at. */
    ExecutionReport stop(Supplier<StopExecutionResponse> stop) {
        StopExecutionResponse answer;
        try {
            answer = stop.get();
        } catch (SdkException e) {
            // an attempt may have arrived whose answer has not
            return end(seen -> true)
                    .map(this::ended)
                    .orElseGet(() -> watched.told(started, unstopped(AwsProblems.of(e))));
        }
        return end(ExecutionEnd::ended)
                .map(this::ended)
                .orElseGet(() -> stopped(started.toBuilder()
                        .status(ExecutionStatus.ABORTED)
                        .stopDate(answer.stopDate())
                        .build()));
    }

    private ExecutionReport ended(DescribeExecutionResponse end) {
        return end.status() == ExecutionStatus.ABORTED ? stopped(end) : judged(end);
    }

    private ExecutionReport stopped(DescribeExecutionResponse execution) {
        String where = where();
        List<Task> left = aws.within(FOR_TASKS, watched::tasksAfterTheEnd);
        Optional<String> items = aws.within(FOR_ITEMS.plus(A_WHILE), () -> watched.goesOn(FOR_ITEMS));
        String stopping = items.flatMap(any -> commands.cleanup())
                .map(command -> "When that has ended: " + command)
                .orElse("");
        Problem problem =
                Problem.failed(reason.stopped(), where, lines(why(), items.orElse("")), lines(reason.fix(), stopping));
        return watched.told(execution, Survivors.among(left, commands).addTo(problem));
    }

    private Problem unstopped(Problem refusal) {
        return new Problem(
                refusal.kind(),
                reason.unstopped(),
                lines(refusal.where(), where()),
                lines(why(), refusal.what(), refusal.why()),
                "To stop it: " + commands.stop(watched.arn()) + "\nTo follow it: " + commands.follow(watched.arn()));
    }

    private ExecutionReport judged(DescribeExecutionResponse end) {
        return watched.judged(end, Duration.ZERO);
    }

    private Optional<DescribeExecutionResponse> end(Predicate<DescribeExecutionResponse> enough) {
        return watched.afterwards(enough, e -> {
            Problem problem = AwsProblems.of(e);
            unseen.add(lines("How it is by now could not be seen. " + problem.what(), problem.where(), problem.why()));
        });
    }

    private String why() {
        return lines(reason.why(), String.join("\n", unseen));
    }

    private String where() {
        return reason.where().orElseGet(() -> aws.within(A_WHILE, watched::where));
    }

    private static String lines(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }
}
