package io.github.sfnecs.rendering;

import java.util.Arrays;
import java.util.List;

/**
 * For what a task is started again. Step Functions tells some of it by the error's name; what only the cause tells, which for the end of a
 * task is the task itself, gets a name of its own for Retry to count.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
 */
public enum RetryCause {
    /** ECS was throttled, full or broken. */
    BUSY("maxAttempts", "", ""),
    /** EC2 was throttled, which ECS asks about the network: to Step Functions an invalid parameter, and most of those stay invalid. */
    EC2_THROTTLING("ec2Throttling", "Ec2Throttled", "ECS.InvalidParameterException"),
    /** No container ever ran: the network interface, the image or an environment file was not there. */
    NEVER_STARTED("neverStarted", "NeverStarted", "States.TaskFailed"),
    /** Spot took the task's capacity back, or its EC2 instance is gone. */
    SPOT_INTERRUPTION("spotInterruption", "SpotInterrupted", "States.TaskFailed"),
    /** A container ended, and not well. */
    FAILED("failed", "ContainerFailed", "States.TaskFailed"),
    /** Nothing was heard of the container that holds the task token. */
    MISSED_HEARTBEAT("missedHeartbeat", "", "");

    private final String parameter;
    private final String state;
    private final String error;

    RetryCause(String parameter, String state, String error) {
        this.parameter = parameter;
        this.state = state;
        this.error = error;
    }

    /** Those that only the cause tells, in the order in which it is looked at: an interrupted task has exit codes, too. */
    static List<RetryCause> told() {
        return Arrays.stream(values()).filter(cause -> !cause.state.isEmpty()).toList();
    }

    /** What it is called in the POM, below {@code retry}. */
    public String parameter() {
        return parameter;
    }

    /** Whether it is how a task ended, which Step Functions knows only where it waits for that. */
    public boolean endOfTask() {
        return error.equals("States.TaskFailed");
    }

    /** The state that gives the failure its own name. */
    String state() {
        return state;
    }

    /** Its own name. */
    String ownError() {
        return "SfnEcs." + state;
    }

    /** What Step Functions calls it. */
    String error() {
        return error;
    }
}
