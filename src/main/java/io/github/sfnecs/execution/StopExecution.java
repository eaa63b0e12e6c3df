package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/**
 * Stops an execution, and is patient about it: fifty builds whose time is up at once are throttled, and an answer that is lost may
 * have come from a call that was handled. It does nothing to an execution that has ended in the meantime.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
final class StopExecution {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final double GROWTH = 2;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final AwsClients aws;
    private final Time time;
    private final Beginning beginning;

    /** Stops what runs by this. */
    StopExecution(AwsClients aws, Time time, Beginning beginning) {
        this.aws = aws;
        this.time = time;
        this.beginning = beginning;
    }

    /**
     * Stops it.
     *
     * @throws ExecutionDoesNotExistException if nothing was started
     * @throws SdkException if AWS refuses, or has not answered in this time
     */
    StopExecutionResponse stop(String cause, Duration atMost) {
        return aws.within(
                atMost,
                () -> new Backoff(time, FIRST, GROWTH, LONGEST, atMost)
                        .until(Optional::isPresent, () -> aws.within(LONGEST, () -> attempt(cause)))
                        .orElseThrow(
                                () -> SdkClientException.create("Step Functions does not know the execution yet")));
    }

    private Optional<StopExecutionResponse> attempt(String cause) {
        try {
            return Optional.of(aws.once()
                    .sfn()
                    .stopExecution(request -> request.executionArn(beginning.arn())
                            .error("sfn-ecs.Stopped")
                            .cause(cause)));
        } catch (ExecutionDoesNotExistException e) {
            if (beginning.answered()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
