package io.github.sfnecs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.history.Place;
import io.github.sfnecs.history.TokenWait;
import io.github.sfnecs.history.Visit;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a definition itself deals with a token that nobody sends. */
class StrandedTokensTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Retry': [{'ErrorEquals': ['States.Timeout']}] | 1 | true",
                "'Retry': [{'ErrorEquals': ['States.Timeout']}] | 3 | true",
                "'Retry': [{'ErrorEquals': ['States.Timeout']}] | 4 | false",
                "'Retry': [{'ErrorEquals': ['States.ALL'], 'MaxAttempts': 5}] | 4 | true",
                "'Retry': [{'ErrorEquals': ['States.TaskFailed', 'ECS.AmazonECSException']}] | 1 | false",
                "'Retry': [{'ErrorEquals': ['States.Timeout'], 'MaxAttempts': 0}, {'ErrorEquals': ['States.ALL']}] | 1 | false",
                "'Catch': [{'ErrorEquals': ['States.HeartbeatTimeout'], 'Next': 'Other'}] | 9 | true",
                "'Catch': [{'ErrorEquals': ['States.TaskFailed'], 'Next': 'Other'}] | 1 | false"
            })
    void byTheStateItself(String takes, int attempt, boolean dealtWith) {
        String definition =
                "{'StartAt': 'Load', 'States': {'Load': {'Type': 'Task', 'HeartbeatSeconds': 60, " + takes + "}}}";

        assertThat(isDealtWith(attempt, true, definition)).isEqualTo(dealtWith);
        assertThat(isDealtWith(attempt, false, definition))
                .as("by the definition's limit")
                .isEqualTo(dealtWith);
        assertThat(isDealtWith(attempt, false, definition.replace("'HeartbeatSeconds': 60, ", "")))
                .as("without a limit no timeout ever follows")
                .isFalse();
    }

    @Test
    void byTheParallelAroundIt() {
        String inside =
                "{'States': {'Both': {'Type': 'Parallel', %s 'Branches': [{'States': {'Load': {'TimeoutSeconds': 9}}}]},"
                        + " 'Loader': {'Catch': [{'ErrorEquals': ['States.ALL']}]}}}";

        assertThat(isDealtWith(1, true, inside.formatted("'Catch': [{'ErrorEquals': ['States.ALL']}],")))
                .isTrue();
        assertThat(isDealtWith(1, true, inside.formatted(""))).isFalse();
    }

    @Test
    void perhapsWhereTheDefinitionDoesNotTellOfTheState() {
        assertThat(isDealtWith(1, true, "{}")).isTrue();
        assertThat(isDealtWith(1, false, "{}")).isFalse();
        assertThat(StrandedTokens.isDealtWith(wait(1, true), Optional.empty())).isTrue();
    }

    private static boolean isDealtWith(int attempt, boolean limited, String definition) {
        return StrandedTokens.isDealtWith(wait(attempt, limited), Optional.of(definition.replace('\'', '"')));
    }

    private static TokenWait wait(int attempt, boolean limited) {
        return new TokenWait(
                new Place(new Visit("Load", "Task", Optional.empty(), Lab.START), attempt), List.of("arn"), limited);
    }
}
