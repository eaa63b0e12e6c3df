package io.github.sfnecs.fakeaws.ecs;

import io.github.sfnecs.fakeaws.iam.Authorizer;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Fargate's agent in the name of a task's execution role, in a session named like the task. */
record ExecutionRole(Place place, Authorizer authorizer, Task.Identity task) {

    /** What the agent reports if the role may not do this; nothing about a role that is not there or not this account's. */
    Optional<String> refusal(String service, String action, String resource) {
        return task.roles()
                .execution()
                .filter(role -> role.startsWith(place.globalArn("iam", "role/")))
                .flatMap(role -> denial(role, action, resource))
                .map(denial -> answer(service, action) + "api error " + denial);
    }

    Optional<String> refusal(Secret secret) {
        return refusal(secret.service(), secret.action(), secret.arn());
    }

    private Optional<String> denial(String role, String action, String resource) {
        try {
            new Principal.AssumedRole(place, authorizer, role, task.id()).require(action, resource, Map.of());
            return Optional.empty();
        } catch (AwsError e) {
            return Optional.of(e.code() + ": " + e.getMessage());
        }
    }

    /** How the agent's SDK begins to report an error. */
    static String answer(String service, String action) {
        return "operation error " + service + ": " + action.substring(action.indexOf(':') + 1)
                + ", https response error StatusCode: 400, RequestID: " + UUID.randomUUID() + ", ";
    }
}
