package io.github.sfnecs.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionRequest;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Golden;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a person reads afterwards who was not there: in CI, with {@code -B}, in a file. */
class LogConsoleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final ListLog log = new ListLog();
    private final LogConsole console = new LogConsole(log, System.out, new VirtualTime(clock));

    @Test
    void beginsEachLineWithItsPrefixHoweverQuietTheLogIs() {
        ByteArrayOutputStream quiet = new ByteArrayOutputStream();
        ListLog silent = new ListLog() {
            @Override
            public boolean isInfoEnabled() {
                return false;
            }
        };
        for (ListLog each : List.of(log, silent)) {
            new LogConsole(each, new PrintStream(quiet, true), new VirtualTime(clock), "[nightly] ")
                    .results()
                    .info("one\ntwo");
        }

        assertThat(log.lines()).containsExactly("[nightly] one", "[nightly] two");
        assertThat(quiet.toString(Charset.defaultCharset()).lines()).containsExactly("[nightly] one", "[nightly] two");
    }

    @Test
    void saysOnceAMinuteWhatGoesOn() {
        everySecond(181, second -> console.status("second " + second));

        assertThat(log.lines()).containsExactly("second 60", "second 120", "second 180");
    }

    @Test
    void saysNothingWithinAMinuteOfAnyMessage() {
        everySecond(130, second -> {
            if (second == 30) {
                console.info("message");
            }
            if (second == 50) {
                console.warn("warning");
            }
            console.status("second " + second);
        });

        assertThat(log.lines()).containsExactly("message", "warning", "second 110");
    }

    @Test
    void saysNothingWhereNothingGoesOn() {
        everySecond(130, second -> console.status(""));

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void obeysNoCharactersOfAState() {
        everySecond(61, second -> console.status("state \u001b[2JRun"));

        assertThat(log.lines()).containsExactly("state \\u001b[2JRun");
    }

    @Test
    void aLineThatAContainerMayPrintIsWhole() {
        String line = "3f2a91bc app | " + "x".repeat(20_000);

        console.printed(line);
        console.info(line);

        assertThat(log.lines()).hasSize(2).startsWith(line);
        assertThat(log.lines().get(1)).hasSizeLessThan(1100);
    }

    /** The minutes of the lines are those of the virtual clock, so that the whole output is the same each time. */
    @Test
    void tellsOfALongRunWithALineForEachChangeAndForEachSilentMinute() {
        List<Instant> times = new ArrayList<>();
        try (Lab lab = new Lab()) {
            lab.account.script(
                    "job", TaskScript.exits(0).pending(Duration.ofSeconds(150)).after(Duration.ofSeconds(200)));
            lab.deploy(ATask.task());
            ListLog timed = new ListLog() {
                @Override
                public void info(CharSequence content) {
                    super.info(content);
                    times.add(lab.time.now());
                }
            };

            new RunExecution(
                            lab.clients,
                            Lab.COMMANDS,
                            Lab.SCOPE,
                            lab.time,
                            new LogConsole(timed, System.out, lab.time),
                            Prices.shipped(),
                            denied -> PolicyInPlace.UNKNOWN)
                    .run(request());

            Golden.assertGolden(
                    "execution/log-of-a-long-run.txt",
                    String.join("\n", timed.lines())
                            .replaceAll("task/jobs/[0-9a-f]{32}", "task/jobs/TASK")
                            .replaceAll("task [0-9a-f]{8}\\b", "task TASK"));
            assertThat(timed.lines()).doesNotHaveDuplicates();
        }
        for (int line = 1; line < times.size(); line++) {
            assertThat(Duration.between(times.get(line - 1), times.get(line))).isLessThan(Duration.ofSeconds(65));
        }
    }

    private static ExecutionRequest request() {
        return new ExecutionRequest(
                Lab.MACHINE,
                List.of(Lab.CLUSTER),
                Optional.of("run"),
                "{}",
                Optional.of(Duration.ofHours(1)),
                ExecutionRequest.OnInterrupt.STOP,
                ExecutionRequest.Logs.FOLLOW);
    }

    /** Does it at the seconds from 1 on. */
    private void everySecond(int seconds, Consumer<Integer> what) {
        for (int second = 1; second <= seconds; second++) {
            clock.advance(SECOND);
            what.accept(second);
        }
    }
}
