package io.github.sfnecs.asl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndlessStartTest {
    private static final String OWN = "arn:aws:states:eu-central-1:123456789012:stateMachine:nightly";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'StateMachineArn': 'OWN'                                          | Again waits
            'StateMachineArn': 'OWN:live'                                     | Again waits
            'StateMachineArn.$': '$$.StateMachine.Id'                         | Again waits
            'StateMachineArn': 'OWN-too'                                      | none
            'StateMachineArn.$': '$.next'                                     | none
            """)
    void isOneThatStartsItsOwnStateMachine(String arguments, String found) {
        assertThat(found(task("Again", ".sync:2", arguments, "'End': true"), "Again"))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            First  | Again waits
            Pick   | none
            Both   | Again waits
            Each   | none
            Round  | none
            Try    | none
            """)
    void isOneToWhichEachExecutionComes(String startAt, String found) {
        String own = "'StateMachineArn': 'OWN'";
        String again = task("Again", ".sync", own, "'End': true");
        String states = again + ", 'First': {'Type': 'Pass', 'Next': 'Again'}"
                + ", 'Pick': {'Type': 'Choice', 'Choices': [{'Variable': '$.n', 'NumericLessThan': 3, 'Next': 'Again'}],"
                + " 'Default': 'First'}"
                + ", 'Both': {'Type': 'Parallel', 'End': true, 'Branches': ["
                + "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'End': true}}},"
                + "{'StartAt': 'Again', 'States': {" + again + "}}]}"
                + ", 'Each': {'Type': 'Map', 'End': true, 'ItemProcessor': {'StartAt': 'Again', 'States': {" + again
                + "}}}"
                + ", 'Try': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Next': 'Again',"
                + " 'Catch': [{'ErrorEquals': ['NoMore'], 'Next': 'Round'}]}"
                + ", 'Round': {'Type': 'Pass', 'Next': 'Round'}";

        assertThat(found(states, startAt)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({".sync, Again waits", ".sync:2, Again waits", "'', Again", ".waitForTaskToken, Again"})
    void waitsOrDoesNot(String form, String found) {
        String own = "'StateMachineArn': 'OWN'";
        assertThat(found(task("Again", form, own, "'End': true"), "Again")).isEqualTo(found);
    }

    private static String task(String name, String form, String arguments, String next) {
        return "'" + name + "': {'Type': 'Task', 'Resource': 'arn:aws:states:::states:startExecution" + form
                + "', 'Parameters': {" + arguments + "}, " + next + "}";
    }

    private static String found(String states, String startAt) {
        String text = "{'StartAt': '" + startAt + "', 'States': {" + states + "}}";
        Optional<EndlessStart> found =
                EndlessStart.in(Definition.parse(text.replace("OWN", OWN).replace('\'', '"')), OWN);
        return found.map(endless -> endless.use().state().name() + (endless.waits() ? " waits" : ""))
                .orElse("none");
    }
}
