package io.github.sfnecs.report;

import io.github.sfnecs.report.StateVisit.Outcome;

/** What the page calls things: for people, and in its style sheet. */
final class PageVocabulary {
    private PageVocabulary() {}

    /** What people read of an outcome. */
    static String of(Outcome outcome) {
        return outcome == Outcome.CUT_OFF ? "cut off" : kind(outcome);
    }

    /** How the style sheet calls an outcome. */
    static String kind(Outcome outcome) {
        return switch (outcome) {
            case LEFT -> "passed";
            case FAILED -> "failed";
            case CUT_OFF -> "cut";
            case RUNNING -> "running";
        };
    }

    /** How the style sheet calls the status of an execution. */
    static String kind(String status) {
        return switch (status) {
            case "SUCCEEDED" -> "passed";
            case "RUNNING", "PENDING_REDRIVE" -> "running";
            case "ABORTED", "TIMED_OUT" -> "cut";
            default -> "failed";
        };
    }
}
