package io.github.sfnecs.verdict;

import io.github.sfnecs.arn.RoleArn;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What to do about a denial. Whoever holds a task token can write one into the cause of a failure, so a role is only to be changed
 * where it is the one that the execution runs with.
 *
 * @param said the whole of what AWS says
 * @param denied what it says of a denial
 * @param circumstances with the execution's role, where that is known
 */
public record Denial(String said, AccessDenied denied, Circumstances circumstances) {
    static final String CHANGE_THAT_POLICY = "Change that policy; what the others allow does not count";

    /** What to do about words that anybody may have written. */
    static final String UNPROVEN =
            "Believe it only if AWS said it: a container that holds a task token can write such a cause. If it is true, ask who"
                    + " keeps that principal; no goal of this plugin changes it";

    private static final String REPAIR = "mvn sfn-ecs:ensure-role";

    /** The problem that it is; the policies of the execution's role say what they allow now. */
    public Problem problem(String what, String where, Function<AccessDenied, PolicyInPlace> policies) {
        Optional<String> role = circumstances.role();
        boolean known = role.filter(denied::isOf).isPresent();
        if (role.isPresent() && !known) {
            return ofSomebodyElse(what, where, role.get());
        }
        if (!known && !new Principal(denied, said).mayBeOfStepFunctions()) {
            return ofAnother(what, where);
        }
        String why = (known ? "The state machine's role " + name() : denied.principal())
                + (denied.action().equals("iam:PassRole")
                        ? " may not pass " + (denied.resource().isEmpty() ? "a role" : "the role " + denied.resource())
                                + " to the task (iam:PassRole)."
                        : " is not allowed " + denied.action()
                                + (denied.resource().isEmpty() ? "" : " on " + denied.resource()) + ".");
        if (denied.forbidding().isPresent()) {
            return Problem.failed(
                    what,
                    where,
                    why + " What forbids it is " + denied.forbidding().get() + ".\n" + said,
                    CHANGE_THAT_POLICY + page());
        }
        PolicyInPlace policy = known ? policies.apply(denied) : PolicyInPlace.UNKNOWN;
        String mended = fix(policy) + addition(policy);
        return Problem.failed(
                what,
                where,
                why + " " + (known ? state(policy) : "Whether that is the state machine's role is not known here.")
                        + "\n" + said + likely(policy),
                (known ? mended : "If that is the state machine's role: " + mended + "\nElse: " + give()) + page());
    }

    /** A user, or a role that Step Functions does not work with: what the state machine's role may do is of no use to it. */
    private Problem ofAnother(String what, String where) {
        Principal principal = new Principal(denied, said);
        return Problem.failed(
                what,
                where,
                principal.sentence() + " That is not the state machine's role, which is not asked here.\n"
                        + denied.forbidding()
                                .map(policy -> "What forbids it is " + policy + ".\n")
                                .orElse("")
                        + said,
                (denied.forbidding().isPresent() ? CHANGE_THAT_POLICY : give()) + page());
    }

    private Problem ofSomebodyElse(String what, String where, String stateMachines) {
        return Problem.failed(
                what,
                where,
                "It says that " + denied.principal() + " may not do " + denied.action()
                        + ". That is not the state machine's role, " + stateMachines + ".\n" + said,
                UNPROVEN + page());
    }

    private String give() {
        return circumstances.pasted() ? new Principal(denied, said).give() : UNPROVEN;
    }

    private String name() {
        return circumstances.role().map(arn -> new RoleArn(arn).name()).orElseThrow();
    }

    private String page() {
        return KnownFailure.in(said).map(failure -> "\nsee " + failure.page()).orElse("");
    }

    private String likely(PolicyInPlace policy) {
        return policy == PolicyInPlace.UNKNOWN
                ? KnownFailure.in(said)
                        .map(failure -> "\n" + failure.likely(said))
                        .orElse("")
                : "";
    }

    private static String state(PolicyInPlace policy) {
        return switch (policy) {
            case ALLOWS -> "Its policy allows it by now: IAM has not caught up with the policy yet.";
            case LACKS_AND_IS_OURS -> "This plugin keeps the role.";
            case LACKS_AND_IS_FOREIGN -> "This plugin did not create the role.";
            case UNKNOWN -> "Its policies were not read.";
        };
    }

    private String fix(PolicyInPlace policy) {
        return switch (policy) {
            case ALLOWS -> "Wait a minute, then mvn sfn-ecs:execute";
            case LACKS_AND_IS_OURS -> repair();
            case LACKS_AND_IS_FOREIGN ->
                repair() + " -Dsfn-ecs.adoptRole -Dsfn-ecs.roleName=" + Command.word(name())
                        + "\nIt takes the role over and adds what is missing; with -Dsfn-ecs.dryRun it only says so."
                        + "\nWhere the POM sets roleArn the role stays its owner's: " + REPAIR
                        + " lists what to ask for.";
            case UNKNOWN -> repair() + "; if that changes nothing, IAM has not caught up yet: wait a minute";
        };
    }

    /** What only the input decides does not follow from the definition, so that nobody but the user can give it to the role. */
    private String addition(PolicyInPlace policy) {
        boolean follows = denied.resource().isEmpty()
                || Stream.of("ecs:", "iam:", "kms:", "events:PutRule", "events:PutTargets", "events:DescribeRule")
                        .anyMatch(denied.action()::startsWith);
        return follows || policy == PolicyInPlace.ALLOWS
                ? ""
                : "\nWhere definitionFile leaves " + denied.resource()
                        + " to the input, ensure-role adds nothing: allow it in the file of additionalPermissions first";
    }

    /** With which key a bucket is encrypted no definition says, so nothing of it follows until the user does. */
    private String repair() {
        return denied.action().startsWith("kms:")
                ? "Name the key in the POM, as kmsKeyArn or resultsKmsKeyArn of the map, or in additionalPermissions; then "
                        + REPAIR
                : REPAIR;
    }
}
