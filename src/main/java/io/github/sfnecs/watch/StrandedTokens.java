package io.github.sfnecs.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.State;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.TokenWait;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Looks for task tokens that nobody is left to send: each task that was given one has stopped, and the state still waits. Step Functions
 * does not look at the tasks of such a state.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
 */
public final class StrandedTokens {
    /**
     * How long after its task stopped a token may still be on its way: a container sends it as the last thing that it does, what the task
     * is shown to be and what the history shows are each some seconds late, and an SDK that is throttled tries for half a minute. Against
     * the minute or more that a task takes to start it is nothing.
     */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** A missed heartbeat is reported as the first of them, too. */
    private static final Set<String> TAKES_TIMEOUTS = Set.of("States.Timeout", "States.HeartbeatTimeout", "States.ALL");

    private final Console console;
    private final Map<TokenWait, Instant> stopped = new HashMap<>();
    private final Set<TokenWait> told = new HashSet<>();

    public StrandedTokens(Console console) {
        this.console = console;
    }

    /** When it is worth looking again; empty where none of the tasks has stopped. */
    public Optional<Instant> due() {
        return stopped.entrySet().stream()
                .filter(wait -> !told.contains(wait.getKey()))
                .map(wait -> wait.getValue().plus(GRACE))
                .min(Instant::compareTo);
    }

    /** Whether a token came is not known: each has its time anew. */
    public void startOver() {
        stopped.clear();
    }

    /** The attempts whose tasks stopped long enough ago. */
    public List<TokenWait> overdue(Collection<TokenWait> waits, Predicate<String> over, Instant now) {
        stopped.keySet().retainAll(waits);
        waits.stream()
                .filter(wait -> wait.taskArns().stream().allMatch(over))
                .forEach(wait -> stopped.putIfAbsent(wait, now));
        return waits.stream()
                .filter(wait -> stopped.containsKey(wait)
                        && !stopped.get(wait).plus(GRACE).isAfter(now))
                .toList();
    }

    /**
     * The attempts that wait in vain, as far as ECS tells of tasks at one look.
     *
     * @param tasks those that were given the tokens; one that ECS does not know any more has only its ARN
     */
    public static List<TokenWait> among(ExecutionHistory history, Collection<Task> tasks, Instant now) {
        Set<String> over = tasks.stream()
                .filter(task -> isOver(task, history.tasks().startedAt(task.taskArn()), now))
                .map(Task::taskArn)
                .collect(Collectors.toSet());
        return history.waits().open().stream()
                .filter(wait -> over.containsAll(wait.taskArns()))
                .toList();
    }

    private static boolean isOver(Task task, Instant startedAt, Instant now) {
        if (task.lastStatus() == null) {
            return startedAt != null && startedAt.isBefore(now.minus(TaskWatch.REMEMBERED));
        }
        return "STOPPED".equals(task.lastStatus())
                && (task.stoppedAt() == null || !task.stoppedAt().plus(GRACE).isAfter(now));
    }

    /**
     * The first of these that ends the execution. One that the definition itself deals with is only told of, once: its attempt has a
     * limit, and a Retry or a Catch, of the state or of what it is in, takes the timeout that follows.
     */
    public Optional<TokenWait> hopeless(List<TokenWait> overdue, Optional<String> definition) {
        for (TokenWait wait : overdue) {
            if (!isDealtWith(wait, definition)) {
                return Optional.of(wait);
            }
            if (told.add(wait)) {
                console.warn("Nobody is left to send the task token of "
                        + wait.place().text()
                        + ": its ECS task has stopped. "
                        + (definition.isPresent()
                                ? "A Retry or a Catch of the definition takes the timeout that follows, so the execution goes on."
                                : "It has a time limit, and what follows it is not known here, so the execution goes on.")
                        + "\n" + String.join("\n", wait.taskArns()));
            }
        }
        return Optional.empty();
    }

    /** Where the definition does not tell of the state, its limit ends the attempt, and nobody knows how it goes on then. */
    public static boolean isDealtWith(TokenWait wait, Optional<String> definition) {
        List<State> states = definition.map(Definition::parse).stream()
                .flatMap(Definition::states)
                .toList();
        Optional<State> own = states.stream()
                .filter(state -> state.name().equals(wait.place().visit().state()))
                .findFirst();
        if (own.isEmpty()) {
            return wait.limited();
        }
        boolean taken = retries(own.get(), wait.place().attempt())
                || catches(own.get())
                || states.stream()
                        .filter(around -> own.get().location().startsWith(around.location() + "/"))
                        .anyMatch(around -> retries(around, 1) || catches(around));
        return taken && (wait.limited() || limits(own.get()));
    }

    private static boolean limits(State state) {
        return Stream.of("TimeoutSeconds", "HeartbeatSeconds")
                .anyMatch(limit -> state.body().has(limit) || state.body().has(limit + "Path"));
    }

    /** The first that takes an error counts; its MaxAttempts is 3 where it has none. */
    private static boolean retries(State state, int attempts) {
        return takers(state, "Retry")
                .findFirst()
                .filter(retry -> retry.path("MaxAttempts").asInt(3) >= attempts)
                .isPresent();
    }

    private static boolean catches(State state) {
        return takers(state, "Catch").findAny().isPresent();
    }

    private static Stream<JsonNode> takers(State state, String kind) {
        return StreamSupport.stream(state.body().path(kind).spliterator(), false)
                .filter(taker -> StreamSupport.stream(taker.path("ErrorEquals").spliterator(), false)
                        .anyMatch(error -> TAKES_TIMEOUTS.contains(error.asText())));
    }
}
