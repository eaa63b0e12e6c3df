package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.definition.Definition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A state machine; its current revision is what the next execution runs. */
final class StateMachine {

    /**
     * What UpdateStateMachine may change.
     *
     * @param id empty before the first update
     */
    record Revision(
            Optional<String> id,
            Definition definition,
            String roleArn,
            JsonNode logging,
            JsonNode tracing,
            Instant updated) {

        /** This one, with the id of the one before, if any, where it changes nothing. */
        Revision after(Revision before) {
            Revision then = new Revision(before.id, definition, roleArn, logging, tracing, before.updated);
            return then.equals(before) ? new Revision(before.id, definition, roleArn, logging, tracing, updated) : this;
        }
    }

    private final String name;
    private final String arn;
    private final Instant created;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private Revision revision;

    StateMachine(String name, String arn, Instant created, Revision revision) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.revision = revision;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    /** That without the label of a distributed Map: the one that was created. */
    String plainArn() {
        return arn.replaceFirst("/[^/]*$", "");
    }

    Instant created() {
        return created;
    }

    Map<String, String> tags() {
        return tags;
    }

    Revision revision() {
        return revision;
    }

    void become(Revision next) {
        revision = next;
    }
}
