package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.states.definition.IntegrationPattern;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import java.time.Duration;
import java.util.function.Supplier;

/** A service that Task states call. */
public interface Service {

    /**
     * What a state asks for.
     *
     * @param role in whose name; asked again each time that Step Functions assumes it
     */
    record Call(Supplier<Principal> role, String action, JsonNode parameters, IntegrationPattern pattern) {
        ObjectNode object() {
            return (ObjectNode) parameters;
        }
    }

    /** A job that Step Functions has to see to its end. */
    interface Job {
        void stop();
    }

    /** Who waits for the end of a job. */
    interface Waiting {
        boolean over();

        void succeed(JsonNode output);

        void fail(StateFailure failure);
    }

    /** Looks at the parameters, and adds to them, before anything happens. */
    default void prepare(JsonNode parameters, IntegrationPattern pattern) {}

    /** Looks at an answer before Step Functions waits for what has been started. */
    default void accept(JsonNode answer) {}

    /** What it answers; {@link StateFailure} for an error. */
    JsonNode call(Call call);

    /** How long it takes until it answers. */
    default Duration takes(Call call) {
        return Duration.ZERO;
    }

    /** Sees to the end of what has been started. */
    default Job follow(Call call, JsonNode answer, Waiting waiting) {
        throw new IllegalStateException(call.action() + " is not a job");
    }
}
