package io.github.sfnecs.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * One thing that was looked at before anything runs, as data.
 *
 * @param result how it is
 * @param area what it belongs to
 * @param says one sentence: what was found
 * @param means what follows from it; empty where nothing does
 * @param fix the command, XML or policy statement that mends it; empty where there is nothing to mend
 * @param predicts the failure that an execution would end with; empty where it is none of the catalogue's
 */
public record Finding(
        Result result, Area area, String says, String means, String fix, Optional<KnownFailure> predicts) {
    /** How a finding is. */
    public enum Result {
        /** As it has to be. */
        PASSED,
        /** It works, but should be looked at. */
        WARNING,
        /** A run would fail. */
        FAILED,
        /** It could not be looked at, which fails nothing. */
        NOT_CHECKED
    }

    /** What a finding belongs to, in the order in which they are told. */
    public enum Area {
        /** The ECS cluster. */
        CLUSTER("cluster"),
        /** The ECS task definition, and what overrides it. */
        TASK_DEFINITION("task definition"),
        /** The task's execution role and task role. */
        TASK_ROLES("task roles"),
        /** The state machine's role. */
        STATE_MACHINE_ROLE("state machine's role"),
        /** The state machine's definition. */
        DEFINITION("definition"),
        /** Subnets, security groups, and the way out. */
        NETWORK("network"),
        /** Who runs the goals. */
        CALLER("caller"),
        /** What is in AWS against what the POM describes. */
        DRIFT("drift");

        private final String text;

        Area(String text) {
            this.text = text;
        }

        /** As the user reads it. */
        public String text() {
            return text;
        }
    }

    /** All is well. */
    public static Finding passed(Area area, String says) {
        return new Finding(Result.PASSED, area, says, "", "", Optional.empty());
    }

    /** It works, but should be looked at. */
    public static Finding warning(Area area, String says, String means, String fix) {
        return new Finding(Result.WARNING, area, says, means, fix, Optional.empty());
    }

    /** A run would fail with a failure that the catalogue knows. */
    public static Finding failed(Area area, String says, KnownFailure predicted, String fix) {
        return new Finding(Result.FAILED, area, says, predicted.happened(), fix, Optional.of(predicted));
    }

    /** A goal or a run would fail. */
    public static Finding failed(Area area, String says, String means, String fix) {
        return new Finding(Result.FAILED, area, says, means, fix, Optional.empty());
    }

    /** It could not be looked at. */
    public static Finding notChecked(Area area, String says, String why, String fix) {
        return new Finding(Result.NOT_CHECKED, area, says, why, fix, Optional.empty());
    }

    /** The same, of these states of several. */
    public Finding of(List<String> states) {
        return new Finding(result, area, String.join(", ", states) + ": " + says, means, fix, predicts);
    }
}
