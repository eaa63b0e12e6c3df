package io.github.sfnecs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fanout.MapMode;
import io.github.sfnecs.mapwatch.Fan;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.RecordingConsole;
import io.github.sfnecs.testing.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fifty builds in one account, each with an execution of its own that it watches and a container that prints all the time, where
 * AWS's quotas are on: none of them is lost, and none is throttled for long.
 */
@EnabledIfSystemProperty(named = "tables", matches = "all", disabledReason = "takes a while")
class FiftyBuildsTest {
    private static final int BUILDS = 50;
    private static final Duration AT_ONCE = Duration.ofMillis(37);
    private static final Duration STARTING = Duration.ofSeconds(25);
    private static final Duration LIFE = Duration.ofSeconds(150);
    private static final Duration STEADY = Duration.ofSeconds(100);
    private static final Duration LATEST = Duration.ofSeconds(10);
    private static final int MOST_THROTTLES = 4;
    private static final int LINES = 60;

    private final Lab lab = new Lab();
    private final Turns turns = new Turns(lab.clock);
    private final List<Build> builds = new ArrayList<>();

    /** What became of a build. */
    private record Build(ExecutionReport report, Instant told, List<String> lines) {
        /** How long after the end of the execution it was known, besides the reading of the logs, which is five seconds. */
        Duration late() {
            return Duration.between(report.execution().stopDate().orElseThrow(), told);
        }
    }

    private void deploy(Duration life) {
        lab.registerPrinting("app");
        TaskScript script = TaskScript.exits(0)
                .provisioning(Duration.ofSeconds(10))
                .pending(STARTING.minusSeconds(10))
                .after(life);
        for (int line = 1; line <= LINES; line++) {
            script = script.prints("app", life.multipliedBy(line).dividedBy(LINES + 1), "line " + line);
        }
        lab.account.script("job", script);
        lab.deploy(ATask.task().newestRevision());
        lab.account.rateLimits(true);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void thatBeginAtOnceAreThrottledAFewTimesAndThenNoMore() throws Exception {
        run(LIFE, AT_ONCE);
        tell("begin at once");

        isThrottledNoMore();
        noneIsLost();
    }

    @Test
    void thatBeginAtOnceWhereLogsAreReadTenTimesASecond() throws Exception {
        lab.account.rateLimit("GetLogEvents", 10, 10);

        run(LIFE, AT_ONCE);
        tell("begin at once where logs may be read ten times a second");

        isThrottledNoMore();
        noneIsLost();
    }

    @Test
    void thatBeginAtOnceAndMayNotReadTheHistory() throws Exception {
        lab.account.faults().always("GetExecutionHistory", new Fault.Denied("Not you."));

        run(LIFE, AT_ONCE);
        tell("begin at once and may not read the history");

        isThrottledNoMore();
        noneIsLost();
    }

    @Test
    void thatBeginOneAfterTheOtherAreNotThrottled() throws Exception {
        run(Duration.ofMinutes(5), Duration.ofSeconds(6));
        tell("begin one after the other");

        assertThat(throttled()).isEmpty();
        noneIsLost();
    }

    /** Whose items only wait: the quotas of launches are another matter. */
    @Test
    void thatHaveADistributedMapEachAreNotThrottledForIt() throws Exception {
        new Fan(lab).deployWaiting(Duration.ofMinutes(1));
        lab.account.rateLimits(true);

        begin(AT_ONCE);
        tell("have a distributed Map each");

        assertThat(throttled())
                .filteredOn(call -> call.operation().equals("DescribeMapRun"))
                .isEmpty();
        assertThat(builds).hasSize(BUILDS).allSatisfy(build -> {
            assertThat(build.report.problem()).isEmpty();
            assertThat(build.report.execution().mapRuns())
                    .singleElement()
                    .satisfies(run -> assertThat(run.items().succeeded()).isEqualTo(10));
        });
    }

    /** They read five hundred histories besides, and are told to look less often. */
    @Test
    void thatFollowTheLogsOfItemsLoseNone() throws Exception {
        lab.registerPrinting("app");
        lab.account.script(
                "job",
                TaskScript.exits(0)
                        .atOnce()
                        .after(Duration.ofMinutes(2))
                        .prints("app", Duration.ofSeconds(90), "item"));
        new Fan(lab)
                .deploy(
                        10,
                        Optional.empty(),
                        Optional.empty(),
                        ATask.task().newestRevision().retry(MapMode.DISTRIBUTED.retry()));
        lab.account.rateLimits(true);

        begin(AT_ONCE, ExecutionRequest.Logs.FOLLOW_ITEMS);
        tell("follow the logs of ten items each");

        assertThat(throttled())
                .filteredOn(call -> call.operation().equals("DescribeMapRun"))
                .isEmpty();
        assertThat(throttled()).hasSizeLessThan(lab.account.calls().size() / 5);
        assertThat(builds).hasSize(BUILDS).allSatisfy(build -> {
            assertThat(build.report.problem()).isEmpty();
            assertThat(build.lines).contains("EachItem: the logs of 10 of 10 items were followed.");
        });
    }

    private void run(Duration life, Duration apart) throws Exception {
        deploy(life);
        begin(apart);
    }

    private void begin(Duration apart) throws Exception {
        begin(apart, ExecutionRequest.Logs.FOLLOW);
    }

    private void begin(Duration apart, ExecutionRequest.Logs logs) throws Exception {
        Instant start = lab.clock.now();
        turns.run(IntStream.range(0, BUILDS)
                .<Runnable>mapToObj(number -> () -> {
                    Duration until = Duration.between(lab.clock.now(), start.plus(apart.multipliedBy(number)));
                    turns.pause(until.isNegative() ? Duration.ZERO : until);
                    build(number, logs);
                })
                .toList());
    }

    private void build(int number, ExecutionRequest.Logs logs) {
        EndWatch console = new EndWatch(new RecordingConsole());
        ExecutionReport report = new RunExecution(
                        lab.clients,
                        Lab.COMMANDS,
                        Lab.SCOPE,
                        turns,
                        console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .run(new ExecutionRequest(
                        Lab.MACHINE,
                        List.of(Lab.CLUSTER),
                        Optional.of("run-" + number),
                        "{\"items\": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], \"input\": {}}",
                        Optional.of(Duration.ofHours(1)),
                        ExecutionRequest.OnInterrupt.STOP,
                        logs));
        builds.add(new Build(report, console.ended.orElseThrow(), console.recorded.infos()));
    }

    /** Notes when the end is told. */
    private final class EndWatch implements io.github.sfnecs.diagnostic.Console {
        private final RecordingConsole recorded;
        private Optional<Instant> ended = Optional.empty();

        EndWatch(RecordingConsole recorded) {
            this.recorded = recorded;
        }

        @Override
        public void info(String message) {
            recorded.info(message);
            if (message.endsWith(" SUCCEEDED.")) {
                ended = Optional.of(lab.clock.now());
            }
        }

        @Override
        public void warn(String message) {
            recorded.warn(message);
        }
    }

    /** In their first minutes, that is; when all end at once they read all logs to the end at once. */
    private void isThrottledNoMore() {
        assertThat(throttled().size()).isLessThan(MOST_THROTTLES * BUILDS);
        assertThat(steady(throttled()))
                .hasSizeLessThan(steady(lab.account.calls()).size() / 100);
    }

    private static List<ApiCall> steady(List<ApiCall> calls) {
        return calls.stream()
                .filter(call -> call.at().isAfter(Lab.START.plus(STEADY))
                        && call.at().isBefore(Lab.START.plus(STARTING).plus(LIFE)))
                .toList();
    }

    private void noneIsLost() {
        assertThat(builds).hasSize(BUILDS).allSatisfy(build -> {
            assertThat(build.report.problem()).isEmpty();
            assertThat(build.report.execution().status()).isEqualTo("SUCCEEDED");
            assertThat(build.late()).isLessThan(LATEST);
            assertThat(build.lines)
                    .filteredOn(line -> line.startsWith("app | line "))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, LINES)
                            .mapToObj(line -> "app | line " + line)
                            .toList());
        });
    }

    private List<ApiCall> throttled() {
        return lab.account.calls().stream()
                .filter(call -> String.valueOf(call.error()).startsWith("Throttling"))
                .toList();
    }

    private void tell(String what) {
        Map<String, String> calls = lab.account.calls().stream()
                .collect(Collectors.groupingBy(
                        ApiCall::operation,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                all -> all.stream()
                                                .filter(call -> call.error() != null)
                                                .count() + " of " + all.size())));
        System.out.printf(
                "Fifty builds that %s: throttled %s; minutes of the throttled calls %s; ends seen after %d ms on average, %d at most.%n",
                what,
                calls,
                throttled().stream()
                        .collect(Collectors.groupingBy(
                                call -> call.operation() + "@"
                                        + Duration.between(Lab.START, call.at()).toMinutes(),
                                TreeMap::new,
                                Collectors.counting())),
                (long) builds.stream()
                        .mapToLong(build -> build.late().toMillis())
                        .average()
                        .orElseThrow(),
                builds.stream()
                        .mapToLong(build -> build.late().toMillis())
                        .max()
                        .orElseThrow());
    }
}
