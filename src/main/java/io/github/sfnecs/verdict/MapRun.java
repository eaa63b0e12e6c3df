package io.github.sfnecs.verdict;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ChildExecution;
import io.github.sfnecs.history.TaskFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunExecutionCounts;

/**
 * The run of a distributed Map of which more failed than it tolerates: how many, and why one of them did. The history of the execution
 * says nothing of its children; three calls do. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 *
 * @param text how it ended, with its ARN
 * @param status in which those of its executions ended that made it fail
 * @param example the ARN of one of them; empty where none was seen
 * @param child that execution; empty where it was not seen
 * @param unseen what could not be seen, and why; empty where all was
 */
public record MapRun(
        String text, ExecutionStatus status, Optional<String> example, Optional<ChildExecution> child, String unseen) {
    private static final String EXCEEDED = "States.ExceedToleratedFailureThreshold";

    /** Whether this is what is said of one. */
    public static boolean failed(TaskFailure failure) {
        return failure.error().filter(EXCEEDED::equals).isPresent();
    }

    /** Reads it, as far as the caller may. */
    public static MapRun read(AwsClients aws, String arn) {
        String text = "Map Run " + arn;
        ExecutionStatus status = ExecutionStatus.FAILED;
        Optional<String> example = Optional.empty();
        try {
            MapRunExecutionCounts counts = aws.sfn()
                    .describeMapRun(describe -> describe.mapRunArn(arn))
                    .executionCounts();
            text += counts(counts);
            status = failing(counts);
            example = example(aws, arn, status);
            Optional<ChildExecution> child = example.map(
                            one -> aws.sfn().describeExecution(describe -> describe.executionArn(one)))
                    .map(MapRun::child);
            return new MapRun(text, status, example, child, "");
        } catch (SdkException e) {
            return new MapRun(text, status, example, Optional.empty(), unseen(AwsProblems.of(e)));
        }
    }

    private static String unseen(Problem problem) {
        return Stream.of(
                        "Why its items failed could not be seen. " + problem.what(),
                        problem.where(),
                        problem.why(),
                        "It takes states:DescribeMapRun and states:ListExecutions on the Map Run, and"
                                + " states:DescribeExecution on its executions.")
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static Optional<String> example(AwsClients aws, String arn, ExecutionStatus status) {
        return aws
                .sfn()
                .listExecutions(list -> list.mapRunArn(arn).statusFilter(status).maxResults(1))
                .executions()
                .stream()
                .map(ExecutionListItem::executionArn)
                .findFirst();
    }

    private static ChildExecution child(DescribeExecutionResponse execution) {
        return new ChildExecution(execution.executionArn(), execution.statusAsString(), TaskFailure.of(execution));
    }

    private static ExecutionStatus failing(MapRunExecutionCounts counts) {
        return counts != null && number(counts.failed()) == 0 && number(counts.timedOut()) > 0
                ? ExecutionStatus.TIMED_OUT
                : ExecutionStatus.FAILED;
    }

    private static long number(Long count) {
        return count == null ? 0 : count;
    }

    private static String counts(MapRunExecutionCounts counts) {
        if (counts == null) {
            return "";
        }
        String each = List.of(
                        count(counts.failed(), "failed"),
                        count(counts.timedOut(), "timed out"),
                        count(
                                counts.aborted(),
                                Long.valueOf(1).equals(counts.aborted()) ? "was aborted" : "were aborted"),
                        count(counts.succeeded(), "succeeded"),
                        count(counts.pending(), "never began"))
                .stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String all = number(counts.total()) == 0 ? "" : "of " + counts.total() + " executions ";
        return each.isEmpty() ? "" : ": " + all + each;
    }

    private static String count(Long count, String what) {
        return number(count) == 0 ? "" : count + " " + what;
    }
}
