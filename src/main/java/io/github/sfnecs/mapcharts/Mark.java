package io.github.sfnecs.mapcharts;

import io.github.sfnecs.mapruns.ChildStatus;
import java.util.Locale;

/** How an execution is shown, the worst first. Each has a form of its own besides its colour, which the style sheet gives it. */
enum Mark {
    /** It failed. */
    FAILED,
    /** It took too long. */
    TIMED_OUT,
    /** It was stopped. */
    ABORTED,
    /** It failed, and waits to run again. */
    WAITING,
    /** Nobody knows how it is. */
    UNKNOWN,
    /** It runs. */
    RUNNING,
    /** It is not there yet. */
    NOT_BEGUN,
    /** It succeeded. */
    SUCCEEDED;

    static Mark of(ChildStatus status) {
        return switch (status) {
            case FAILED -> FAILED;
            case TIMED_OUT -> TIMED_OUT;
            case ABORTED -> ABORTED;
            case PENDING_REDRIVE -> WAITING;
            case UNKNOWN -> UNKNOWN;
            case RUNNING -> RUNNING;
            case SUCCEEDED -> SUCCEEDED;
        };
    }

    /** What people read. */
    String words() {
        return switch (this) {
            case WAITING -> "waiting to be redriven";
            case UNKNOWN -> "in an unknown state";
            default -> name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** How the style sheet calls it. */
    String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its form has another one of the background's colour on it. */
    boolean holed() {
        return this == FAILED || this == TIMED_OUT || this == RUNNING;
    }
}
