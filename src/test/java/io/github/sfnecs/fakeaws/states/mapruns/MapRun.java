package io.github.sfnecs.fakeaws.states.mapruns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A run of a distributed Map: its limits, its children and how it ended.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html">DescribeMapRun</a>
 */
public final class MapRun {

    /**
     * What doesn't change.
     *
     * @param machineArn that of its children, with the label
     */
    public record Start(String arn, String executionArn, String machineArn, Instant at) {}

    private static final List<String> STATUSES =
            List.of("pending", "running", "succeeded", "failed", "timedOut", "aborted");
    private static final String PENDING_REDRIVE = "PENDING_REDRIVE";
    private static final List<String> FAILED = List.of("FAILED", "TIMED_OUT", "ABORTED");

    private final Start start;
    private final List<Child> children;
    private final int items;
    private int failedItems;
    private int atOnce;
    private Tolerance tolerance;
    private String status = "RUNNING";
    private Optional<Instant> stopped = Optional.empty();
    private int redrives;
    private Optional<Instant> redriven = Optional.empty();
    private Runnable listener = () -> {};

    public MapRun(Start start, List<Child> children, int atOnce, Tolerance tolerance) {
        this.start = start;
        this.children = children;
        this.atOnce = atOnce;
        this.tolerance = tolerance;
        items = count(child -> child.items());
    }

    private int count(ToIntFunction<Child> weight) {
        return children.stream().mapToInt(weight).sum();
    }

    public Start start() {
        return start;
    }

    public List<Child> children() {
        return children;
    }

    public boolean running() {
        return status.equals("RUNNING");
    }

    public boolean succeeded() {
        return status.equals("SUCCEEDED");
    }

    /** How many children it wants to run at a time; 0 for any number. */
    public int atOnce() {
        return atOnce;
    }

    /** Takes note of how a child has ended. */
    public void ended(Child child) {
        if (FAILED.contains(child.status())) {
            failedItems += child.items();
        }
    }

    public boolean exceeded() {
        return tolerance.exceededBy(failedItems, items);
    }

    /** None waits to be redriven any more. */
    public void end(String how, Instant when) {
        status = how;
        stopped = Optional.of(when);
        pendingRedrive().stream().flatMap(child -> child.run().stream()).forEach(run -> run.pendingRedrive(false));
    }

    /** It goes on: of those that did not succeed, each that may be redriven waits for it. Returns how often it was redriven by now. */
    public int redriven(Instant when) {
        status = "RUNNING";
        stopped = Optional.empty();
        redriven = Optional.of(when);
        failedItems = 0;
        for (Child child : children) {
            if (FAILED.contains(child.status())) {
                if (redrivable(child)) {
                    child.run().ifPresent(run -> run.pendingRedrive(true));
                } else {
                    ended(child);
                }
            }
        }
        return ++redrives;
    }

    private static boolean redrivable(Child child) {
        return child.run().filter(run -> run.notRedrivable().isEmpty()).isPresent();
    }

    /** Those that wait to be redriven. */
    public List<Child> pendingRedrive() {
        return children.stream()
                .filter(child -> child.status().equals(PENDING_REDRIVE))
                .toList();
    }

    /** Is told when its limits have changed. */
    public void whenChanged(Runnable changed) {
        listener = changed;
    }

    void change(Optional<Integer> mostAtOnce, Tolerance others) {
        atOnce = mostAtOnce.orElse(atOnce);
        tolerance = new Tolerance(
                others.count().or(tolerance::count), others.percentage().or(tolerance::percentage));
        listener.run();
    }

    /** The members that DescribeMapRun and ListMapRuns share. */
    public ObjectNode summary() {
        ObjectNode summary = Json.object()
                .put("mapRunArn", start.arn)
                .put("executionArn", start.executionArn)
                .put("startDate", Json.seconds(start.at));
        stopped.ifPresent(when -> summary.put("stopDate", Json.seconds(when)));
        return summary;
    }

    ObjectNode view() {
        ObjectNode view = summary()
                .put("status", status)
                .put("maxConcurrency", atOnce)
                .put("toleratedFailureCount", tolerance.count().orElse(0L))
                .put("toleratedFailurePercentage", tolerance.percentage().orElse(0.0))
                .put("redriveCount", redrives);
        redriven.ifPresent(when -> view.put("redriveDate", Json.seconds(when)));
        view.set("itemCounts", counts(Child::items));
        view.set("executionCounts", counts(child -> 1));
        return view;
    }

    private ObjectNode counts(ToIntFunction<Child> weight) {
        ObjectNode counts = Json.object();
        STATUSES.forEach(name -> counts.put(name, 0));
        for (Child child : children) {
            add(counts, name(child.status()), weight.applyAsInt(child));
            if (FAILED.contains(child.status()) && !redrivable(child)) {
                add(counts, "failuresNotRedrivable", weight.applyAsInt(child));
            }
        }
        int total = count(weight);
        int under = counts.path("pending").asInt()
                + counts.path("running").asInt()
                + counts.path("pendingRedrive").asInt();
        return counts.put("total", total).put("resultsWritten", total - under);
    }

    private static String name(String status) {
        return switch (status) {
            case "TIMED_OUT" -> "timedOut";
            case PENDING_REDRIVE -> "pendingRedrive";
            default -> status.toLowerCase(Locale.ROOT);
        };
    }

    private static void add(ObjectNode counts, String name, int more) {
        counts.put(name, counts.path(name).asInt() + more);
    }
}
