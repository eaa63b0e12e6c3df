package io.github.sfnecs.role;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.BuildCache;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.change.Changes;
import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.OtherPolicies;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Finds out what has to change so that the state machine's role exists with exactly the trust and the permissions that its
 * definition needs. Of the policies it looks after the trust policy and two inline policies of ours; all others are left alone.
 */
public final class EnsureRole {
    private final AwsClients aws;
    private final BuildCache answers;
    private final Console console;
    private final KeptPermissions kept;

    /**
     * Works with these clients.
     *
     * @param answers remembers a role that is as it has to be
     * @param console is told what it finds
     * @param running what executions need that run; asked for where something would be taken away from the role
     */
    public EnsureRole(
            AwsClients aws, BuildCache answers, Console console, Supplier<List<KeptPermissions.Earlier>> running) {
        this.aws = aws;
        this.answers = answers;
        this.console = console;
        this.kept = new KeptPermissions(running, console);
    }

    /**
     * Compares the role with what is required; makes no writing call.
     *
     * @param role the wanted role
     * @param required what it has to be; asked for while the role is being read
     * @return what has to be changed, nothing for a role that someone else owns
     * @throws ProblemException if a role of this name is not ours and may not be adopted
     */
    public Changes plan(StateMachineRole role, Supplier<RequiredPolicies> required) {
        Optional<OtherPolicies> others = role instanceof StateMachineRole.Managed
                ? Optional.of(new OtherPolicies(aws, role.name()))
                : Optional.empty();
        Supplier<Optional<ActualRole>> reading = aws.ahead(() -> ActualRole.read(aws, role, others));
        RequiredPolicies policies = required.get();
        Optional<ActualRole> actual = reading.get();
        Changes changes = compare(role, actual, policies);
        actual.flatMap(found -> others).ifPresent(found -> found.tell(console));
        answers.forget(ActualRole.class, role.name());
        if (changes.none()) {
            actual.ifPresent(found -> answers.remember(ActualRole.class, role.name(), found));
        }
        return changes;
    }

    /** What has to be changed in a role that was read, nothing for a role that someone else owns. */
    Changes compare(StateMachineRole role, Optional<ActualRole> actual, RequiredPolicies policies) {
        if (role instanceof StateMachineRole.Managed managed) {
            return actual.map(found -> repair(managed, found, kept.with(policies, found)))
                    .orElseGet(() -> create(managed, policies));
        }
        report(role, actual, policies);
        return new Changes();
    }

    private void report(StateMachineRole role, Optional<ActualRole> actual, RequiredPolicies policies) {
        ActualRole found = actual.orElseThrow(() -> new ProblemException(Problem.configuration(
                "roleArn '" + role.arn() + "': there is no such role",
                "Ask its owner to create it, or leave roleArn out and let ensure-role create one")));
        boolean trusted = TrustPolicy.letsStepFunctionsIn(found.trust(), policies.trust());
        List<Access> lacking = lacking(role, policies);
        if (trusted && lacking.isEmpty()) {
            console.info("Role " + role.arn() + " belongs to someone else; it has all that the definition needs.");
            return;
        }
        console.warn("Role " + role.arn() + " belongs to someone else and is not changed. It lacks:"
                + (trusted ? "" : "\n  trust: states.amazonaws.com may not assume it for " + role.stateMachineArn())
                + listed(lacking)
                + "\nAsk its owner to add it; trust-policy.json and permissions-policy.json in target/sfn-ecs say all"
                + " that is needed.");
    }

    private List<Access> lacking(StateMachineRole role, RequiredPolicies policies) {
        return new Grants(new RolePolicies(aws.iam()).all(role.name()))
                .lacking(Access.allowedBy(policies.permissions()));
    }

    private static String listed(List<Access> lacking) {
        return lacking.stream().map(request -> "\n  " + request.text()).collect(Collectors.joining());
    }

    private Changes create(StateMachineRole.Managed role, RequiredPolicies policies) {
        Changes changes = new Changes()
                .add(
                        "Role " + role.arn() + " will be created, with this trust policy:",
                        Optional.empty(),
                        policies.trust().json(),
                        new RoleCreation(aws, role, policies.trust())::run);
        new InlinePolicies(iam(), role.name()).compare(changes, Optional.empty(), policies);
        return changes;
    }

    private Changes repair(StateMachineRole.Managed role, ActualRole actual, RequiredPolicies policies) {
        Changes changes = new Changes();
        if (!OwnershipTag.on(actual.tags(), role.stateMachineArn())) {
            if (role.adoption() == Adoption.REFUSE
                    && OwnershipTag.absent(actual.tags())
                    && fits(role, actual, policies)) {
                console.warn("The role " + actual.arn() + " has no tag " + OwnershipTag.KEY + ": this plugin did not"
                        + " create it, or this endpoint loses tags. It is as the definition needs it, so nothing is"
                        + " changed.");
                return changes;
            }
            adopt(role, actual, policies);
        }
        // first of all: a caller may be bound to change nothing of a role without its boundary
        boundary(changes, role, actual);
        if (!actual.trust().equals(policies.trust())) {
            changes.add(
                    "Role " + role.name() + ": the trust policy will change:",
                    Optional.of(actual.trust().json()),
                    policies.trust().json(),
                    () -> iam().updateAssumeRolePolicy(request -> request.roleName(role.name())
                            .policyDocument(policies.trust().compact())));
        }
        new InlinePolicies(iam(), role.name()).compare(changes, Optional.of(actual), policies);
        tags(changes, role, actual);
        return changes;
    }

    /** Whether all but its tags is as it shall be. */
    private static boolean fits(StateMachineRole.Managed role, ActualRole actual, RequiredPolicies policies) {
        return actual.trust().equals(policies.trust())
                && actual.ours().equals(Optional.of(policies.permissions()))
                && actual.additional().orElseGet(PolicyDocument::empty).equals(policies.additional())
                && (role.permissionsBoundaryArn().isEmpty()
                        || role.permissionsBoundaryArn().equals(actual.permissionsBoundaryArn()));
    }

    private void adopt(StateMachineRole.Managed role, ActualRole actual, RequiredPolicies policies) {
        String owner = Optional.ofNullable(actual.tags().get(OwnershipTag.KEY))
                .map(arn -> "It serves the state machine " + arn + ".")
                .orElseGet(() -> "It has no tag " + OwnershipTag.KEY
                        + (actual.ours().isPresent()
                                ? ", though it has our policy " + RolePolicies.OURS
                                        + ": somebody took the tag off, or this endpoint loses tags."
                                : ", so this plugin did not create it."));
        if (!actual.arn().endsWith("/" + role.name())) {
            owner += " Its name differs in case, which IAM does not distinguish.";
        }
        if (role.adoption() == Adoption.REFUSE) {
            throw new ProblemException(Problem.failed(
                    "The role " + role.name() + " exists and is not ours, so it is not changed.",
                    actual.arn(),
                    owner,
                    "Choose another roleName; or take this role over with -Dsfn-ecs.adoptRole (add -Dsfn-ecs.dryRun to"
                            + " see what would change); or set roleArn to use it unchanged"));
        }
        List<Access> lacking = lacking(role, policies);
        boolean trustStays = actual.trust().equals(policies.trust());
        console.info("Adopting the role " + actual.arn() + ". " + owner
                + (lacking.isEmpty() ? "\nIts policies allow all that the definition needs." : "\nIt lacks:")
                + listed(lacking)
                + (trustStays
                        ? "\nIts trust policy stays."
                        : "\nIts trust policy will change, to trust only this state machine.")
                + " Its other policies stay.");
    }

    private void boundary(Changes changes, StateMachineRole.Managed role, ActualRole actual) {
        role.permissionsBoundaryArn()
                .filter(wanted -> !actual.permissionsBoundaryArn().equals(Optional.of(wanted)))
                .ifPresent(wanted -> changes.add(
                        "Role " + role.name() + ": the permissions boundary will change:",
                        actual.permissionsBoundaryArn().map(Json::of),
                        Json.of(wanted),
                        () -> iam().putRolePermissionsBoundary(
                                        request -> request.roleName(role.name()).permissionsBoundary(wanted))));
    }

    private void tags(Changes changes, StateMachineRole.Managed role, ActualRole actual) {
        Map<String, String> missing =
                OwnershipTag.missing(OwnershipTag.with(role.tags(), role.stateMachineArn()), actual.tags());
        if (!missing.isEmpty()) {
            Map<String, String> before = new TreeMap<>(actual.tags());
            before.keySet().retainAll(missing.keySet());
            changes.add(
                    "Role " + role.name() + ": tags will change:",
                    Optional.of(before).filter(some -> !some.isEmpty()).map(Json::of),
                    Json.of(missing),
                    () -> iam().tagRole(request -> request.roleName(role.name()).tags(RoleCreation.tags(missing))));
        }
    }

    private IamClient iam() {
        return aws.iam();
    }
}
