package io.github.sfnecs.fakeaws.world;

import io.github.sfnecs.fakeaws.ec2.Ec2;
import io.github.sfnecs.fakeaws.ecs.Ecs;
import io.github.sfnecs.fakeaws.iam.IamOperations;
import io.github.sfnecs.fakeaws.logs.Logs;
import io.github.sfnecs.fakeaws.states.States;
import io.github.sfnecs.fakeaws.wire.Operation;
import java.util.HashMap;
import java.util.Map;

/** The services of one account as a client in one region sees them. */
public final class Region {

    private final Map<String, Map<String, Operation>> services = new HashMap<>();
    private final Logs logs;

    Region(Place place, Account account) {
        logs = new Logs(account);
        Ecs ecs = new Ecs(place, account);
        States states = new States(place, account, ecs);
        ecs.callbacks(states.callbacks());
        services.put("ecs", ecs.operations());
        services.put("ec2", new Ec2(account).operations());
        services.put("logs", logs.operations());
        services.put("states", states.operations());
        services.put("iam", new IamOperations(place, account.iam(), account.timeline()).operations());
    }

    /** CloudWatch Logs. */
    public Logs logs() {
        return logs;
    }

    public Map<String, Operation> operations(String service) {
        return services.getOrDefault(service, Map.of());
    }
}
