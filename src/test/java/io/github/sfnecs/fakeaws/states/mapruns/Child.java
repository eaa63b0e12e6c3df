package io.github.sfnecs.fakeaws.states.mapruns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A child execution of a Map Run, from before it is started. */
public final class Child {

    /** The execution itself. */
    public interface Run {
        String status();

        /** Empty until it has succeeded. */
        Optional<JsonNode> result();

        /** Why it can't be redriven. */
        Optional<String> notRedrivable();

        /** It waits until it may run again, or does so no more. */
        void pendingRedrive(boolean waits);

        /** As DescribeExecution shows it. */
        ObjectNode view(boolean withData);
    }

    private final JsonNode input;
    private final int items;
    private Optional<Run> run = Optional.empty();

    /** A child that is not started yet, for so many items. */
    Child(JsonNode input, int items) {
        this.input = input;
        this.items = items;
    }

    public JsonNode input() {
        return input;
    }

    public int items() {
        return items;
    }

    public Optional<Run> run() {
        return run;
    }

    public void started(Run execution) {
        run = Optional.of(execution);
    }

    String status() {
        return run.map(Run::status).orElse("PENDING");
    }
}
