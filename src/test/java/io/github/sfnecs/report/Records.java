package io.github.sfnecs.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.MapRuns;
import io.github.sfnecs.report.StateVisit.Iterations;
import io.github.sfnecs.report.StateVisit.Outcome;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.Line;
import io.github.sfnecs.report.TaskRecord.LogTail;
import io.github.sfnecs.report.TaskRecord.Start;
import io.github.sfnecs.report.TaskRecord.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
                List.of(
                        visit(text + "around", List.of(), Outcome.LEFT),
                        new StateVisit(
                                text,
                                text,
                                List.of(new Frame(text + "around", OptionalInt.of(3), OptionalInt.of(0))),
                                said,
                                TIME,
                                Optional.empty(),
                                1,
                                Outcome.FAILED,
                                said,
                                Optional.of(new Iterations(4, 2, 1, 0)),
                                List.of("arn:aws:states:eu-central-1:123456789012:execution:" + text + ":" + text),
                                said)),
                List.of(task(text)),
                List.of(MapRuns.saying(text)),
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
                        .mapToObj(number -> visit("State " + number, List.of(), Outcome.LEFT))
                        .toList(),
                IntStream.range(0, count).mapToObj(number -> one.tasks().get(0)).toList(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** One with these Map Runs. */
    static ExecutionRecord with(MapRunRecord... mapRuns) {
        ExecutionRecord one = crowd(0);
        String arn = "arn:aws:states:eu-central-1:123456789012:execution:nightly:2026-01-02";
        return new ExecutionRecord(
                arn,
                "arn:aws:states:eu-central-1:123456789012:stateMachine:nightly",
                "2026-01-02",
                one.status(),
                Optional.of("https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1"
                        + "#/v2/executions/details/" + arn),
                one.startDate(),
                mapRuns[0].stopDate(),
                TIME.plusSeconds(3600),
                one.input(),
                one.output(),
                one.error(),
                one.cause(),
                one.problem(),
                one.definition(),
                Stream.of(mapRuns).map(Records::visit).toList(),
                one.tasks(),
                List.of(mapRuns),
                one.cost(),
                one.notes());
    }

    private static StateVisit visit(MapRunRecord mapRun) {
        return new StateVisit(
                mapRun.state(),
                "Map",
                List.of(),
                Optional.empty(),
                TIME,
                mapRun.stopDate(),
                1,
                Outcome.LEFT,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(mapRun.arn()));
    }

    /** One of a chain of so many states, of which it was in the first, the one in the middle and the last. */
    static ExecutionRecord lost(int count) {
        ExecutionRecord one = crowd(0);
        ObjectNode definition = Json.object().put("StartAt", "State 0");
        ObjectNode states = definition.putObject("States");
        for (int state = 0; state < count; state++) {
            states.putObject("State " + state)
                    .put("Type", "Choice")
                    .put("Default", "State " + (state + 1))
                    .putArray("Choices")
                    .addObject()
                    .put("Next", "State " + (state == 0 ? count / 2 : count - 1));
        }
        return new ExecutionRecord(
                one.executionArn(),
                one.stateMachineArn(),
                one.name(),
                "FAILED",
                one.consoleLink(),
                one.startDate(),
                one.stopDate(),
                one.seenAt(),
                one.input(),
                one.output(),
                one.error(),
                one.cause(),
                one.problem(),
                Optional.of(definition.toString()),
                List.of(
                        visit("State 0", Optional.empty(), List.of(), Outcome.LEFT),
                        visit("State " + count / 2, Optional.of("State 0"), List.of(), Outcome.LEFT),
                        visit("State " + (count - 1), Optional.of("State " + count / 2), List.of(), Outcome.FAILED)),
                one.tasks(),
                List.of(),
                one.cost(),
                one.notes());
    }

    /** A visit of a state that took no time. */
    static StateVisit visit(String name, List<Frame> in, Outcome outcome) {
        return visit(name, Optional.empty(), in, outcome);
    }

    private static StateVisit visit(String name, Optional<String> from, List<Frame> in, Outcome outcome) {
        return new StateVisit(
                name,
                "Task",
                in,
                from,
                TIME,
                THEN,
                1,
                outcome,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static TaskRecord task(String text) {
        Optional<String> said = Optional.of(text);
        return new TaskRecord(
                text,
                said,
                Optional.of(new Start(text, List.of(new Frame(text, OptionalInt.of(3), OptionalInt.empty())), 2)),
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
