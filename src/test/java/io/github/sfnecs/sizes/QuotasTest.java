package io.github.sfnecs.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.change.Mode;
import io.github.sfnecs.cleanup.CleanupReport;
import io.github.sfnecs.cleanup.CleanupRequest;
import io.github.sfnecs.cleanup.CleanupTasks;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExplainExecution;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * However much there is, every page is read once, and no call is one too many for the quotas of the account, which are on here:
 * an account that throttles us throttles everybody else in it, too.
 */
class QuotasTest {
    private static final int TASKS = Sizes.tasks();
    private static final int TASKS_PER_CALL = 100;
    private static final double BURST = 100;
    private static final double STOPS_PER_SECOND = 40;
    private static final double LOOKS_PER_SECOND = 20;
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private final Lab lab = new Lab();
    private final Crowd crowd = new Crowd(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void stopsTasksAsFastAsEcsLetsAnyone() {
        crowd.tasks(TASKS);
        crowd.foreignTask();
        lab.account.rateLimits(true);

        CleanupReport report = new CleanupTasks(lab.clients, lab.time, lab.console, Prices.shipped())
                .run(new CleanupRequest(Lab.MACHINE, List.of(Lab.CLUSTER), Optional.empty()), Mode.APPLY, found -> {});

        assertThat(report.stopped()).hasSize(TASKS);
        assertThat(lab.account.calls()).filteredOn(call -> call.error() != null).isEmpty();
        assertThat(lab.calls("StopTask")).isEqualTo(TASKS);
        assertThat(tokens("ListTasks")).hasSize(TASKS / TASKS_PER_CALL + 1).doesNotHaveDuplicates();
        double listing = Math.max(0, 2 * (TASKS / TASKS_PER_CALL + 1) - BURST) / LOOKS_PER_SECOND;
        double stopping = (TASKS - BURST) / STOPS_PER_SECOND;
        System.out.printf(
                "Sizes: %d tasks stopped in %.1f s of the account's time; its quotas allow %.1f s.%n",
                TASKS, lab.time.waited().toMillis() / 1000.0, listing + stopping);
        assertThat(lab.time.waited().minus(STOPPING))
                .isBetween(seconds(listing + stopping), seconds(1.1 * (listing + stopping)));
        assertThat(lab.runningTasks()).hasSize(1);
    }

    @Test
    @EnabledIfSystemProperty(named = "tables", matches = "all", disabledReason = "takes a while")
    void readsTheLongestHistoryOnceAfterALongRun() {
        crowd.endlessHistory(Duration.ofMinutes(30));
        lab.account.rateLimits(true);

        ExecutionReport report = new RunExecution(
                        lab.clients,
                        Lab.COMMANDS,
                        Lab.SCOPE,
                        lab.time,
                        lab.console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .run(Sizes.execution("{}"));

        assertThat(report.problem().orElseThrow().where()).isEqualTo("state Circle");
        assertThat(report.problem().orElseThrow().why()).contains("25000");
        assertThat(lab.account.calls()).filteredOn(call -> call.error() != null).isEmpty();
        // from the start only once: what comes while it runs is looked for from the newest event backwards
        assertThat(tokens("GetExecutionHistory"))
                .filteredOn(token -> !token.isEmpty())
                .hasSize(24)
                .doesNotHaveDuplicates();
        assertThat(lab.time.waited()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));

        lab.account.forgetCalls();
        new ExplainExecution(lab.clients, Lab.COMMANDS, lab.time, lab.console, denied -> PolicyInPlace.UNKNOWN)
                .explain(report.execution().executionArn());
        assertThat(tokens("GetExecutionHistory")).hasSize(25).doesNotHaveDuplicates();
        assertThat(lab.account.calls().size()).isLessThanOrEqualTo(28);
    }

    /** Which page each call of an operation asked for. */
    private List<String> tokens(String operation) {
        return lab.account.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .map(ApiCall::request)
                .map(request -> request.path("nextToken").asText())
                .toList();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
