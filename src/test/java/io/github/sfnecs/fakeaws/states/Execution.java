package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.api.Redrives;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.mapruns.Child;
import io.github.sfnecs.fakeaws.states.mapruns.MapRun;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An execution: what it was started with, what has happened, how it ended. */
final class Execution implements Child.Run {

    /**
     * What doesn't change.
     *
     * @param run whose child it is
     */
    record Start(
            String arn,
            String name,
            StateMachine machine,
            StateMachine.Revision revision,
            String input,
            Instant at,
            Optional<MapRun> run) {}

    private final Start start;
    private final Timeline timeline;
    private final History history;
    private final History.Trail trail;
    private final List<Runnable> listeners = new ArrayList<>();
    private String status = "RUNNING";
    private boolean pendingRedrive;
    private Optional<Instant> stopped = Optional.empty();
    private JsonNode input;
    private Optional<JsonNode> output = Optional.empty();
    private Optional<StateFailure> failure = Optional.empty();
    private final Redrives redrives = new Redrives();

    Execution(Start start, Timeline timeline) {
        this.start = start;
        this.timeline = timeline;
        history = new History(timeline);
        trail = history.trail();
    }

    Start start() {
        return start;
    }

    /** What it was started with; many states ask for it, and of what has ended nobody does. */
    JsonNode input() {
        if (input == null) {
            input = Json.parse(start.input()).orElseThrow();
        }
        return input;
    }

    History history() {
        return history;
    }

    /** The events that lead to its end. */
    History.Trail trail() {
        return trail;
    }

    boolean running() {
        return status.equals("RUNNING");
    }

    @Override
    public String status() {
        return pendingRedrive ? "PENDING_REDRIVE" : status;
    }

    @Override
    public void pendingRedrive(boolean waits) {
        pendingRedrive = waits;
    }

    @Override
    public Optional<JsonNode> result() {
        return output;
    }

    Optional<Instant> stopped() {
        return stopped;
    }

    void succeed(JsonNode result) {
        output = Optional.of(result);
        trail.add(
                "ExecutionSucceeded", "executionSucceededEventDetails", History.data(Json.object(), "output", result));
        end("SUCCEEDED");
    }

    /** @param how Failed, Aborted or TimedOut */
    void fail(String how, StateFailure why) {
        failure = Optional.of(why);
        String type = "Execution" + how;
        String member = "execution" + how + "EventDetails";
        ObjectNode details = History.failure(Json.object(), why);
        if (how.equals("Aborted")) {
            history.addFromOutside(type, member, details);
        } else {
            trail.add(type, member, details);
        }
        end(how.equals("TimedOut") ? "TIMED_OUT" : how.toUpperCase(Locale.ROOT));
    }

    private void end(String how) {
        status = how;
        input = null;
        stopped = Optional.of(timeline.now());
        List<Runnable> told = List.copyOf(listeners);
        listeners.clear();
        told.forEach(Runnable::run);
    }

    /** It runs again from where it failed. */
    void redriven() {
        redrives.add(timeline.now());
        pendingRedrive = false;
        status = "RUNNING";
        stopped = Optional.empty();
        failure = Optional.empty();
        trail.add(
                "ExecutionRedriven",
                "executionRedrivenEventDetails",
                Json.object().put("redriveCount", redrives.count()));
    }

    Redrives redrives() {
        return redrives;
    }

    @Override
    public Optional<String> notRedrivable() {
        return Redrives.refusal(status, stopped, history.events().size(), timeline.now());
    }

    /** Is told when it ends. */
    void whenEnded(Runnable listener) {
        listeners.add(listener);
    }

    /** The members that DescribeExecution and ListExecutions share. */
    ObjectNode summary() {
        ObjectNode summary = Json.object()
                .put("executionArn", start.arn)
                .put("stateMachineArn", start.machine.arn())
                .put("name", start.name)
                .put("status", status())
                .put("startDate", Json.seconds(start.at))
                .put("redriveCount", redrives.count());
        redrives.last().ifPresent(when -> summary.put("redriveDate", Json.seconds(when)));
        stopped.ifPresent(when -> summary.put("stopDate", Json.seconds(when)));
        start.run.ifPresent(run -> summary.put("mapRunArn", run.start().arn()));
        return summary;
    }

    @Override
    public ObjectNode view(boolean withData) {
        String how = start.run.isPresent() ? "REDRIVABLE_BY_MAP_RUN" : "REDRIVABLE";
        ObjectNode view = summary();
        notRedrivable()
                .ifPresentOrElse(
                        why -> view.put("redriveStatus", "NOT_REDRIVABLE").put("redriveStatusReason", why),
                        () -> view.put("redriveStatus", how));
        view.putObject("inputDetails").put("included", withData);
        output.ifPresent(result -> view.putObject("outputDetails").put("included", withData));
        if (withData) {
            view.put("input", start.input);
            output.ifPresent(result -> view.put("output", Json.write(result)));
        }
        failure.ifPresent(why -> History.failure(view, why));
        return view;
    }
}
