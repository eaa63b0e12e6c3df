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
    private static final List<String> FAILED = List.of("FAILED", "TIMED_OUT", "ABORTED");

    private final Start start;
    private final List<Child> children;
    private final int items;
    private int failedItems;
    private int atOnce;
    private Tolerance tolerance;
    private String status = "RUNNING";
    private Optional<Instant> stopped = Optional.empty();
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

    public void end(String how, Instant when) {
        status = how;
        stopped = Optional.of(when);
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
                .put("redriveCount", 0);
        view.set("itemCounts", counts(Child::items));
        view.set("executionCounts", counts(child -> 1));
        return view;
    }

    private ObjectNode counts(ToIntFunction<Child> weight) {
        ObjectNode counts = Json.object();
        STATUSES.forEach(name -> counts.put(name, 0));
        children.forEach(child -> {
            String name = child.status().equals("TIMED_OUT")
                    ? "timedOut"
                    : child.status().toLowerCase(Locale.ROOT);
            counts.put(name, counts.path(name).asInt() + weight.applyAsInt(child));
        });
        int total = count(weight);
        int under = counts.path("pending").asInt() + counts.path("running").asInt();
        return counts.put("total", total).put("resultsWritten", total - under);
    }
}
