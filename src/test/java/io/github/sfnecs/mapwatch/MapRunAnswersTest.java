package io.github.sfnecs.mapwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.FailedItem;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.testing.CannedExecution;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is made of answers about Map Runs that lack something, are hostile, or change since the Map Run was redriven. */
class MapRunAnswersTest {
    private static final String MAP_RUN =
            "arn:aws:states:eu-central-1:123456789012:mapRun:nightly/each:0f0f0f0f-0000-0000-0000-000000000000";
    private static final String ITEM = Lab.SCOPE.execution("nightly/each", "1a1a1a1a-0000-0000-0000-000000000000");

    private final CannedExecution run = new CannedExecution();

    @AfterEach
    void close() {
        run.close();
    }

    private void mapRun() {
        run.entered("Map", "Each");
        run.event("MapStateStarted", "'mapStateStartedEventDetails': {'length': 9}");
        run.event("MapRunStarted", "'mapRunStartedEventDetails': {'mapRunArn': '" + MAP_RUN + "'}");
    }

    private void succeeds() {
        run.event("MapRunSucceeded", "");
        run.event("MapStateSucceeded", "");
        run.exited("Each");
        run.ends("SUCCEEDED", null, null);
    }

    private void counts(String counts) {
        run.aws.answers("DescribeMapRun", "{'mapRunArn': '" + MAP_RUN + "', " + counts + "}");
    }

    private void lists(String status, String more) {
        run.aws.answers(
                "ListExecutions",
                "{'executions': [{'executionArn': '" + ITEM + "', 'stateMachineArn': 'm', 'name': 'x', 'status': '"
                        + status + "'" + more + "}]}");
    }

    private void describes(String more) {
        run.describes(
                ITEM,
                "{'executionArn': '" + ITEM
                        + "', 'name': 'x', 'stateMachineArn': 'm', 'startDate': 1767323045, 'status': 'FAILED'" + more
                        + "}");
    }

    @Test
    void mayLackAlmostEverything() {
        mapRun();
        counts("'executionCounts': {'failed': 1}");
        lists("FAILED", "");
        describes("");
        succeeds();

        ExecutionReport report = run.follow();

        assertThat(report.problem()).isEmpty();
        MapRunRecord seen = Fan.only(report);
        assertThat(seen.status()).isEmpty();
        assertThat(seen.startDate()).isEmpty();
        assertThat(seen.items()).isEqualTo(Counts.NONE);
        assertThat(seen.executions()).isEqualTo(new Counts(0, 0, 0, 0, 1, 0, 0));
        assertThat(seen.children().size()).isZero();
        assertThat(seen.failed()).singleElement().satisfies(item -> {
            assertThat(item.why()).isEqualTo("FAILED, and nothing says why");
            assertThat(item.stopDate()).isEmpty();
        });
    }

    @Test
    void mayBeHostile() {
        String evil = "\\u001b[31m::error::\\u202e<script>" + "x".repeat(40_000);
        mapRun();
        counts("'status': '" + evil
                + "', 'executionCounts': {'failed': 9007199254740993, 'running': -7}, 'maxConcurrency': -1");
        lists("FAILED", ", 'startDate': 1767323045, 'stopDate': 1767323055");
        describes(", 'error': '" + evil + "', 'cause': '{\\\"TaskArn\\\": {}}', 'input': '{\\\"item\\\": \\\""
                + "y".repeat(9000) + "\\\", \\\"index\\\": 1e400, \\\"input\\\": 1}'");
        succeeds();

        ExecutionReport report = run.follow();

        MapRunRecord seen = Fan.only(report);
        assertThat(seen.executions().running()).isZero();
        assertThat(seen.unread()).isEqualTo(9007199254740992L);
        FailedItem item = seen.failed().get(0);
        assertThat(item.why().length()).isLessThan(110);
        assertThat(item.name()).startsWith("execution 1a1a1a1a");
        assertThat(report.html()).doesNotContain("<script>" + "x".repeat(10));
        assertThat(report.json()).doesNotContain("\u001b");
    }

    @Test
    void ofAChildThatSucceedsWhenItIsRedrivenAreForgotten() {
        WatchedMapRun watched = new WatchedMapRun(
                MAP_RUN,
                "Each",
                Time.system(),
                new Failures(
                        MAP_RUN,
                        new ReadTaskDefinitions(run.aws.clients.ecs()),
                        LastWords.unread(
                                run.aws.clients, Console.silent(), new ReadTaskDefinitions(run.aws.clients.ecs()))));
        List<FailedItem> told = new ArrayList<>();
        counts("'status': 'FAILED', 'executionCounts': {'failed': 1, 'total': 1}");
        lists("FAILED", ", 'startDate': 1767323045, 'stopDate': 1767323055");
        describes(", 'error': 'Broken', 'cause': 'By chance.'");
        watched.look(run.aws.clients.sfn());
        watched.readFailures(run.aws.clients.sfn(), 20, told::add);
        assertThat(watched.record().failures()).hasSize(1);

        watched.goesOn(Lab.START.plusSeconds(60));
        watched.readFailures(run.aws.clients.sfn(), 20, told::add);
        counts("'status': 'SUCCEEDED', 'redriveCount': 1, 'executionCounts': {'succeeded': 1, 'total': 1}");
        lists("SUCCEEDED", ", 'startDate': 1767323045, 'stopDate': 1767323155");
        watched.look(run.aws.clients.sfn());
        watched.list(run.aws.clients.sfn(), line -> {});

        assertThat(told).hasSize(1);
        assertThat(watched.record().redriveCount()).isEqualTo(1);
        assertThat(watched.record().failures()).isEmpty();
        assertThat(watched.record().failed()).isEmpty();
        assertThat(watched.record().unread()).isZero();
    }

    @Test
    void ofARedrivenMapRunAreThoseOfTheEnd() {
        mapRun();
        int failed = run.event(
                "MapRunFailed", "'mapRunFailedEventDetails': {'error': 'States.ExceedToleratedFailureThreshold'}");
        run.event("MapStateFailed", "");
        run.event(
                "ExecutionFailed",
                "'executionFailedEventDetails': {'error': 'States.ExceedToleratedFailureThreshold'}");
        run.event("ExecutionRedriven", "'executionRedrivenEventDetails': {'redriveCount': 1}");
        run.after(failed - 1);
        run.event(
                "MapRunRedriven", "'mapRunRedrivenEventDetails': {'mapRunArn': '" + MAP_RUN + "', 'redriveCount': 1}");
        counts("'status': 'SUCCEEDED', 'redriveCount': 1, 'executionCounts': {'succeeded': 1, 'total': 1}");
        lists("SUCCEEDED", ", 'startDate': 1767323045, 'stopDate': 1767323155");
        succeeds();

        ExecutionReport report = run.follow();

        assertThat(report.problem()).isEmpty();
        assertThat(Fan.only(report).redriveCount()).isEqualTo(1);
        assertThat(Fan.only(report).failures()).isEmpty();
    }
}
