package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.mapruns.ItemFile;
import io.github.sfnecs.mapwatch.AdaptConcurrency;
import io.github.sfnecs.mapwatch.Attendant;
import io.github.sfnecs.mapwatch.ItemLogs;
import io.github.sfnecs.mapwatch.LastWords;
import io.github.sfnecs.mapwatch.LiveMapRuns;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.FailureExplanation;
import io.github.sfnecs.verdict.FailureTelling;
import io.github.sfnecs.verdict.Judgement;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import io.github.sfnecs.verdict.TokenTask;
import io.github.sfnecs.watch.EarlierAttempts;
import io.github.sfnecs.watch.ExecutionWatcher;
import io.github.sfnecs.watch.TaskLogs;
import io.github.sfnecs.watch.TaskWatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts together what watches an execution.
 *
 * @param commands what is printed for users to type
 * @param prices what its tasks cost
 * @param explanation of what was denied
 * @param items where all items of its Maps are kept
 * @param adapting whether Map Runs are made to run as many items at a time as Fargate launches
 */
record Sessions(
        AwsClients aws,
        Commands commands,
        Time time,
        Console console,
        Prices prices,
        FailureExplanation explanation,
        ItemFile items,
        boolean adapting) {
    /** The same, which keep all items of Maps there. */
    Sessions writing(ItemFile file) {
        return new Sessions(aws, commands, time, console, prices, explanation, file, adapting);
    }

    /** The same, which have Map Runs run as many items at a time as Fargate launches. */
    Sessions adapted() {
        return new Sessions(aws, commands, time, console, prices, explanation, items, true);
    }

    /**
     * The one of this execution, of which nothing was read yet.
     *
     * @param clusters where its tasks run that its history does not tell of
     */
    ExecutionSession of(String executionArn, List<String> clusters, Logs logs, EarlierAttempts before) {
        TaskWatch tasks = new TaskWatch(aws.ecs(), clusters, time);
        ReadTaskDefinitions definitions = new ReadTaskDefinitions(aws.ecs());
        Optional<TaskLogs> followed = Optional.of(logs)
                .filter(any -> logs != Logs.LEAVE_OUT)
                .map(wanted -> new TaskLogs(aws, time, console, definitions));
        LiveMapRuns mapRuns = new LiveMapRuns(
                aws,
                time,
                console,
                prices,
                definitions,
                followed.isPresent()
                        ? LastWords.read(aws, console, definitions)
                        : LastWords.unread(aws, console, definitions),
                items,
                attendants(followed.filter(any -> logs == Logs.FOLLOW_ITEMS)));
        ExecutionWatcher live =
                new ExecutionWatcher(aws, time, console, executionArn, followed, mapRuns, prices, before);
        return new ExecutionSession(
                aws,
                commands,
                console,
                live,
                mapRuns,
                tasks,
                new LiveJudgement(
                        tasks,
                        live,
                        new Judgement(
                                new FailureTelling(aws, commands, executionArn, definitions, explanation, mapRuns::of),
                                definitions,
                                explanation,
                                commands),
                        commands,
                        console,
                        mapRuns),
                new TokenTask(aws.consoleLink(executionArn), definitions, explanation),
                new RecordExecution(aws, time, prices, definitions, live, mapRuns, before.definition()));
    }

    private List<Attendant> attendants(Optional<TaskLogs> ofItems) {
        return Stream.concat(
                        Stream.of(adapting)
                                .filter(Boolean::booleanValue)
                                .map(any -> new AdaptConcurrency(aws, time, console)),
                        ofItems.stream().map(logs -> new ItemLogs(aws, time, console, logs)))
                .toList();
    }
}
