package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A service that takes what it is told, if the role may, and remembers it. A test gives other answers with {@code FakeAccount.answers}.
 *
 * @param service as the history names it
 * @param action the IAM action, for that of the service
 * @param resources what the role must be allowed it on
 * @param denied what the service says to who may not
 * @param answer what it answers
 */
record Recorder(
        String service,
        Account account,
        Sdk sdk,
        UnaryOperator<String> action,
        Function<Call, Iterable<String>> resources,
        UnaryOperator<AwsError> denied,
        Function<Call, ObjectNode> answer)
        implements Service {

    @Override
    public JsonNode call(Call call) {
        try {
            for (String resource : resources.apply(call)) {
                require(call, resource);
                account.remember(service, call.action(), resource, Json.write(call.parameters()));
            }
            ObjectNode answered = answer.apply(call);
            String operation = call.action().substring(0, 1).toUpperCase(Locale.ROOT)
                    + call.action().substring(1);
            return account.differences()
                    .getOrDefault(operation, UnaryOperator.identity())
                    .apply(answered);
        } catch (AwsError e) {
            throw sdk.failure(e);
        }
    }

    private void require(Call call, String resource) {
        try {
            call.role().get().require(action.apply(call.action()), resource, Map.of());
        } catch (AwsError e) {
            throw denied.apply(e);
        }
    }

    /** EventBridge answers for each event. */
    static StateFailure failedEntry(ObjectNode answer) {
        return new StateFailure("EventBridge.FailedEntry", Json.write(answer));
    }
}
