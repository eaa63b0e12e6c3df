package io.github.sfnecs.report;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.MapRuns;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.LogTail;
import io.github.sfnecs.report.TaskRecord.Start;
import io.github.sfnecs.report.TaskRecord.Times;
import io.github.sfnecs.testing.Hostile;
import io.github.sfnecs.testing.Junit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionXmlTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Optional<String> PROBLEM = Optional.of("Execution run FAILED.\n  where: state RunTask");
    private static final OptionalInt NONE = OptionalInt.empty();

    @Test
    void tellsOfAFailureOnItsTaskAndItsContainer() {
        assertGolden("report/failed.xml", plain(ReportedExecutions.failed().xml()));
    }

    @Test
    void isTheSameForTheSameExecution() {
        ExecutionRecord execution = Records.saying("x");

        assertThat(new ExecutionXml(execution).text()).isEqualTo(new ExecutionXml(execution).text());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void failsWhereTheBuildDoesWhateverItsTasksDid(int tasks) {
        Junit junit = read("FAILED", PROBLEM, IntStream.range(0, tasks).mapToObj(i -> app(0)));

        assertThat(junit.names("failure")).containsExactly("execution");
        assertThat(junit.named("execution").text()).isEqualTo(PROBLEM.orElseThrow());
        assertThat(junit.named("execution").message()).isEqualTo("Execution run FAILED.");
    }

    /** Jenkins would call the build unstable. */
    @Test
    void failsNothingWhereTheBuildPassedAtLast() {
        Junit junit = read("SUCCEEDED", Optional.empty(), Stream.of(app(1), app(0)));

        assertThat(junit.names("failure")).isEmpty();
        assertThat(junit.names("passed"))
                .containsExactly(
                        "execution",
                        "RunTask, task 1",
                        "RunTask, task 1, container app",
                        "RunTask, task 2",
                        "RunTask, task 2, container app");
        assertThat(junit.named("RunTask, task 1, container app").text()).startsWith("exit code 1\n");
    }

    @Test
    void failsNoContainerThatIsNotEssential() {
        Junit junit = read(
                "FAILED",
                PROBLEM,
                Stream.of(task(
                        "STOPPED",
                        "EssentialContainerExited",
                        container("app", true, OptionalInt.of(3)),
                        container("proxy", false, OptionalInt.of(143)),
                        container("setup", false, NONE))));

        assertThat(junit.names("failure"))
                .containsExactly("execution", "RunTask, task 1", "RunTask, task 1, container app");
        assertThat(junit.names("skipped")).containsExactly("RunTask, task 1, container setup");
    }

    @Test
    void failsATaskThatNeverStarted() {
        Junit junit =
                read("FAILED", PROBLEM, Stream.of(task("STOPPED", "TaskFailedToStart"), task("STOPPED", "other")));

        assertThat(junit.names("failure")).containsExactly("execution", "RunTask, task 1");
        assertThat(junit.names("skipped"))
                .as("nothing is known of its containers")
                .containsExactly("RunTask, task 2");
        assertThat(junit.named("RunTask, task 1").text())
                .isEqualTo("Because of it.\ntask arn STOPPED (TaskFailedToStart)");
    }

    @Test
    void doesNotKnowTheEndOfWhatGoesOnWithoutTheBuild() {
        Junit junit = read("RUNNING", Optional.empty(), Stream.of(task("RUNNING", null, container("app", true, NONE))));

        assertThat(junit.names("skipped"))
                .containsExactly("execution", "RunTask, task 1", "RunTask, task 1, container app");
        assertThat(junit.named("RunTask, task 1, container app").message()).isEqualTo("has not ended");
        assertThat(junit.root().getAttribute("time")).isEqualTo("60.000");
    }

    @Test
    void hasOfManyTasksThoseThatFailed() {
        Junit junit = read("FAILED", PROBLEM, IntStream.range(0, 10_000).mapToObj(i -> i > 9_700 ? app(1) : app(0)));

        assertThat(junit.cases()).hasSize(1 + 500 * 2 + 1);
        assertThat(junit.names("failure")).hasSize(1 + 299 * 2).contains("RunTask, task 10000");
        assertThat(junit.names("skipped")).containsExactly("more tasks");
        assertThat(junit.named("more tasks").text()).isEqualTo("Here are 500 of 10000 tasks; execution.json has all.");
    }

    @Test
    void tellsOfAMapRunAndOfEachReasonForWhichItemsFailed() {
        Junit junit = Junit.read(new ExecutionXml(Records.with(MapRuns.fanOut(1000, 47))).text());

        assertThat(junit.names("failure")).as("they were tolerated").isEmpty();
        assertThat(junit.names("passed")).containsExactly("execution", "Map Run of Each");
        assertThat(junit.names("skipped"))
                .containsExactly(
                        "Map Run of Each, app exit code 137 (memory)",
                        "Map Run of Each, CannotPullContainerError",
                        "Map Run of Each, States.Timeout");
        assertThat(junit.named("Map Run of Each, CannotPullContainerError").text())
                .matches(
                        "\\d+ failed, such as item \\d+\nCannotPullContainerError\nThe image could not be pulled.\nLook .*");
    }

    @Test
    void failsAMapRunWhereTheBuildFailsForIt() {
        MapRunRecord run = MapRuns.saying("FAILED");
        Junit junit = Junit.read(new ExecutionXml(Records.saying("FAILED")).text());

        assertThat(run.status()).hasValue("FAILED");
        assertThat(junit.names("failure")).contains("execution", "Map Run of FAILED", "Map Run of FAILED, 0FAILED");
    }

    @Test
    void hasNothingThatContainersPrint() {
        assertThat(new ExecutionXml(Records.saying("x")).text()).contains("log group x, stream x");
        assertThat(read("FAILED", PROBLEM, Stream.of(app(1)))
                        .named("RunTask, task 1, container app")
                        .text())
                .isEqualTo(
                        "exit code 1\nessential container app of task arn STOPPED (EssentialContainerExited)\nlog group logs, stream app/1");
    }

    static Stream<String> hostile() {
        return Hostile.texts().stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void staysWhatItIsWhateverItIsTold(String text) {
        Junit junit = Junit.read(new ExecutionXml(Records.saying(text)).text());

        assertThat(junit.cases())
                .extracting(Junit.Case::outcome)
                .as("execution, Map Run and its reason, task, container; of what the Map Run became nothing is known")
                .containsExactly("failure", "skipped", "skipped", "failure", "failure");
    }

    @Test
    void isShortHoweverMuchThereIsToSay() {
        String much = "line \u202e\n".repeat(100_000) + "x".repeat(100_000);
        TaskRecord task = task(
                "STOPPED",
                much,
                IntStream.range(0, 100)
                        .mapToObj(i -> container(much, true, OptionalInt.of(1)))
                        .toArray(Container[]::new));

        String xml = new ExecutionXml(execution("FAILED", PROBLEM, List.of(task, task))).text();

        // with as many tasks as it has at most GitLab takes it
        assertThat(xml.length()).isLessThan(30_000_000 / 500 * 2);
    }

    private static Junit read(String status, Optional<String> problem, Stream<TaskRecord> tasks) {
        return Junit.read(new ExecutionXml(execution(status, problem, tasks.toList())).text());
    }

    private static ExecutionRecord execution(String status, Optional<String> problem, List<TaskRecord> tasks) {
        return new ExecutionRecord(
                "arn:aws:states:eu-central-1:123456789012:execution:nightly:run",
                "arn:aws:states:eu-central-1:123456789012:stateMachine:nightly",
                "run",
                status,
                Optional.empty(),
                Optional.of(TIME),
                Optional.empty(),
                TIME.plusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                problem,
                Optional.empty(),
                List.of(),
                tasks,
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static TaskRecord app(int exitCode) {
        return task("STOPPED", "EssentialContainerExited", container("app", true, OptionalInt.of(exitCode)));
    }

    private static TaskRecord task(String status, String stopCode, Container... containers) {
        return new TaskRecord(
                "arn",
                Optional.empty(),
                Optional.of(new Start("RunTask", List.of(), 1)),
                Optional.of(status),
                Optional.empty(),
                NONE,
                NONE,
                new Times(
                        Optional.of(TIME),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.ofNullable(stopCode),
                Optional.ofNullable(stopCode).map(any -> "Because of it."),
                List.of(containers),
                Optional.empty());
    }

    private static Container container(String name, boolean essential, OptionalInt exitCode) {
        return new Container(
                name,
                Optional.of(essential),
                Optional.empty(),
                exitCode,
                Optional.empty(),
                Optional.of(new LogTail("logs", name + "/1", List.of(), 0)));
    }

    private static String plain(String xml) {
        return xml.replaceAll("\\b[0-9a-f]{32}\\b", "TASK");
    }
}
