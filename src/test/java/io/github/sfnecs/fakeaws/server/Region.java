package io.github.sfnecs.fakeaws.server;

import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ec2.Ec2;
import io.github.sfnecs.fakeaws.ecr.Ecr;
import io.github.sfnecs.fakeaws.ecs.Ecs;
import io.github.sfnecs.fakeaws.iam.IamOperations;
import io.github.sfnecs.fakeaws.states.States;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.HashMap;
import java.util.Map;

/** The services of one account as a client in one region sees them. */
final class Region {

    private final Map<String, Map<String, Operation>> services = new HashMap<>();

    Region(Place place, Account account) {
        Ecs ecs = new Ecs(place, account);
        States states = new States(place, account, ecs);
        ecs.callbacks(states.callbacks());
        services.put("ecs", ecs.operations());
        services.put("ecr", new Ecr(place, account.knobs()).operations());
        services.put("ec2", new Ec2(account).operations());
        services.put("logs", account.logs(place.region()).operations());
        services.put("states", states.operations());
        services.put("iam", new IamOperations(place, account.iam(), account.timeline()).operations());
    }

    Map<String, Operation> operations(String service) {
        return services.getOrDefault(service, Map.of());
    }
}
