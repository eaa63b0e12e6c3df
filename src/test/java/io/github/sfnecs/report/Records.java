package io.github.sfnecs.report;

import io.github.sfnecs.report.StateVisit.Outcome;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.Line;
import io.github.sfnecs.report.TaskRecord.LogTail;
import io.github.sfnecs.report.TaskRecord.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Executions that never were. */
final class Records {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Optional<Instant> THEN = Optional.of(TIME);

    private Records() {}

    /** One in which AWS and a container say nothing but this text. */
    static ExecutionRecord saying(String text) {
        Optional<String> said = Optional.of(text);
        return new ExecutionRecord(
                text,
                text,
                text,
                text,
                Optional.of("https://console/" + text),
                THEN,
                THEN,
                TIME.plusSeconds(60),
                said,
                said,
                said,
                said,
                said,
                Optional.empty(),
                List.of(new StateVisit(text, text, said, TIME, Optional.empty(), 1, Outcome.FAILED, said)),
                List.of(task(text)),
                Optional.empty(),
                List.of(text));
    }

    /** One with so many tasks and visits of states, of a definition of so many states. */
    static ExecutionRecord crowd(int count) {
        ExecutionRecord one = saying("x");
        return new ExecutionRecord(
                "arn",
                "machine",
                "run",
                "SUCCEEDED",
                Optional.of("https://console"),
                THEN,
                THEN,
                TIME.plusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                IntStream.range(0, count)
                        .mapToObj(number -> new StateVisit(
                                "State " + number,
                                "Task",
                                Optional.empty(),
                                TIME,
                                THEN,
                                1,
                                Outcome.LEFT,
                                Optional.empty()))
                        .toList(),
                IntStream.range(0, count).mapToObj(number -> one.tasks().get(0)).toList(),
                Optional.empty(),
                List.of());
    }

    private static TaskRecord task(String text) {
        Optional<String> said = Optional.of(text);
        return new TaskRecord(
                text,
                said,
                said,
                said,
                said,
                OptionalInt.of(256),
                OptionalInt.of(512),
                new Times(THEN, THEN, THEN, THEN, Optional.empty(), Optional.empty(), Optional.empty()),
                said,
                said,
                List.of(new Container(
                        text,
                        Optional.of(true),
                        said,
                        OptionalInt.of(1),
                        said,
                        Optional.of(new LogTail(text, text, List.of(new Line(TIME, text)), 0)))),
                Optional.empty());
    }
}
