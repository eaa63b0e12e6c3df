package io.github.sfnecs.config;

import io.github.sfnecs.arn.ResourceKind;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.execution.Watching;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;

/** Reads which execution is to be followed, and how. */
public final class FollowParameters {
    private final ParameterReader values;

    public FollowParameters(ParameterReader values) {
        this.values = values;
    }

    /**
     * How to follow.
     *
     * @param atMost how long
     * @param logs whether what its containers print is shown
     */
    public record HowToFollow(Duration atMost, Logs logs) {}

    /** Whether there is anything, such as the name of an execution. */
    public boolean isGiven(String value) {
        return value != null && !value.isBlank();
    }

    /** The execution; where there is no POM that names a state machine, it is required. */
    public Optional<Arn> execution(String executionArn) {
        if (!isGiven(executionArn)) {
            values.mistakes()
                    .add(
                            "executionArn",
                            null,
                            "without a POM it is required",
                            "-Dsfn-ecs.executionArn=" + ResourceKind.EXECUTION.example(ParameterReader.EXAMPLE));
        }
        return values.arn("executionArn", executionArn, ResourceKind.EXECUTION, Optional.empty());
    }

    /** How to follow it. */
    public HowToFollow how(String timeout, String followLogs) {
        return new HowToFollow(atMost(timeout), logs(followLogs));
    }

    private Duration atMost(String timeout) {
        return values.duration("timeout", timeout, "PT1H").orElse(Duration.ofHours(1));
    }

    private Logs logs(String followLogs) {
        if (!isGiven(followLogs)) {
            return Logs.FOLLOW;
        }
        return values.flag("followLogs", followLogs) ? Logs.FOLLOW_ITEMS : Logs.LEAVE_OUT;
    }

    /** How to wait for one that the build lets run, wherever its tasks do. */
    public Watching watching(String wait, String timeout, String stopOnInterrupt, String followLogs) {
        Duration atMost = atMost(timeout);
        return new Watching(
                List.of(),
                Optional.of(atMost).filter(any -> values.flag("wait", wait)),
                values.flag("stopOnInterrupt", stopOnInterrupt) ? OnInterrupt.STOP : OnInterrupt.LEAVE,
                logs(followLogs));
    }
}
