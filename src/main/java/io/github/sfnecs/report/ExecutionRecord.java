package io.github.sfnecs.report;

import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.mapruns.MapRunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an execution, for whatever shows it. Texts are as AWS and the containers gave them.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 *
 * @param executionArn its ARN
 * @param stateMachineArn its state machine's ARN
 * @param name its name
 * @param status such as {@code SUCCEEDED}
 * @param consoleLink where a person looks at it in AWS's console; empty where it does not run in AWS
 * @param startDate when it started; empty where Step Functions does not tell
 * @param stopDate when it ended; empty while it runs
 * @param seenAt when all this was seen
 * @param input the input, JSON
 * @param output the output, JSON; empty where it did not succeed
 * @param error the error's name; empty where it did not fail
 * @param cause what AWS said of the error, often JSON
 * @param problem why the build fails, as the user reads it on the console; empty where it does not
 * @param definition the state machine's definition, JSON, as it was for this execution; empty where it could not be read
 * @param states each visit of a state, in the order in which they were entered
 * @param tasks each ECS task, in the order in which they were started
 * @param mapRuns each run of a distributed Map, in the order in which they began
 * @param cost the estimate of all tasks; empty where there are none
 * @param notes what is missing here and why, a sentence each
 */
public record ExecutionRecord(
        String executionArn,
        String stateMachineArn,
        String name,
        String status,
        Optional<String> consoleLink,
        Optional<Instant> startDate,
        Optional<Instant> stopDate,
        Instant seenAt,
        Optional<String> input,
        Optional<String> output,
        Optional<String> error,
        Optional<String> cause,
        Optional<String> problem,
        Optional<String> definition,
        List<StateVisit> states,
        List<TaskRecord> tasks,
        List<MapRunRecord> mapRuns,
        Optional<Cost> cost,
        List<String> notes) {
    /** Where a person looks at another execution, which this one started; empty where it does not run in AWS. */
    Optional<String> consoleLink(String other) {
        return consoleLink
                .filter(link -> link.endsWith(executionArn))
                .map(link -> link.substring(0, link.length() - executionArn.length()) + other);
    }
}
