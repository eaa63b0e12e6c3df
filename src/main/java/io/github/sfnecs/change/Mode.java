package io.github.sfnecs.change;

/** Whether a goal may write. */
public enum Mode {
    /** Say what differs, then change it. */
    APPLY,
    /** Only say what differs ({@code dryRun}). */
    DRY_RUN
}
