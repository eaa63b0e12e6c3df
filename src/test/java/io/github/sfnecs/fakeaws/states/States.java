package io.github.sfnecs.fakeaws.states;

import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ecs.Ecs;
import io.github.sfnecs.fakeaws.ecs.TaskCallbacks;
import io.github.sfnecs.fakeaws.states.services.Services;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * Step Functions in one region.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html">Step Functions API</a>
 */
public final class States {

    private final Map<String, Operation> operations = new HashMap<>();
    private final TaskTokens tokens = new TaskTokens();

    public States(Place place, Account account, Ecs ecs) {
        StateMachines machines = new StateMachines(place, account);
        Services services = new Services(place, account, ecs);
        operations.putAll(machines.operations());
        Executions executions = new Executions(place, account, services, tokens, machines);
        services.add("states", new NestedExecutions(account, executions));
        operations.putAll(executions.operations());
        operations.putAll(tokens.operations());
    }

    public Map<String, Operation> operations() {
        return operations;
    }

    public TaskCallbacks callbacks() {
        return tokens;
    }
}
