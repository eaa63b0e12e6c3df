package io.github.sfnecs.watch;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.logs.ContainerLog;
import io.github.sfnecs.logs.LogFollower;
import io.github.sfnecs.logs.LogLine;
import io.github.sfnecs.logs.LogPrinter;
import io.github.sfnecs.logs.LogStream;
import io.github.sfnecs.logs.LogTails;
import io.github.sfnecs.mapwatch.ItemLogs;
import io.github.sfnecs.report.TaskRecord.Line;
import io.github.sfnecs.report.TaskRecord.LogTail;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Shows on the console what the containers of an execution's tasks print. */
public final class TaskLogs implements ItemLogs.Followed {
    /** The last lines of each log are kept for the report. */
    private static final int MOST_LINES = 100;

    private static final int MOST_CHARACTERS = 20_000;
    private static final int MOST_IN_ALL = 2_000_000;

    private final Time time;
    private final Console console;
    private final ReadTaskDefinitions definitions;
    private final LogPrinter printer = new LogPrinter();
    private final LogTails tails = new LogTails(MOST_LINES, MOST_CHARACTERS, MOST_IN_ALL);
    private final LogFollower follower;
    private final Set<String> told = new HashSet<>();
    private final Map<Printer, LogStream> followed = new HashMap<>();
    private final Set<LogStream> reported = new HashSet<>();

    /** Who prints. */
    private record Printer(String taskArn, String container) {}

    public TaskLogs(AwsClients aws, Time time, Console console, ReadTaskDefinitions definitions) {
        this.time = time;
        this.console = console;
        this.definitions = definitions;
        this.follower = new LogFollower(aws.once()::logs, time, console, this::print);
    }

    private void print(LogLine line) {
        console.printed(printer.text(line));
        if (reported.contains(line.stream())) {
            tails.add(line);
        }
    }

    /** Follows the logs of a task that has begun to run, and learns when its containers ended. */
    void seen(Task task) {
        for (ContainerLog.Followed log : logs(task)) {
            // one that was read to its end would be read again
            if (followed.put(new Printer(task.taskArn(), log.container()), log.stream()) == null) {
                reported.add(log.stream());
                follower.follow(log.stream());
            }
            ended(task, log);
        }
    }

    /** Of the tasks of items, of which there may be any number, nothing is kept: no report shows them. */
    @Override
    public boolean item(Task task) {
        boolean any = false;
        for (ContainerLog.Followed log : logs(task)) {
            any |= follower.follow(log.stream());
            ended(task, log);
        }
        return any;
    }

    @Override
    public int streams() {
        return follower.streams();
    }

    /** Those of its logs that can be followed; it is told why the others can't. */
    private List<ContainerLog.Followed> logs(Task task) {
        // what never ran never printed
        if (task.startedAt() == null || task.taskDefinitionArn() == null) {
            return List.of();
        }
        Optional<TaskDefinition> definition = definitions.read(task.taskDefinitionArn());
        if (definition.isEmpty()) {
            tell("The logs of its containers are not followed: its task definition could not be read.");
            return List.of();
        }
        List<ContainerLog> logs = ContainerLog.of(definition.get(), task);
        printer.learn(task.taskArn(), logs);
        List<ContainerLog.Followed> found = new ArrayList<>();
        for (ContainerLog log : logs) {
            if (log instanceof ContainerLog.Followed one) {
                found.add(one);
            } else if (log instanceof ContainerLog.NotFollowed not) {
                tell(not.reason());
            }
        }
        return found;
    }

    private void ended(Task task, ContainerLog.Followed log) {
        Stream.of(task.executionStoppedAt(), task.stoppedAt())
                .filter(at -> at != null)
                .findFirst()
                .ifPresent(at -> follower.ended(log.stream(), at));
    }

    private void tell(String reason) {
        if (told.add(reason)) {
            console.info(Text.printable(reason));
        }
    }

    /** When it is worth looking. */
    Instant due() {
        return follower.due();
    }

    /** Shows what is new. */
    void look() {
        follower.look();
    }

    /** The last that the container printed; empty where its log is not followed. */
    Optional<LogTail> tail(String taskArn, String container) {
        return Optional.ofNullable(followed.get(new Printer(taskArn, container)))
                .map(stream -> {
                    LogTails.Tail tail = tails.of(stream);
                    return new LogTail(
                            stream.group(),
                            stream.name(),
                            tail.lines().stream()
                                    .map(line -> new Line(line.at(), line.text()))
                                    .toList(),
                            tail.earlier());
                });
    }

    /** Whether everything was shown of the containers that have ended. */
    boolean complete() {
        return follower.complete();
    }

    /** Shows the rest of what the containers that have ended printed; CloudWatch Logs needs a moment for the last lines. */
    void drain() {
        follower.look();
        while (!follower.complete()) {
            Duration wait = Duration.between(time.now(), follower.due());
            time.pause(wait.compareTo(ExecutionWatcher.TICK) < 0 ? ExecutionWatcher.TICK : wait);
            follower.look();
        }
    }
}
