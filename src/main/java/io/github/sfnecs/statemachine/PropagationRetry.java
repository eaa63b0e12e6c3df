package io.github.sfnecs.statemachine;

import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Repeats a call while IAM catches up with a role that was just written. AWS answers then exactly what it answers for a wrong
 * role, so only these messages are retried, and only for a while.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
public final class PropagationRetry {
    private static final Set<KnownFailure> PROPAGATING =
            Set.of(KnownFailure.MANAGED_RULE, KnownFailure.TRUST, KnownFailure.LOG_DESTINATION);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final double GROWTH = 1.5;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** Most roles are everywhere within ten seconds; some take a minute. */
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final Time time;
    private final Console console;

    /** Waits by this clock and says there that it waits. */
    public PropagationRetry(Time time, Console console) {
        this.time = time;
        this.console = console;
    }

    void run(Runnable call) {
        Backoff backoff = new Backoff(time, FIRST, GROWTH, LONGEST, AT_MOST);
        boolean said = false;
        while (true) {
            try {
                call.run();
                return;
            } catch (SfnException e) {
                KnownFailure failure = KnownFailure.in(AwsProblems.message(e))
                        .filter(PROPAGATING::contains)
                        .orElseThrow(() -> e);
                if (!backoff.pause()) {
                    throw new ProblemException(stillRefused(e, failure), e);
                }
                if (!said) {
                    console.info("Waiting up to " + AT_MOST.toSeconds()
                            + " s for IAM to make the role known. AWS says: " + AwsProblems.message(e));
                    said = true;
                }
            }
        }
    }

    private static Problem stillRefused(SfnException e, KnownFailure failure) {
        return Problem.failed(
                "Step Functions still refuses the role after " + AT_MOST.toSeconds()
                        + " s, so this is not IAM's delay: the role is wrong.",
                AwsProblems.message(e),
                failure.happened(),
                failure.fix());
    }
}
