package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.execution.ExplainExecution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody knows the sentence of: the sentence itself, then which call was refused to whom, and what that kind of refusal means. */
class LastAnswerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ECS.InvalidParameterException: It is odd. | ECS refused RunTask, which Step Functions called as the state machine's role:"
                        + " InvalidParameterException. | a parameter does not have a value that it takes",
                "ECS.ClientException: It is odd. (Service: AmazonECS; Status Code: 400; Error Code: ClientException) | ECS refused RunTask,"
                        + " which Step Functions called as the state machine's role: ClientException. | what it names is not there",
                "ECS.AccessDeniedException: It is odd. | ECS refused RunTask, which Step Functions called as the state machine's role:"
                        + " AccessDeniedException. | Whoever made the call may not make it",
                "An error occurred (InvalidParameterException) when calling the StopTask operation: It is odd. | The call StopTask was"
                        + " refused to whoever made it: InvalidParameterException. | a parameter does not have a value that it takes",
                "operation error ECS: DescribeTasks, https response error StatusCode: 400, ClientException: It is odd. | ECS refused"
                        + " DescribeTasks. | what it names is not there",
                "States.Runtime: It is odd. | Step Functions itself ended the execution | Step Functions itself ended the execution",
                "States.QueryEvaluationError: It is odd. | could not evaluate a JSONata expression | could not evaluate a JSONata expression",
                "ECS.OddException: It is odd. | ECS refused RunTask, which Step Functions called as the state machine's role: OddException."
                        + " | This failure is unknown here"
            })
    void beginsWithTheServicesOwnSentence(String said, String call, String meaning) {
        Problem problem = ExplainExecution.explain(said, Console.silent());

        assertThat(problem.why()).startsWith(said).contains(call, meaning);
        assertThat(problem.fix()).doesNotContain("log");
    }
}
