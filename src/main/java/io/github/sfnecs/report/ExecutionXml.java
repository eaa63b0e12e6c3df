package io.github.sfnecs.report;

import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.diagnostic.JunitXml;
import io.github.sfnecs.diagnostic.JunitXml.Case;
import io.github.sfnecs.diagnostic.JunitXml.Outcome;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.mapruns.FailureGroup;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.LogTail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An execution for CI servers: {@code execution.xml}, in which itself, each Map Run, each reason for which its items failed, each task and each container is a test case. It fails where the
 * build does, and only there: in an execution that succeeded nothing that failed and was tried again does, and no container that is not essential. Of many tasks it has the first
 * ones, tasks that failed before others. Like {@code execution.json} it has none of what containers print.
 */
public final class ExecutionXml {
    private static final int MOST_TASKS = 500;
    private static final int MOST_MAP_RUNS = 20;
    private static final int MOST_REASONS = 20;
    /** A task definition has no more. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
    private static final int MOST_CONTAINERS = 10;

    /** So that with all of them GitLab still takes the file, of 30 MB at most. */
    private static final int LONGEST_TEXT = 300;

    private final ExecutionRecord execution;
    private final String machine;

    /** Of this execution. */
    public ExecutionXml(ExecutionRecord execution) {
        this.execution = execution;
        this.machine = new StateMachineArn(execution.stateMachineArn()).name();
    }

    /** The file. */
    public String text() {
        List<Case> cases = new ArrayList<>();
        cases.add(itself());
        execution.mapRuns().stream().limit(MOST_MAP_RUNS).forEach(run -> add(run, cases));
        List<Numbered> tasks = numbered();
        tasks.stream()
                .sorted(Comparator.comparing(one -> outcome(one.task) != Outcome.FAILED))
                .limit(MOST_TASKS)
                .forEach(one -> add(one, cases));
        if (tasks.size() > MOST_TASKS) {
            cases.add(one(
                    "more tasks",
                    Duration.ZERO,
                    Outcome.SKIPPED,
                    "Here are " + MOST_TASKS + " of " + tasks.size() + " tasks; execution.json has all."));
        }
        return JunitXml.of(
                new JunitXml.Suite("sfn-ecs execution " + machine, execution.startDate(), took(), List.copyOf(cases)));
    }

    /** A task and what it is called: not by its ARN, which is another in each build. */
    private record Numbered(String name, TaskRecord task) {}

    private List<Numbered> numbered() {
        Map<String, Integer> counts = new HashMap<>();
        return execution.tasks().stream()
                .map(task -> {
                    String state = task.start()
                            .map(start -> shortened(start.label()) + ", ")
                            .orElse("");
                    return new Numbered(state + "task " + counts.merge(state, 1, Integer::sum), task);
                })
                .toList();
    }

    private Case itself() {
        String is = "execution " + execution.executionArn() + " " + execution.status();
        Outcome outcome = execution.problem().isPresent()
                ? Outcome.FAILED
                : execution.status().equals("SUCCEEDED") ? Outcome.PASSED : Outcome.SKIPPED;
        return one("execution", took(), outcome, execution.problem().orElse(is));
    }

    private Duration took() {
        return between(execution.startDate(), execution.stopDate());
    }

    private void add(Numbered numbered, List<Case> cases) {
        TaskRecord task = numbered.task;
        cases.add(one(
                numbered.name, between(task.times().createdAt(), task.times().stoppedAt()), outcome(task), text(task)));
        // ECS does not tell how long each of them ran
        task.containers().stream()
                .limit(MOST_CONTAINERS)
                .map(container -> one(
                        numbered.name + ", container " + shortened(container.name()),
                        Duration.ZERO,
                        outcome(task, container),
                        text(task, container)))
                .forEach(cases::add);
    }

    /** The Map Run, and each reason for which items failed; where it failed as the build does, or else they were tolerated. */
    private void add(MapRunRecord run, List<Case> cases) {
        boolean succeeded = run.status().filter("SUCCEEDED"::equals).isPresent();
        boolean failed = execution.problem().isPresent()
                && run.status().filter("FAILED"::equals).isPresent();
        String name = "Map Run of " + shortened(run.state());
        cases.add(one(
                name,
                between(run.startDate(), run.stopDate()),
                failed ? Outcome.FAILED : succeeded ? Outcome.PASSED : Outcome.SKIPPED,
                run.sentence(execution.seenAt()) + "\nMap Run " + shortened(run.arn())));
        run.failures().stream()
                .limit(MOST_REASONS)
                .map(group -> one(
                        name + ", " + shortened(group.why()),
                        Duration.ZERO,
                        failed ? Outcome.FAILED : Outcome.SKIPPED,
                        text(group)))
                .forEach(cases::add);
    }

    private static String text(FailureGroup group) {
        return Stream.of(
                        Numbers.text(group.count()) + " failed, such as "
                                + group.example().name(),
                        group.why(),
                        group.meaning(),
                        group.remedy())
                .filter(text -> !text.isBlank())
                .map(ExecutionXml::shortened)
                .collect(Collectors.joining("\n"));
    }

    private Outcome outcome(TaskRecord task) {
        boolean failed = task.stopCode().filter("TaskFailedToStart"::equals).isPresent()
                || task.containers().stream().anyMatch(one -> outcome(task, one) == Outcome.FAILED);
        if (failed && execution.problem().isPresent()) {
            return Outcome.FAILED;
        }
        return stopped(task) && !task.containers().isEmpty() ? Outcome.PASSED : Outcome.SKIPPED;
    }

    private Outcome outcome(TaskRecord task, Container container) {
        boolean failed = container.exitCode().orElse(stopped(task) ? 1 : 0) != 0
                && container.essential().orElse(true);
        if (failed && execution.problem().isPresent()) {
            return Outcome.FAILED;
        }
        return container.exitCode().isPresent() ? Outcome.PASSED : Outcome.SKIPPED;
    }

    private static boolean stopped(TaskRecord task) {
        return task.lastStatus().filter("STOPPED"::equals).isPresent();
    }

    private static String text(TaskRecord task) {
        return task.stoppedReason()
                        .filter(reason -> !reason.isBlank())
                        .map(reason -> shortened(reason) + "\n")
                        .orElse("")
                + is(task);
    }

    private static String is(TaskRecord task) {
        return "task " + shortened(task.taskArn()) + " "
                + shortened(task.lastStatus().orElse("of unknown status"))
                + task.stopCode().map(code -> " (" + shortened(code) + ")").orElse("");
    }

    private static String text(TaskRecord task, Container container) {
        String exit = container.exitCode().isPresent()
                ? "exit code " + container.exitCode().getAsInt()
                : stopped(task) ? "no exit code" : "has not ended";
        String kind = container
                .essential()
                .map(is -> is ? "essential " : "non-essential ")
                .orElse("");
        return exit + container.reason().map(reason -> ", " + shortened(reason)).orElse("") + "\n" + kind + "container "
                + shortened(container.name()) + " of " + is(task)
                + container.log().map(ExecutionXml::place).orElse("");
    }

    private static String place(LogTail log) {
        return "\nlog group " + shortened(log.group()) + ", stream " + shortened(log.stream());
    }

    private static String shortened(String text) {
        return Text.shortened(text, LONGEST_TEXT).strip();
    }

    private Duration between(Optional<Instant> from, Optional<Instant> to) {
        return from.map(start -> Duration.between(start, to.orElse(execution.seenAt())))
                .orElse(Duration.ZERO);
    }

    private Case one(String name, Duration took, Outcome outcome, String text) {
        return new Case(machine + ".execution", name, took, outcome, text);
    }
}
