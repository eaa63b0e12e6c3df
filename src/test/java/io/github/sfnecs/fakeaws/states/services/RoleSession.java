package io.github.sfnecs.fakeaws.states.services;

import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.iam.Authorizer;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.states.definition.RoleChecks;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * In whose name a state calls: that of its machine's role or, with Credentials, that of a role which this one assumes.
 *
 * @param machineArn whose role it is
 * @param other the role of the state's Credentials
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html">Credentials</a>
 */
public record RoleSession(Place place, Account account, String roleArn, String machineArn, Optional<String> other)
        implements Supplier<Principal> {
    private static final String LETTERS = "BItoDlWzsCkJYian";

    @Override
    public Principal get() {
        if (!new RoleChecks(place, account).trusted(roleArn, machineArn)) {
            throw new StateFailure("States.TaskFailed", RoleChecks.NOT_TRUSTED);
        }
        other.ifPresent(this::requireAssumable);
        return new Principal.AssumedRole(place, account.iam().authorizer(), other.orElse(roleArn), name());
    }

    /** Letters only, as in https://github.com/aws/aws-cdk/issues/32144 ; those of a task are its id. */
    private static String name() {
        return UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .mapToObj(digit -> LETTERS.substring(Character.digit(digit, 16), Character.digit(digit, 16) + 1))
                .collect(Collectors.joining());
    }

    private void requireAssumable(String target) {
        if (!target.startsWith(place.globalArn("iam", "role/"))) {
            throw new NotEmulated("Credentials of another account");
        }
        Authorizer authorizer = account.iam().authorizer();
        if (!authorizer.decide(roleArn, "sts:AssumeRole", target, Map.of()).allowed()
                || !authorizer.evaluateTrustOfPrincipal(target, place.account(), roleArn)) {
            throw new StateFailure(
                    "States.TaskFailed",
                    "The role " + roleArn + " is not authorized to assume the task state's role, " + target + ".");
        }
    }
}
