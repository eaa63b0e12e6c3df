package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.Iterator;
import java.util.List;

/**
 * An inline Map state. Recorded by test_map_state and those after it:
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
final class InlineMapRun extends ForkRun {

    /** See https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
    private static final int MOST_AT_ONCE = 40;

    private int items;
    private Iterator<JsonNode> waiting = List.<JsonNode>of().iterator();
    private int begun;

    InlineMapRun(Visit visit, Environment environment, Walk.StateEnd end) {
        super(visit, environment, end);
    }

    @Override
    void begin() {
        DataFlow flow = visit.flow();
        int wanted = flow.atOnce();
        List<JsonNode> all = flow.items();
        items = all.size();
        started();
        waiting = all.iterator();
        begun = 0;
        expect(items);
        int atOnce = wanted == 0 ? MOST_AT_ONCE : Math.min(wanted, MOST_AT_ONCE);
        History.Trail started = visit.trail().branch();
        for (int i = 0; i < atOnce; i++) {
            next(started);
        }
    }

    @Override
    void started() {
        visit.trail()
                .add(
                        "MapStateStarted",
                        "mapStateStartedEventDetails",
                        Json.object().put("length", items));
    }

    @Override
    void next(History.Trail trail) {
        if (waiting.hasNext()) {
            History.Trail own = trail.branch();
            write(begun, "Started", own);
            branch(begun++, visit.state().machines().get(0), waiting.next(), own);
        }
    }

    @Override
    void write(int index, String fate, History.Trail trail) {
        trail.add(
                "MapIteration" + fate,
                "mapIteration" + fate + "EventDetails",
                Json.object().put("name", visit.state().name()).put("index", index));
    }
}
