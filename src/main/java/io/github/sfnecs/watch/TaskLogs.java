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
import io.github.sfnecs.report.TaskRecord.Line;
import io.github.sfnecs.report.TaskRecord.LogTail;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;

/** Shows on the console what the containers of an execution's tasks print. */
public final class TaskLogs {
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
        tails.add(line);
    }

    /** Follows the logs of a task that has begun to run, and learns when its containers ended. */
    void seen(Task task) {
        // what never ran never printed
        if (task.startedAt() == null || task.taskDefinitionArn() == null) {
            return;
        }
        definitions
                .read(task.taskDefinitionArn())
                .ifPresentOrElse(
                        definition -> {
                            List<ContainerLog> logs = ContainerLog.of(definition, task);
                            printer.learn(task.taskArn(), logs);
                            logs.forEach(log -> follow(task, log));
                        },
                        () -> tell(
                                "The logs of its containers are not followed: its task definition could not be read."));
    }

    private void follow(Task task, ContainerLog log) {
        if (log instanceof ContainerLog.Followed found) {
            // one that was read to its end would be read again
            if (followed.put(new Printer(task.taskArn(), found.container()), found.stream()) == null) {
                follower.follow(found.stream());
            }
            ended(task).ifPresent(at -> follower.ended(found.stream(), at));
        } else if (log instanceof ContainerLog.NotFollowed not) {
            tell(not.reason());
        }
    }

    private void tell(String reason) {
        if (told.add(reason)) {
            console.info(Text.printable(reason));
        }
    }

    private static Optional<Instant> ended(Task task) {
        return Stream.of(task.executionStoppedAt(), task.stoppedAt())
                .filter(at -> at != null)
                .findFirst();
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
