package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.states.definition.Casing;
import io.github.sfnecs.fakeaws.wire.AwsError;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** How Step Functions' SDK answers Step Functions. */
public final class StartedExecutions {

    private StartedExecutions() {}

    public static ObjectNode answer(Instant at, Supplier<ObjectNode> start) {
        try {
            ObjectNode started = start.get();
            started.put("startDate", at.toEpochMilli());
            return new SdkAnswer(at).of((ObjectNode) Casing.pascal(started));
        } catch (AwsError e) {
            throw Sdk.STATES.failure(e);
        }
    }

    public static void require(Supplier<Principal> role, String action, String resource) {
        try {
            role.get().require(action, resource, Map.of());
        } catch (AwsError e) {
            throw Sdk.STATES.failure(e);
        }
    }
}
