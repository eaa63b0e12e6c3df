package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Executions: names, time, data and history. */
class ExecutionTest {

    private static final String WAIT = pass("\"Wait\", \"Seconds\": 3600");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static String pass(String typeAndMore) {
        return "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": " + typeAndMore + ", \"End\": true}}}";
    }

    @Test
    void anHourTakesNoTime() {
        String execution = world.start(WAIT);
        world.clock.advance(Duration.ofMinutes(59));
        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.clock.advance(Duration.ofMinutes(1));

        DescribeExecutionResponse done = world.describe(execution);
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Duration.between(done.startDate(), done.stopDate())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theSameNameAndInputIsTheSameExecutionWhileItRuns() {
        String execution = world.start(WAIT);

        assertThat(startAgain("{\"n\": 1}")).isEqualTo(execution);
        assertThatThrownBy(() -> startAgain("{}")).isInstanceOf(ExecutionAlreadyExistsException.class);
        world.clock.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> startAgain("{\"n\": 1}"))
                .isInstanceOf(ExecutionAlreadyExistsException.class)
                .hasMessageContaining("Execution Already Exists: '" + execution + "'");
    }

    private String startAgain(String input) {
        return world.clients
                .sfn()
                .startExecution(start ->
                        start.stateMachineArn(World.MACHINE).name("run").input(input))
                .executionArn();
    }

    @Test
    void theExecutionsOwnTimeOutIsAnotherStatusThanFailed() {
        DescribeExecutionResponse over =
                world.run(WAIT.replace("\"StartAt\"", "\"TimeoutSeconds\": 60, \"StartAt\""), Duration.ofMinutes(1));

        assertThat(over.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(world.events(over.executionArn())).endsWith("ExecutionTimedOut");
    }

    @Test
    void failFailsWithItsWords() {
        String definition =
                "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Fail\", \"Error\": \"E\", \"Cause\": \"C\"}}}";
        DescribeExecutionResponse failed = world.run(definition, Duration.ZERO);

        assertThat(failed.error()).isEqualTo("E");
        assertThat(failed.cause()).isEqualTo("C");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "$.n                                          | 1",
                "$$.Execution.Input.n                         | 1",
                "$$.StateMachine.Name                         | 'machine'",
                "$$.Execution.Name                            | 'run'",
                "$$.State.Name                                | 'S'",
                "$$.Execution.StartTime                       | '2026-01-01T00:00:00Z'",
                "States.Format('{}-{}', $.n, 'x')             | '1-x'",
                "States.Format('it\\'s \\{{}\\} \\\\!', $.n)  | 'it\\'s {1} \\\\!'",
                "States.Array($.n, 'a', true)                 | [1,'a',true]",
                "States.Array(States.Format('{}', $.n), $)    | ['1',{'n':1}]",
                "States.StringToJson('{\"a\":[1]}')           | {'a':[1]}",
            })
    void templatesAreEvaluated(String expression, String result) {
        String text = expression.replace("\\", "\\\\").replace("\"", "\\\"");
        String definition = pass("\"Pass\", \"Parameters\": {\"v.$\": \"" + text + "\"}, \"OutputPath\": \"$.v\"");

        String json = result.replaceAll("(?<!\\\\)'", "\"").replace("\\'", "'");
        assertThat(world.run(definition, Duration.ZERO).output()).isEqualTo(json);
    }

    @Test
    void aPathThatLeadsNowhereFailsWithAwsSentence() {
        DescribeExecutionResponse failed =
                world.run(pass("\"Pass\", \"Parameters\": {\"v.$\": \"$.nope\"}"), Duration.ZERO);

        assertThat(failed.error()).isEqualTo("States.Runtime");
        assertThat(failed.cause())
                .isEqualTo("An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath"
                        + " '$.nope' specified for the field 'v.$' could not be found in the input '{\"n\":1}'");
    }

    @Test
    void aLoopEndsAtTwentyFiveThousandEvents() {
        DescribeExecutionResponse failed =
                world.run(pass("\"Pass\"").replace("\"End\": true", "\"Next\": \"S\""), Duration.ZERO);

        assertThat(failed.cause()).contains("maximum number of history events (25000)");
        assertThat(history(failed.executionArn(), 1000, false)).hasSize(25_000);
    }

    @Test
    void theHistoryComesInPagesAndBackwards() {
        String execution = world.start(pass("\"Pass\""));

        List<HistoryEvent> events = history(execution, 2, false);
        assertThat(events).extracting(HistoryEvent::typeAsString).containsExactlyElementsOf(world.events(execution));
        assertThat(events).extracting(HistoryEvent::id).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events).extracting(HistoryEvent::previousEventId).containsExactly(0L, 0L, 2L, 3L);
        assertThat(history(execution, 2, true)).extracting(HistoryEvent::id).containsExactly(4L, 3L, 2L, 1L);
    }

    private List<HistoryEvent> history(String execution, int pageSize, boolean reverse) {
        List<HistoryEvent> all = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            GetExecutionHistoryResponse page = world.clients
                    .sfn()
                    .getExecutionHistory(get -> get.executionArn(execution)
                            .maxResults(pageSize)
                            .reverseOrder(reverse)
                            .nextToken(next));
            assertThat(page.events()).hasSizeLessThanOrEqualTo(pageSize);
            all.addAll(page.events());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    @Test
    void theHistoryComesWithoutDataOnRequest() {
        String execution = world.start(pass("\"Pass\""));

        assertThat(world.clients
                        .sfn()
                        .getExecutionHistory(get -> get.executionArn(execution).includeExecutionData(false))
                        .events()
                        .get(1)
                        .stateEnteredEventDetails())
                .satisfies(details -> {
                    assertThat(details.name()).isEqualTo("S");
                    assertThat(details.input()).isNull();
                });
    }

    @Test
    void executionsAreListedByStatusNewestFirst() {
        world.start(WAIT);
        world.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(World.MACHINE).name("second"));
        world.clients.sfn().stopExecution(stop -> stop.executionArn(World.EXECUTION));

        assertThat(world.clients
                        .sfn()
                        .listExecutions(list -> list.stateMachineArn(World.MACHINE))
                        .executions())
                .extracting(item -> item.name() + " " + item.statusAsString())
                .containsExactly("second RUNNING", "run ABORTED");
        assertThat(world.clients
                        .sfn()
                        .listExecutions(
                                list -> list.stateMachineArn(World.MACHINE).statusFilter("ABORTED"))
                        .executions())
                .extracting(item -> item.name())
                .containsExactly("run");
    }

    @Test
    void anExecutionKeepsTheDefinitionItStartedWith() {
        String execution = world.start(WAIT);
        world.clients
                .sfn()
                .updateStateMachine(
                        update -> update.stateMachineArn(World.MACHINE).definition(pass("\"Pass\"")));

        assertThat(world.clients
                        .sfn()
                        .describeStateMachineForExecution(describe -> describe.executionArn(execution))
                        .definition())
                .isEqualTo(WAIT);
    }

    @Test
    void anUnknownExecutionDoesNotExist() {
        assertThatThrownBy(() -> world.describe(World.EXECUTION))
                .isInstanceOf(ExecutionDoesNotExistException.class)
                .hasMessageContaining("Execution Does Not Exist: '" + World.EXECUTION + "'");
    }
}
