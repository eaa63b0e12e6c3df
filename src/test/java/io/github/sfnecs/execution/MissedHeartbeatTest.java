package io.github.sfnecs.execution;

import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.execution.Runs.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.RecordingConsole;
import io.github.sfnecs.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AWS calls a missed heartbeat as it calls a state that takes too long. The histories here have the form that was recorded:
 * https://github.com/localstack/localstack/blob/main/tests/aws/services/stepfunctions/v2/timeouts/test_heartbeats.snapshot.json
 */
class MissedHeartbeatTest {
    private static final String ARN = Lab.SCOPE.execution(Lab.MACHINE, "run");
    private static final double BEGUN = 1_767_323_045.0;

    @ParameterizedTest
    @CsvSource({
        "5, , 5.02, HEARTBEAT",
        "5, 600, 5.02, HEARTBEAT",
        "5, 60, 37.5, HEARTBEAT",
        "59, 60, 59.4, HEARTBEAT",
        ", 60, 60.01, TIMEOUT",
        "5, 60, 60.01, TIMEOUT",
        "5, 60, 59.99, TIMEOUT",
        "5, 60, 75, TIMEOUT"
    })
    void isToldFromAStateThatTakesTooLong(Integer heartbeat, Integer timeout, double after, KnownFailure means) {
        String told = explained(history(scheduled(3, 0, heartbeat, timeout), timedOut(4, after)));

        assertThat(told).contains("  why:   States.Timeout\n", " after it was scheduled; ", means.happened());
        assertThat(told).contains(means.fix());
        assertThat(told)
                .doesNotContain((means == KnownFailure.TIMEOUT ? KnownFailure.HEARTBEAT : KnownFailure.TIMEOUT).fix());
    }

    @Test
    void saysByWhichNumbersThatIsKnown() {
        assertThat(explained(history(scheduled(3, 0, 5, 600), timedOut(4, 5.02))))
                .contains("It ended 0:05 after it was scheduled; HeartbeatSeconds is 5, TimeoutSeconds is 600.");
    }

    /** Somebody pastes into {@code explain} what the build said. */
    @Test
    void isKnownByWhatIsSaidOfIt() {
        assertThat(KnownFailure.in(explained(history(scheduled(3, 0, 5, 600), timedOut(4, 5.02)))))
                .contains(KnownFailure.HEARTBEAT);
    }

    /** Each has its limits for itself. */
    @Test
    void isOneOfTheLastAttempt() {
        assertThat(explained(history(
                        scheduled(3, 0, 5, 60), timedOut(4, 60.01), scheduled(5, 70, 5, 60), timedOut(6, 75.02))))
                .contains(KnownFailure.HEARTBEAT.happened());
        assertThat(explained(history(
                        scheduled(3, 0, 5, 60), timedOut(4, 5.02), scheduled(5, 70, 5, 60), timedOut(6, 130.01))))
                .contains(KnownFailure.TIMEOUT.happened());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{'id': 3, 'previousEventId': 2, 'type': 'TaskScheduled', 'timestamp': 1767323045}"})
    void isSaidToBePossibleWhereTheLimitsAreNotKnown(String scheduled) {
        assertThat(explained(scheduled.isEmpty() ? history(timedOut(4, 5)) : history(scheduled, timedOut(4, 5))))
                .contains("AWS calls a missed heartbeat States.Timeout, too");
        RecordingConsole console = new RecordingConsole();
        assertThat(ExplainExecution.explain("States.Timeout", console).text())
                .contains("AWS calls a missed heartbeat States.Timeout, too", KnownFailure.TIMEOUT.happened());
    }

    /** Its end has a status of its own. */
    @Test
    void isNotWhatEndsAnExecutionThatTakesTooLong() {
        try (CannedAws aws = canned(
                "TIMED_OUT",
                history(scheduled(3, 0, 5, 600))
                        .replace("'ExecutionFailed'", "'ExecutionTimedOut'")
                        .replace("executionFailedEventDetails", "executionTimedOutEventDetails"))) {
            assertThat(explained(aws)).contains(KnownFailure.EXECUTION_TIMED_OUT.happened());
        }
    }

    @Test
    void isTheSameToExecuteAndFollow() {
        try (Lab lab = new Lab()) {
            lab.deploy(ATask.task()
                    .pattern(WAIT_FOR_TASK_TOKEN)
                    .heartbeat(Duration.ofMinutes(1))
                    .timeout(Duration.ofHours(1)));

            List<Optional<Problem>> problems = List.of(
                    new Runs(lab).run(RUN).problem(),
                    new FollowExecution(
                                    lab.clients,
                                    Lab.COMMANDS,
                                    Lab.SCOPE,
                                    lab.time,
                                    Console.silent(),
                                    Prices.shipped(),
                                    denied -> PolicyInPlace.UNKNOWN)
                            .follow(ARN, List.of(), Duration.ofHours(2), RUN.logs())
                            .problem());

            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.orElseThrow().why())
                            .startsWith("States.Timeout\n")
                            .contains("HeartbeatSeconds is 60, TimeoutSeconds is 3600.")
                            .contains(KnownFailure.HEARTBEAT.happened()));
        }
    }

    /** The definition that it runs with tells where it has only one limit. */
    @Test
    void isToldWhereNobodyShowsTheHistory() {
        try (Lab lab = new Lab()) {
            lab.account
                    .faults()
                    .always("GetExecutionHistory", new Fault.Denied("You may not, as planned by the test."));
            lab.deploy(ATask.task().pattern(WAIT_FOR_TASK_TOKEN).heartbeat(Duration.ofMinutes(1)));

            assertThat(new Runs(lab).run(RUN).problem().orElseThrow().why())
                    .startsWith("States.Timeout\nThe definition sets HeartbeatSeconds alone.\n")
                    .contains(KnownFailure.HEARTBEAT.happened());
        }
    }

    @Test
    void isToldWhereTheHistoryHasNoLimits() {
        try (Lab lab = new Lab()) {
            lab.account.answers("GetExecutionHistory", MissedHeartbeatTest::withoutLimits);
            lab.deploy(ATask.task().pattern(WAIT_FOR_TASK_TOKEN).heartbeat(Duration.ofMinutes(1)));

            assertThat(new Runs(lab).run(RUN).problem().orElseThrow().why())
                    .contains("The definition sets HeartbeatSeconds alone.", KnownFailure.HEARTBEAT.happened());
        }
    }

    private static ObjectNode withoutLimits(ObjectNode answer) {
        answer.path("events").forEach(event -> ((ObjectNode) event).remove("taskScheduledEventDetails"));
        return answer;
    }

    private static String explained(String history) {
        try (CannedAws aws = canned("FAILED", history)) {
            return explained(aws);
        }
    }

    private static String explained(CannedAws aws) {
        RecordingConsole console = new RecordingConsole();
        new ExplainExecution(
                        aws.clients,
                        Lab.COMMANDS,
                        new VirtualTime(FakeClock.manual(Lab.START)),
                        console,
                        denied -> PolicyInPlace.UNKNOWN)
                .explain(ARN);
        return console.text();
    }

    private static CannedAws canned(String status, String history) {
        return new CannedAws()
                .answers(
                        "DescribeExecution",
                        "{'executionArn': '" + ARN + "', 'name': 'run', 'stateMachineArn': '" + Lab.MACHINE_ARN
                                + "', 'status': '" + status + "', 'startDate': " + BEGUN + ", 'stopDate': "
                                + (BEGUN + 600) + (status.equals("FAILED") ? ", 'error': 'States.Timeout'" : "") + "}")
                .answers("GetExecutionHistory", history);
    }

    private static String history(String... events) {
        int last = events.length + 2;
        return "{'events': [" + event(1, 0, "ExecutionStarted", 0, "'executionStartedEventDetails': {'input': '{}'}")
                + ", " + event(2, 0, "TaskStateEntered", 0, "'stateEnteredEventDetails': {'name': 'RunTask'}") + ", "
                + String.join(", ", events) + ", "
                + event(
                        last + 10,
                        last,
                        "ExecutionFailed",
                        600,
                        "'executionFailedEventDetails': {'error': 'States.Timeout'}")
                + "]}";
    }

    private static String scheduled(int id, double at, Integer heartbeat, Integer timeout) {
        return event(
                id,
                id - 1,
                "TaskScheduled",
                at,
                "'taskScheduledEventDetails': {'resourceType': 'ecs', 'resource': 'runTask.waitForTaskToken',"
                        + " 'region': 'eu-central-1', 'parameters': '{}'"
                        + (heartbeat == null ? "" : ", 'heartbeatInSeconds': " + heartbeat)
                        + (timeout == null ? "" : ", 'timeoutInSeconds': " + timeout) + "}");
    }

    private static String timedOut(int id, double at) {
        return event(
                id,
                id - 1,
                "TaskTimedOut",
                at,
                "'taskTimedOutEventDetails': {'error': 'States.Timeout', 'resourceType': 'ecs',"
                        + " 'resource': 'runTask.waitForTaskToken'}");
    }

    private static String event(int id, int previous, String type, double at, String details) {
        return "{'id': " + id + ", 'previousEventId': " + previous + ", 'timestamp': " + (BEGUN + at) + ", 'type': '"
                + type + "', " + details + "}";
    }
}
