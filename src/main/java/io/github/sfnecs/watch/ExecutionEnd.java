package io.github.sfnecs.watch;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.time.PollSchedule;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Looks for the end of an execution in its description. */
public final class ExecutionEnd {
    /** How often callers that rely on the history look whether the description agrees. */
    private static final Duration TRUST = Duration.ofMinutes(1);
    /** By then Step Functions knows an execution everywhere; the first look at its description may be only after a minute. */
    private static final Duration UNTIL_KNOWN = Duration.ofMinutes(2);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final AwsClients aws;
    private final Time time;
    private final String arn;
    private final PollSchedule schedule;
    private Instant believed;
    private Instant begun;
    private final Instant earlier;

    /**
     * Looks at this one.
     *
     * @param earlier when it ended before it was redriven
     */
    public ExecutionEnd(AwsClients aws, Time time, String arn, Instant earlier) {
        this.aws = aws;
        this.time = time;
        this.arn = arn;
        this.earlier = earlier;
        this.schedule = PollSchedule.ofExecution(time);
        this.believed = time.now();
        this.begun = believed;
    }

    /** It is waited for from now on. */
    public Instant begin() {
        begun = time.now();
        return begun;
    }

    /** It is worth looking at once. */
    public void now() {
        schedule.now();
    }

    /** When it is worth looking: more rarely where there is the history to rely on. */
    public Instant due(boolean relying) {
        Instant checking = believed.plus(TRUST);
        return relying && schedule.due().isBefore(checking) ? checking : schedule.due();
    }

    /**
     * Looks; empty where it goes on.
     *
     * @throws SdkException if AWS refuses to describe it
     */
    public Optional<DescribeExecutionResponse> look() {
        try {
            DescribeExecutionResponse seen = describe();
            if (endedSince(seen)) {
                return Optional.of(seen);
            }
            schedule.answered(false);
            believed = time.now();
        } catch (SdkException e) {
            if (!AwsProblems.outage(e) && !notYet(e)) {
                throw e;
            }
            schedule.refused(e);
        }
        return Optional.empty();
    }

    /** Looks again for a moment; empty where it is not seen to have ended. */
    public Optional<DescribeExecutionResponse> lookAgain(
            Predicate<DescribeExecutionResponse> enough, Consumer<SdkException> unseen) {
        try {
            return Optional.of(new Backoff(time, A_MOMENT, 1, A_MOMENT, AFTERWARDS.minus(A_MOMENT))
                            .until(enough, this::describe))
                    .filter(this::endedSince);
        } catch (SdkException e) {
            unseen.accept(e);
            return Optional.empty();
        }
    }

    /** Its end with the output, which may be seen a moment later; without where it is not seen then, either. */
    public DescribeExecutionResponse withOutput(DescribeExecutionResponse end) {
        if (end.status() != ExecutionStatus.SUCCEEDED || end.output() != null) {
            return end;
        }
        try {
            DescribeExecutionResponse seen = new Backoff(time, A_MOMENT, 1, A_MOMENT, AFTERWARDS)
                    .until(again -> again.output() != null, this::describe);
            return seen.output() == null ? end : seen;
        } catch (SdkException e) {
            // what is known of its end is more than that
            return end;
        }
    }

    /** Whether it is only that Step Functions does not know it everywhere yet: it was there before. */
    public boolean notYet(SdkException e) {
        return e instanceof ExecutionDoesNotExistException && time.now().isBefore(begun.plus(UNTIL_KNOWN));
    }

    private boolean endedSince(DescribeExecutionResponse seen) {
        return ended(seen) && (seen.stopDate() == null || seen.stopDate().isAfter(earlier));
    }

    private DescribeExecutionResponse describe() {
        return aws.once().sfn().describeExecution(request -> request.executionArn(arn));
    }

    /**
     * Whether it has ended: it has a status that is an end or, where the status is one that nobody knows, a time at which it stopped
     * and since when it was not redriven.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
     */
    public static boolean ended(DescribeExecutionResponse seen) {
        ExecutionStatus status = Optional.ofNullable(seen.status()).orElse(ExecutionStatus.UNKNOWN_TO_SDK_VERSION);
        return switch (status) {
            case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> true;
            case RUNNING, PENDING_REDRIVE -> false;
            case UNKNOWN_TO_SDK_VERSION ->
                seen.stopDate() != null
                        && (seen.redriveDate() == null || !seen.redriveDate().isAfter(seen.stopDate()));
        };
    }
}
