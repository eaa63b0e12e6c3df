package io.github.sfnecs.role;

import static io.github.sfnecs.diagnostic.Finding.Area.STATE_MACHINE_ROLE;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.BuildCache;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.change.Changes;
import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Access.Sampled;
import io.github.sfnecs.iam.OtherPolicies;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.iam.Simulation;
import io.github.sfnecs.iam.Simulation.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether the state machine's role lets an execution do all that its definition needs: the role that is there, or the one that
 * ensure-role would create. Changes nothing.
 */
public final class StateMachineRoleCheck {
    private static final String ENSURE = "mvn sfn-ecs:ensure-role";

    private final StateMachineRole role;
    private final AwsClients aws;
    private final Supplier<Optional<ActualRole>> reading;
    private final Optional<OtherPolicies> others;

    /** Starts to read the role. */
    public StateMachineRoleCheck(StateMachineRole role, AwsClients aws) {
        this.role = role;
        this.aws = aws;
        this.others = role instanceof StateMachineRole.Managed
                ? Optional.of(new OtherPolicies(aws, role.name()))
                : Optional.empty();
        this.reading = aws.ahead(() -> ActualRole.read(aws, role, others));
    }

    /** The role's ARN; a role that is there has a path of its own. */
    public String arn() {
        return reading.get().map(ActualRole::arn).orElse(role.arn());
    }

    /**
     * What is found.
     *
     * @param required what the definition needs
     * @param taskDefinitionArns the revisions that run today
     */
    public List<Finding> findings(RequiredPolicies required, List<String> taskDefinitionArns) {
        List<Sampled> requests = Access.allowedBy(required.permissions()).stream()
                .map(request -> request.sampled(taskDefinitionArns))
                .toList();
        return Look.at(
                STATE_MACHINE_ROLE,
                "The role " + role.name(),
                () -> reading.get()
                        .map(actual -> there(actual, required, requests))
                        .orElseGet(() -> absent(required, requests)));
    }

    /**
     * What ensure-role would change, as it prints it itself.
     *
     * @param running what executions need that run
     */
    public List<Finding> drift(RequiredPolicies required, Supplier<List<KeptPermissions.Earlier>> running) {
        if (role instanceof StateMachineRole.Foreign) {
            return List.of();
        }
        return Look.at(Finding.Area.DRIFT, "The role " + role.name(), () -> {
            Supplier<Changes> changes = () -> new EnsureRole(aws, new BuildCache(), Console.silent(), running)
                    .compare(role, reading.get(), required);
            return List.of(
                    Changes.drift("The role " + role.name(), reading.get().isPresent(), changes, ENSURE));
        });
    }

    private List<Finding> absent(RequiredPolicies required, List<Sampled> requests) {
        if (role instanceof StateMachineRole.Managed managed) {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.passed(
                    STATE_MACHINE_ROLE, role.name() + " does not exist yet; " + ENSURE + " creates it, as follows."));
            findings.addAll(judged(
                    new Simulation(aws).of(required.permissions(), boundary(managed), requests), Optional.empty()));
            return findings;
        }
        return List.of(Finding.failed(
                STATE_MACHINE_ROLE,
                "There is no role " + role.arn() + ".",
                KnownFailure.TRUST,
                "Ask its owner to create it, or leave roleArn out and run " + ENSURE));
    }

    private Optional<PolicyDocument> boundary(StateMachineRole.Managed managed) {
        return managed.permissionsBoundaryArn().map(new RolePolicies(aws.iam())::managed);
    }

    private List<Finding> there(ActualRole actual, RequiredPolicies required, List<Sampled> requests) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                TrustPolicy.letsStepFunctionsIn(actual.trust(), required.trust())
                        ? Finding.passed(STATE_MACHINE_ROLE, role.name() + " trusts Step Functions.")
                        : Finding.failed(
                                STATE_MACHINE_ROLE,
                                role.name() + " does not let states.amazonaws.com assume it for "
                                        + role.stateMachineArn() + ".",
                                KnownFailure.TRUST,
                                fix(
                                        actual,
                                        "its trust policy has to be\n"
                                                + required.trust().text())));
        findings.addAll(Look.at(
                STATE_MACHINE_ROLE,
                "What " + role.name() + " may do",
                () -> judged(new Simulation(aws).of(actual.arn(), requests), Optional.of(actual))));
        others.ifPresent(other -> findings.addAll(
                Look.at(STATE_MACHINE_ROLE, "Which other policies " + role.name() + " has", other::findings)));
        return findings;
    }

    private List<Finding> judged(List<Decision> decisions, Optional<ActualRole> actual) {
        List<Finding> findings = new ArrayList<>();
        decisions.stream()
                .filter(Decision::denied)
                .map(decision -> denied(decision, actual))
                .forEach(findings::add);
        Simulation.notChecked(STATE_MACHINE_ROLE, role.name(), decisions).ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(Finding.passed(
                    STATE_MACHINE_ROLE,
                    role.name() + " may do all that the definition needs: "
                            + decisions.stream()
                                    .map(decision -> decision.request().action())
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
        return findings;
    }

    private Finding denied(Decision decision, Optional<ActualRole> actual) {
        Access request = decision.request();
        String says = role.name() + " may not " + request.text() + ": "
                + decision.verdict().text() + ".";
        String fix = decision.verdict().forbids() || actual.isEmpty()
                ? "Change what forbids it; what other policies allow does not count"
                : fix(actual.get(), "it needs the statement\n" + request.statement());
        return stops(request)
                ? Finding.failed(
                        STATE_MACHINE_ROLE,
                        says,
                        "Where an execution is stopped, its task would run on, and cost.",
                        fix)
                : Finding.failed(STATE_MACHINE_ROLE, says, predicted(request), fix);
    }

    private static boolean stops(Access request) {
        return request.action().equals("ecs:StopTask");
    }

    private static KnownFailure predicted(Access request) {
        return switch (request.action()) {
            case "iam:PassRole" -> KnownFailure.PASS_ROLE;
            case "ecs:RunTask" -> KnownFailure.RUN_TASK;
            case "ecs:TagResource" -> KnownFailure.TAG_RESOURCE;
            case "ecs:DescribeTasks" -> KnownFailure.OTHER_ECS;
            default -> KnownFailure.MANAGED_RULE;
        };
    }

    /** Of a role of somebody else what to ask its owner for. */
    private String fix(ActualRole actual, String otherwise) {
        if (role instanceof StateMachineRole.Managed managed) {
            boolean mayChange =
                    OwnershipTag.on(actual.tags(), role.stateMachineArn()) || managed.adoption() == Adoption.ADOPT;
            return mayChange ? ENSURE : ENSURE + " -Dsfn-ecs.adoptRole takes the role over; or " + otherwise;
        }
        return "Ask the owner of " + role.arn() + ": " + otherwise;
    }
}
