package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
import io.github.sfnecs.fakeaws.states.mapruns.Batches;
import io.github.sfnecs.fakeaws.states.mapruns.Child;
import io.github.sfnecs.fakeaws.states.mapruns.ItemReader;
import io.github.sfnecs.fakeaws.states.mapruns.MapRun;
import io.github.sfnecs.fakeaws.states.mapruns.ResultWriter;
import io.github.sfnecs.fakeaws.states.mapruns.Tolerance;
import io.github.sfnecs.fakeaws.states.services.RoleSession;
import io.github.sfnecs.fakeaws.states.services.Service;
import io.github.sfnecs.fakeaws.states.services.StartedExecutions;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A distributed Map state; each try is a Map Run of its own. Recorded by test_map_state_label and others, see RecordedMapRunsTest. That the
 * role is asked before the Map Run starts is known of the ResultWriter only, https://github.com/aws/aws-cdk/issues/32144 .
 */
final class DistributedMapRun extends ForkRun {

    private Optional<MapChildren> children = Optional.empty();
    private Optional<ResultWriter> writer = Optional.empty();

    DistributedMapRun(Visit visit, Environment environment, Walk.StateEnd end) {
        super(visit, environment, end);
    }

    @Override
    void begin() {
        children = Optional.empty();
        DataFlow flow = visit.flow();
        int atOnce = flow.atOnce();
        boolean reads = visit.state().body().has("ItemReader");
        List<JsonNode> items = reads ? List.of() : flow.items();
        visit.trail()
                .add(
                        "MapStateStarted",
                        "mapStateStartedEventDetails",
                        Json.object().put("length", items.size()));
        Tolerance tolerance = Tolerance.of(flow);
        Optional<DataFlow.Batching> batching = flow.batching();
        Optional<DataFlow.Reading> reading = flow.reading();
        MapRun.Start start = start();
        try {
            StartedExecutions.require(
                    role(),
                    "states:StartExecution",
                    visit.execution().start().machine().plainArn());
            writer = flow.writing().map(writing -> ResultWriter.of(s3(), role(), writing, start.arn()));
            writer.ifPresent(ResultWriter::test);
        } catch (StateFailure denied) {
            failed(visit.explained(denied));
            return;
        }
        visit.trail()
                .add("MapRunStarted", "mapRunStartedEventDetails", Json.object().put("mapRunArn", start.arn()));
        try {
            List<JsonNode> inputs = reading.map(source -> flow.inputs(read(source), source.source()))
                    .orElse(items);
            begin(new MapRun(start, Batches.of(inputs, batching), atOnce, tolerance));
        } catch (StateFailure unread) {
            MapRun run = new MapRun(start, List.of(), atOnce, tolerance);
            environment.executions().mapRuns().add(run);
            run.end("FAILED", environment.timeline().now());
            runFailed(unread);
        }
    }

    /**
     * The same Map Run goes on, once it has ended: those of its children run again that did not succeed. One that did not begin, failed for
     * what is in the data, or succeeded with too much of it is begun anew.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html">Redriving Map Runs</a>
     */
    @Override
    boolean goOn(boolean entered) {
        Optional<MapChildren> left = children.filter(any -> !any.run().succeeded() && !failedFor("States.Runtime"));
        left.ifPresent(started -> {
            if (entered) {
                visit.trail()
                        .add(
                                "MapStateStarted",
                                "mapStateStartedEventDetails",
                                Json.object().put("length", 0));
            }
            started.whenEnded(this::redrive);
        });
        return left.isPresent();
    }

    private void redrive(MapRun run, Optional<StateFailure> failure) {
        if (run.succeeded()) {
            ended(run, failure);
            return;
        }
        int count = run.redriven(environment.timeline().now());
        visit.trail()
                .add(
                        "MapRunRedriven",
                        "mapRunRedrivenEventDetails",
                        Json.object().put("mapRunArn", run.start().arn()).put("redriveCount", count));
        try {
            children.orElseThrow().redrive(role(), this::ended);
        } catch (StateFailure denied) {
            run.end("FAILED", environment.timeline().now());
            runFailed(visit.explained(denied));
        }
    }

    private RoleSession role() {
        return environment.session(visit.execution(), Optional.empty());
    }

    private Service s3() {
        return environment.services().get("aws-sdk:s3");
    }

    private JsonNode read(DataFlow.Reading reading) {
        return new ItemReader(s3(), role(), environment.timeline().now().getEpochSecond()).read(reading);
    }

    private MapRun.Start start() {
        Execution execution = visit.execution();
        String label =
                visit.state().body().path("Label").asText(UUID.randomUUID().toString());
        String machineArn = execution.start().machine().plainArn() + "/" + label;
        return new MapRun.Start(
                machineArn.replace(":stateMachine:", ":mapRun:") + ":" + UUID.randomUUID(),
                execution.start().arn(),
                machineArn,
                environment.timeline().now());
    }

    private void begin(MapRun run) {
        environment.executions().mapRuns().add(run);
        MapChildren started = new MapChildren(visit, environment, run, this::ended);
        children = Optional.of(started);
        started.begin();
    }

    private void ended(MapRun run, Optional<StateFailure> failure) {
        try {
            Optional<JsonNode> written = writer.map(results -> results.write(run));
            if (failure.isPresent()) {
                runFailed(failure.get());
                return;
            }
            int succeeded = visit.trail().add("MapRunSucceeded");
            visit.trail().addAside("MapStateSucceeded");
            visit.trail().back(succeeded);
            end.succeeded(written.orElseGet(() -> outputs(run)));
        } catch (StateFailure unwritten) {
            run.end("FAILED", environment.timeline().now());
            runFailed(unwritten);
        }
    }

    private static JsonNode outputs(MapRun run) {
        ArrayNode outputs = Json.array();
        run.children().forEach(child -> child.run().flatMap(Child.Run::result).ifPresent(outputs::add));
        return outputs;
    }

    private void runFailed(StateFailure failure) {
        visit.trail().add("MapRunFailed", "mapRunFailedEventDetails", History.failure(Json.object(), failure));
        failed(failure);
    }

    /** The Map Run may go on after what is around it; then the history, which has ended, does not tell of its end. */
    @Override
    void cancel() {
        super.cancel();
        Duration goesOn = environment.account().knobs().mapRunsGoOn;
        children.filter(started -> started.run().running()).ifPresent(started -> {
            started.leave();
            if (goesOn.isZero()) {
                abort(started);
                visit.trail().add("MapRunAborted");
            } else {
                environment.timeline().after(goesOn, () -> abort(started));
            }
        });
    }

    private void abort(MapChildren started) {
        started.abort();
        try {
            writer.ifPresent(results -> results.write(started.run()));
        } catch (StateFailure unwritten) {
            // there is nobody left to tell
        }
        started.over();
    }
}
