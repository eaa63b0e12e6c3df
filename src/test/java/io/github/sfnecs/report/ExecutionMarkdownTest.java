package io.github.sfnecs.report;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.mapruns.MapRuns;
import io.github.sfnecs.report.StateVisit.Outcome;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.Start;
import io.github.sfnecs.report.TaskRecord.Times;
import io.github.sfnecs.testing.Hostile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionMarkdownTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final int HALF_OF_WHAT_GITHUB_SHOWS = 512 * 1024;
    private static final String HARMLESS = "harmless";

    @Test
    void tellsWhatSucceeded() {
        assertGolden(
                "report/succeeded.md", markdown(execution("SUCCEEDED", Optional.empty(), List.of(task("app", 0)))));
    }

    @Test
    void tellsWhatFailedAndWhy() {
        assertGolden(
                "report/failed.md",
                markdown(execution(
                        "FAILED",
                        Optional.of("Execution run FAILED.\n  why:   Essential container in task exited"),
                        List.of(task("sidecar", 0), task("app", 3)))));
    }

    @Test
    void tellsOfAMapRunWhyItemsFailedAndAFewOfThem() {
        assertGolden("report/map-run.md", markdown(Records.with(MapRuns.fanOut(10_000, 47))));
    }

    @Test
    void keepsHostileNamesTexts() {
        String markdown =
                markdown(hostile("<img src=x onerror=alert(1)> | `x` **b** @octocat #1 :tada: $x$\nwww.x.com </pre>"));

        assertGolden("report/hostile.md", markdown);
    }

    static Stream<String> hostile() {
        return Hostile.texts().stream();
    }

    /** However hostile a text, it changes no more than what stands in an element of its own. */
    @ParameterizedTest
    @MethodSource("hostile")
    void staysWhatItIsWhateverIsInIt(String text) {
        String markdown = markdown(hostile(text));

        assertThat(skeleton(markdown)).isEqualTo(skeleton(markdown(hostile(HARMLESS))));
        assertThat(markdown.codePoints().filter(c -> c != '\n' && c != '\t').map(Character::getType))
                .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.SURROGATE);
    }

    /** Without the texts, between whose tags is nothing that Markdown, HTML or GitHub would give a meaning. */
    private static String skeleton(String markdown) {
        return markdown.replaceAll("<code>[^<>|`*_@\\\\\\[\\]$~!\"\\n]*</code>", "")
                .replaceAll("<pre>\n[^<>]*\n</pre>", "TEXT")
                .replaceAll("href=\"[^<>|\"\\s]*\"", "LINK")
                .replaceAll(" +", " ");
    }

    @Test
    void isNeverMoreThanHalfOfWhatGitHubShows() {
        String long1 = "|\u202e".repeat(10_000);
        List<TaskRecord> tasks = IntStream.range(0, 300)
                .mapToObj(number -> task(long1, 3, 5, Optional.of(long1)))
                .toList();
        ExecutionRecord execution = new ExecutionRecord(
                long1,
                long1,
                long1,
                long1,
                Optional.of("https://console/" + "x".repeat(2000)),
                Optional.of(TIME),
                Optional.empty(),
                TIME.plusSeconds(63),
                Optional.of(long1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Stream.generate(() -> long1)
                        .limit(500)
                        .map(line -> line.substring(0, 5000))
                        .collect(Collectors.joining("\n"))),
                Optional.empty(),
                IntStream.range(0, 300)
                        .mapToObj(number -> new StateVisit(
                                long1,
                                long1,
                                List.of(new Frame(long1, OptionalInt.of(3), OptionalInt.empty())),
                                Optional.of(long1),
                                TIME,
                                Optional.empty(),
                                3,
                                Outcome.RUNNING,
                                Optional.of(long1),
                                Optional.empty(),
                                List.of("arn:" + long1),
                                Optional.of("arn:" + long1)))
                        .toList(),
                tasks,
                Collections.nCopies(300, MapRuns.saying(long1, 300)),
                Optional.empty(),
                IntStream.range(0, 300).mapToObj(number -> long1).toList());

        String markdown = markdown(execution);

        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(HALF_OF_WHAT_GITHUB_SHOWS);
        assertThat(markdown)
                .contains("… and 250 visits of states more\n", "… and 280 tasks more\n", "… and 290 Map Runs more\n");
    }

    @Test
    void showsTasksThatFailedBeforeOthers() {
        List<TaskRecord> tasks = Stream.concat(
                        IntStream.range(0, 150).mapToObj(number -> task("fine", 0)), Stream.of(task("broken", 3)))
                .toList();

        assertThat(markdown(execution("FAILED", Optional.empty(), tasks))).contains("broken", "… and 51 tasks more\n");
    }

    private static String markdown(ExecutionRecord execution) {
        return new ExecutionMarkdown("prices of 2026-01-01").of(execution);
    }

    private static ExecutionRecord hostile(String text) {
        return new ExecutionRecord(
                "arn:" + text,
                "machine:" + text,
                text,
                text,
                Optional.of("https://console/" + text.substring(0, Math.min(text.length(), 500))),
                Optional.of(TIME),
                Optional.of(TIME.plusSeconds(63)),
                TIME,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Failed: " + text),
                Optional.empty(),
                List.of(new StateVisit(
                        text,
                        text,
                        List.of(new Frame(text, OptionalInt.of(3), OptionalInt.of(0))),
                        Optional.of(text),
                        TIME,
                        Optional.empty(),
                        1,
                        Outcome.FAILED,
                        Optional.of(text),
                        Optional.empty(),
                        List.of("arn:" + text),
                        Optional.of("arn:" + text))),
                List.of(task(text, 1, 1, Optional.of(text))),
                List.of(MapRuns.saying(text)),
                Optional.empty(),
                List.of(text));
    }

    private static ExecutionRecord execution(String status, Optional<String> problem, List<TaskRecord> tasks) {
        return new ExecutionRecord(
                "arn:aws:states:eu-central-1:123456789012:execution:nightly:run",
                "arn:aws:states:eu-central-1:123456789012:stateMachine:nightly",
                "run",
                status,
                Optional.of(
                        "https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/arn"),
                Optional.of(TIME),
                Optional.of(TIME.plusSeconds(63)),
                TIME.plusSeconds(70),
                Optional.of("{}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                problem,
                Optional.empty(),
                List.of(new StateVisit(
                        "RunTask",
                        "Task",
                        List.of(),
                        Optional.empty(),
                        TIME,
                        Optional.of(TIME.plusSeconds(62)),
                        1,
                        problem.isEmpty() ? Outcome.LEFT : Outcome.FAILED,
                        problem.map(any -> "States.TaskFailed"),
                        Optional.empty(),
                        List.of(),
                        Optional.empty())),
                tasks,
                List.of(),
                Optional.of(Cost.sum(
                        tasks.stream().map(task -> task.cost().orElseThrow()).toList())),
                problem.map(any -> "Not seen while it ran: what its tasks do.").stream()
                        .toList());
    }

    private static TaskRecord task(String container, int exitCode) {
        return task(container, exitCode, 1, Optional.empty());
    }

    private static TaskRecord task(String name, int exitCode, int containers, Optional<String> reason) {
        return new TaskRecord(
                "arn:aws:ecs:eu-central-1:123456789012:task/jobs/3f2a91bc0d4e4c5f8a7b6c5d4e3f2a1b",
                Optional.empty(),
                Optional.of(new Start("RunTask", List.of(), 1)),
                Optional.of("STOPPED"),
                Optional.of("FARGATE"),
                OptionalInt.of(256),
                OptionalInt.of(512),
                new Times(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.of("EssentialContainerExited"),
                Optional.of("Essential container in task exited"),
                IntStream.range(0, containers)
                        .mapToObj(number -> new Container(
                                name,
                                Optional.of(true),
                                Optional.empty(),
                                OptionalInt.of(exitCode),
                                reason,
                                Optional.empty()))
                        .toList(),
                Optional.of(new Cost(
                        new BigDecimal("0.0043"),
                        new BigDecimal("0.0086"),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Optional.of(new BigDecimal("0.0002")),
                        Optional.of(BigDecimal.ZERO),
                        Optional.empty())));
    }
}
