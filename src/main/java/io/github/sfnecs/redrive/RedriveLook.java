package io.github.sfnecs.redrive;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.Place;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.Survivors;
import io.github.sfnecs.watch.EarlierAttempts;
import io.github.sfnecs.watch.TaskWatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Looks whether an execution can go on where it failed, and whether that would do any good. It only reads. */
public final class RedriveLook {
    private final AwsClients aws;
    private final Commands commands;
    private final TaskWatch watch;
    private final Console console;
    private final ItemsAgain items;
    private final ItemTasks itemTasks;
    private final ItemsInFailState failStates;

    /**
     * Looks.
     *
     * @param commands what is printed for users to type
     * @param console is told what can't be seen
     * @param prices what tasks cost
     */
    public RedriveLook(AwsClients aws, Commands commands, Time time, Console console, Prices prices) {
        this.aws = aws;
        this.commands = commands;
        this.watch = new TaskWatch(aws.ecs(), List.of(), time);
        this.console = console;
        this.items = new ItemsAgain(aws, console, prices);
        this.itemTasks = new ItemTasks(aws, time, console);
        this.failStates = new ItemsInFailState(aws, console);
    }

    /**
     * What there is of it so far.
     *
     * @param place where it ended
     * @param redrives how often it was redriven
     * @param tasks that it started, as they are now or ended
     * @param definition what it runs with, where that may be seen
     * @param items how many items of its Map Runs run again, and about what that costs; sentences
     */
    public record SoFar(
            DescribeExecutionResponse execution,
            Optional<String> place,
            int redrives,
            List<Task> tasks,
            Optional<DescribeStateMachineForExecutionResponse> definition,
            List<String> items) {
        /** The same as what is not told again once it goes on. */
        public EarlierAttempts earlier() {
            return new EarlierAttempts(
                    redrives + 1, Optional.ofNullable(execution.stopDate()).orElse(Instant.MIN), tasks, definition);
        }

        /** What will happen, in a sentence or two. */
        public String told() {
            return "Execution " + execution.name() + " " + execution.statusAsString()
                    + Optional.ofNullable(execution.stopDate())
                            .map(date -> " at " + date)
                            .orElse("")
                    + place.map(text -> " in " + text + ". Redriven, it goes on there")
                            .orElse(". Redriven, it goes on where it ended")
                    + ", with the definition, the input and the name that it has"
                    + (redrives == 0 ? "." : "; it was redriven " + times(redrives) + " before.")
                    + items.stream().map(text -> "\n" + text).collect(Collectors.joining());
        }

        private static String times(int count) {
            return count == 1 ? "once" : count + " times";
        }
    }

    /**
     * Looks at this one.
     *
     * @throws ProblemException if AWS would refuse to redrive it, or it should not be
     */
    public SoFar at(DescribeExecutionResponse execution) {
        Refusals refusals = new Refusals(execution, commands);
        refusals.byAws();
        OldDefinition definition = new OldDefinition(aws, console, execution.executionArn());
        Attempts attempts = new Attempts();
        ExecutionHistory history = new ExecutionHistory(aws.sfn(), execution.executionArn(), attempts);
        history.readAll();
        history.unread()
                .ifPresent(problem -> console.warn(
                        "Not checked: where it failed, and whether tasks of it still run, since its history could not be read.\n"
                                + problem.text()));
        attempts.failState.ifPresent(refusals::ofFailState);
        Collection<Task> ended = history.tasks().ended();
        List<Task> others = asked(others(history, ended));
        refusals.of(Survivors.goingOn(others, commands));
        Optional<DescribeStateMachineForExecutionResponse> runs = definition.check();
        MapsAgain again = items.of(history.visits(true), definition);
        refusals.ofItems(itemTasks.running(again.maps(), definition.definition(), definition.machine()));
        again.maps().forEach(map -> failStates.warn(map, definition.definition()));
        return new SoFar(
                execution,
                history.place().map(Place::text),
                attempts.redrives,
                Stream.concat(others.stream(), ended.stream()).toList(),
                runs,
                again.told());
    }

    private List<Task> asked(List<String> arns) {
        try {
            return watch.ask(arns);
        } catch (SdkException e) {
            console.warn("Not checked: whether tasks of it still run. "
                    + AwsProblems.of(e).what());
            return List.of();
        }
    }

    /** Those of which the history does not tell that they have stopped. */
    private static List<String> others(ExecutionHistory history, Collection<Task> ended) {
        Set<String> stopped = ended.stream()
                .filter(task -> "STOPPED".equals(task.lastStatus()))
                .map(Task::taskArn)
                .collect(Collectors.toSet());
        return history.tasks().arns().stream()
                .filter(arn -> !stopped.contains(arn))
                .toList();
    }

    /** How often it was redriven, and the Fail state that it entered last, if nothing else after it. */
    private static final class Attempts implements BiConsumer<HistoryEvent, Optional<Place>> {
        private int redrives;
        private Optional<String> failState = Optional.empty();

        @Override
        public void accept(HistoryEvent event, Optional<Place> place) {
            if (event.type() == HistoryEventType.EXECUTION_REDRIVEN) {
                redrives++;
            }
            if (event.stateEnteredEventDetails() != null) {
                failState = Optional.of(event)
                        .filter(entered -> entered.type() == HistoryEventType.FAIL_STATE_ENTERED)
                        .map(entered -> String.valueOf(
                                entered.stateEnteredEventDetails().name()));
            }
        }
    }
}
