package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of an execution.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">HistoryEvent</a>
 */
final class History {

    static final int MAX_EVENTS = 25_000;

    private final Timeline timeline;
    private final List<ObjectNode> events = new ArrayList<>();

    History(Timeline timeline) {
        this.timeline = timeline;
    }

    List<ObjectNode> events() {
        return events;
    }

    boolean full() {
        return events.size() >= MAX_EVENTS - 1;
    }

    /** Adds an event that no other led to. */
    void addFromOutside(String type, String detailsMember, ObjectNode details) {
        add(0, type).set(detailsMember, details);
    }

    private ObjectNode add(int previous, String type) {
        ObjectNode event = Json.object()
                .put("timestamp", Json.seconds(timeline.now()))
                .put("type", type)
                .put("id", events.size() + 1)
                .put("previousEventId", previous);
        events.add(event);
        return event;
    }

    /** Events of which each has led to the next: those of the execution, or of a branch of it. */
    Trail trail() {
        return new Trail(0);
    }

    final class Trail {
        private int last;

        private Trail(int last) {
            this.last = last;
        }

        /** One that begins here. */
        Trail branch() {
            return new Trail(last);
        }

        /** Goes on where the other one ends. */
        void join(Trail other) {
            last = other.last;
        }

        /** Goes on as if an event had not been added. */
        void back(int id) {
            last = events.get(id - 1).path("previousEventId").asInt();
        }

        /** Adds an event and gives its id. */
        int add(String type, String detailsMember, ObjectNode details) {
            int id = add(type);
            events.get(id - 1).set(detailsMember, details);
            return id;
        }

        /** Adds an event that says nothing more. */
        int add(String type) {
            addAside(type);
            last = events.size();
            return last;
        }

        /** Adds an event that leads to nothing. */
        void addAside(String type) {
            History.this.add(last, type);
        }

        int entered(State state, JsonNode input) {
            ObjectNode details = Json.object().put("name", state.name());
            return add(state.type() + "StateEntered", "stateEnteredEventDetails", data(details, "input", input));
        }

        /** @param assigned variables, where there are any */
        void exited(State state, JsonNode output, ObjectNode assigned) {
            ObjectNode details = Json.object().put("name", state.name());
            if (!assigned.isEmpty()) {
                ObjectNode shown = details.putObject("assignedVariables");
                assigned.properties()
                        .forEach(variable -> shown.put(variable.getKey(), Json.write(variable.getValue())));
                details.putObject("assignedVariablesDetails").put("truncated", false);
            }
            add(state.type() + "StateExited", "stateExitedEventDetails", data(details, "output", output));
        }
    }

    /** Adds data as the history shows it: JSON in a string, beside a note that it isn't truncated. */
    static ObjectNode data(ObjectNode details, String member, JsonNode value) {
        details.put(member, Json.write(value)).putObject(member + "Details").put("truncated", false);
        return details;
    }

    static ObjectNode failure(ObjectNode details, StateFailure failure) {
        if (failure.error() != null) {
            details.put("error", failure.error());
        }
        if (failure.getMessage() != null) {
            details.put("cause", failure.getMessage());
        }
        return details;
    }
}
