package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On Ctrl-C one thread says what becomes of the execution, while the one that watches it goes on for as long as the JVM does. */
class InterruptedDrawingTest {
    private final Lab lab = new Lab();
    private final Terminal terminal = new Terminal();
    private final FollowExecution follow = new FollowExecution(
            lab.clients,
            Lab.COMMANDS,
            Lab.SCOPE,
            lab.time,
            terminal,
            Prices.shipped(),
            denied -> PolicyInPlace.UNKNOWN);
    private final StartExecution start = new StartExecution(lab.clients, Lab.COMMANDS, Lab.SCOPE, lab.time, RUN);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void executeDrawsNoStatusLineAnyMore() {
        ExecutionSession watched = started();

        terminal.ctrlC = () -> new InterruptedExecution(
                        lab.clients,
                        Lab.COMMANDS,
                        terminal,
                        start,
                        new StopExecution(lab.clients, lab.time, start),
                        watched)
                .end(OnInterrupt.LEAVE);
        watched.untilTheEnd(Duration.ofMinutes(5));

        assertThat(terminal.shown)
                .startsWith("status", "cleared", "Interrupted: the execution goes on: ")
                .doesNotContain("drawn again");
    }

    @Test
    void followDrawsNoStatusLineAnyMore() {
        ExecutionSession watched = started();

        terminal.ctrlC = () -> follow.interrupted(watched);
        watched.untilTheEnd(Duration.ofMinutes(5));

        assertThat(terminal.shown)
                .startsWith("status", "cleared", "Interrupted: the execution goes on: ")
                .doesNotContain("drawn again");
    }

    private ExecutionSession started() {
        lab.account.script("job", TaskScript.runsForever());
        lab.deploy(ATask.task());
        start.begin();
        return follow.watch(start.arn(), List.of(Lab.CLUSTER), Logs.LEAVE_OUT);
    }

    /** Somebody presses Ctrl-C as soon as there is a status line. */
    private static final class Terminal implements Console {
        private final List<String> shown = new ArrayList<>();
        private Runnable ctrlC = () -> {};

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {
            shown.add(message.substring(0, message.indexOf("arn:")));
        }

        @Override
        public void status(String line) {
            if (line.isEmpty()) {
                shown.add("cleared");
            } else if (shown.isEmpty()) {
                shown.add("status");
                ctrlC.run();
            } else {
                shown.add("drawn again");
            }
        }
    }
}
