package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
import io.github.sfnecs.fakeaws.states.mapruns.Batches;
import io.github.sfnecs.fakeaws.states.mapruns.Child;
import io.github.sfnecs.fakeaws.states.mapruns.MapRun;
import io.github.sfnecs.fakeaws.states.mapruns.Tolerance;
import io.github.sfnecs.fakeaws.states.services.StartedExecutions;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A distributed Map state; each try is a Map Run of its own. Recorded by test_map_state_label and others, see RecordedMapRunsTest. */
final class DistributedMapRun extends ForkRun {

    private Optional<MapChildren> children = Optional.empty();

    DistributedMapRun(Visit visit, Environment environment, Walk.StateEnd end) {
        super(visit, environment, end);
    }

    @Override
    void begin() {
        DataFlow flow = visit.flow();
        int atOnce = flow.atOnce();
        List<JsonNode> items = flow.items();
        visit.trail()
                .add(
                        "MapStateStarted",
                        "mapStateStartedEventDetails",
                        Json.object().put("length", items.size()));
        Tolerance tolerance = Tolerance.of(flow);
        List<Child> batches = Batches.of(items, flow.batching());
        try {
            requireStart();
        } catch (StateFailure denied) {
            failed(denied);
            return;
        }
        start(batches, atOnce, tolerance);
    }

    /** The error's name, and that it comes before the Map Run, are not recorded. */
    private void requireStart() {
        Execution execution = visit.execution();
        StartedExecutions.require(
                environment.session(execution, Optional.empty()),
                "states:StartExecution",
                execution.start().machine().plainArn());
    }

    private void start(List<Child> batches, int atOnce, Tolerance tolerance) {
        Execution execution = visit.execution();
        String label =
                visit.state().body().path("Label").asText(UUID.randomUUID().toString());
        String machineArn = execution.start().machine().plainArn() + "/" + label;
        String arn = machineArn.replace(":stateMachine:", ":mapRun:") + ":" + UUID.randomUUID();
        MapRun run = new MapRun(
                new MapRun.Start(
                        arn,
                        execution.start().arn(),
                        machineArn,
                        environment.timeline().now()),
                batches,
                atOnce,
                tolerance);
        visit.trail()
                .add("MapRunStarted", "mapRunStartedEventDetails", Json.object().put("mapRunArn", arn));
        environment.executions().mapRuns().add(run);
        MapChildren started = new MapChildren(visit, environment, run, this::ended);
        children = Optional.of(started);
        started.begin();
    }

    private void ended(MapRun run, Optional<StateFailure> failure) {
        if (failure.isPresent()) {
            visit.trail()
                    .add("MapRunFailed", "mapRunFailedEventDetails", History.failure(Json.object(), failure.get()));
            failed(failure.get());
            return;
        }
        int succeeded = visit.trail().add("MapRunSucceeded");
        visit.trail().addAside("MapStateSucceeded");
        visit.trail().back(succeeded);
        ArrayNode outputs = Json.array();
        run.children().forEach(child -> child.run().flatMap(Child.Run::result).ifPresent(outputs::add));
        end.succeeded(outputs);
    }

    /** The Map Run may go on after what is around it; then the history, which has ended, does not tell of its end. */
    @Override
    void cancel() {
        super.cancel();
        Duration goesOn = environment.account().knobs().mapRunsGoOn;
        children.filter(MapChildren::running).ifPresent(started -> {
            started.leave();
            if (goesOn.isZero()) {
                started.abort();
                visit.trail().add("MapRunAborted");
            } else {
                environment.timeline().after(goesOn, started::abort);
            }
        });
    }
}
