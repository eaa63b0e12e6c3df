package io.github.sfnecs.report;

import io.github.sfnecs.report.StateVisit.Iterations;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the page calls things: for people, and in its style sheet. */
final class PageVocabulary {
    private PageVocabulary() {}

    /** What people read of an outcome. */
    static String of(Outcome outcome) {
        return switch (outcome) {
            case CAUGHT -> "failed, caught";
            case ABORTED -> "aborted";
            case CUT_OFF -> "cut off";
            default -> kind(outcome);
        };
    }

    /** What people read of the items of a Map. */
    static String of(Iterations items) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("succeeded", items.succeeded());
        counts.put("failed", items.failed());
        counts.put("aborted", items.aborted());
        counts.put("not done", items.total() - items.succeeded() - items.failed() - items.aborted());
        return (items.total() == 1 ? "1 iteration" : items.total() + " iterations")
                + counts.entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(", "), all -> all.isEmpty() ? "" : ": " + all));
    }

    /** How the style sheet calls an outcome. */
    static String kind(Outcome outcome) {
        return switch (outcome) {
            case LEFT -> "passed";
            case FAILED -> "failed";
            case CAUGHT -> "caught";
            case ABORTED, CUT_OFF -> "cut";
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
