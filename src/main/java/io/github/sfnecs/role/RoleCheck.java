package io.github.sfnecs.role;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.aws.BuildCache;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.IamException;

/** Looks whether the role is fit for a definition before the definition is deployed; changes nothing. */
public final class RoleCheck {
    private static final String REPAIR = "mvn sfn-ecs:ensure-role";
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final double GROWTH = 2;
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private final StateMachineRole role;
    private final AwsClients aws;
    private final Time time;
    private final Console console;
    private final Supplier<Optional<ActualRole>> reading;

    /** Starts to read the role, unless an earlier goal of this build has found it as it has to be. */
    public RoleCheck(StateMachineRole role, AwsClients aws, BuildCache answers, Time time, Console console) {
        this.role = role;
        this.aws = aws;
        this.time = time;
        this.console = console;
        Optional<ActualRole> known = answers.find(ActualRole.class, role.name());
        this.reading = known.isPresent() ? () -> known : aws.ahead(() -> ActualRole.read(aws, role, Optional.empty()));
    }

    /**
     * Says what the role lacks.
     *
     * @return the role's ARN; a role that is there already has a path of its own
     * @throws ProblemException if there is no such role, and this is not a dry run, in which ensure-role did not create it
     */
    public String check(RequiredPolicies required, Mode mode) {
        try {
            Optional<ActualRole> actual = reading.get();
            if (actual.isEmpty() && role instanceof StateMachineRole.Managed && mode == Mode.APPLY) {
                actual = lookAgain();
            }
            if (actual.isEmpty()) {
                absent(mode);
            } else if (role instanceof StateMachineRole.Managed) {
                sayWhatIsLacking(actual.get(), required);
            }
            return actual.map(ActualRole::arn).orElse(role.arn());
        } catch (IamException e) {
            if (!AwsProblems.denied(e)) {
                throw e;
            }
            console.warn(
                    "Not checked: the role " + role.arn() + ", since you may not read it. " + AwsProblems.message(e));
            return role.arn();
        }
    }

    /** A role that ensure-role created a moment ago may not be known everywhere yet. */
    private Optional<ActualRole> lookAgain() {
        Backoff backoff = new Backoff(time, FIRST, GROWTH, AT_MOST, AT_MOST);
        backoff.pause();
        return backoff.until(Optional::isPresent, () -> ActualRole.read(aws, role, Optional.empty()));
    }

    private void sayWhatIsLacking(ActualRole actual, RequiredPolicies required) {
        boolean ours = OwnershipTag.on(actual.tags(), role.stateMachineArn());
        // our own role has all it needs in our own policies; another may have it anywhere
        List<PolicyDocument> policies = ours ? own(actual, required) : new RolePolicies(aws.iam()).all(role.name());
        List<Access> lacking = new Grants(policies).lacking(Access.allowedBy(required.all()));
        if (!lacking.isEmpty()) {
            console.warn("The role " + role.name() + " does not fit this definition. It lacks:"
                    + lacking.stream().map(request -> "\n  " + request.text()).collect(Collectors.joining())
                    + (ours
                            ? "\nTo add it: " + REPAIR
                            : "\nTo take it over and add it: " + REPAIR + " -Dsfn-ecs.adoptRole"));
        }
    }

    private List<PolicyDocument> own(ActualRole actual, RequiredPolicies required) {
        Optional<PolicyDocument> additional = required.additional().statements().isEmpty()
                ? Optional.empty()
                : actual.additional().or(() -> new RolePolicies(aws.iam()).additional(role.name()));
        return Stream.concat(actual.ours().stream(), additional.stream()).toList();
    }

    private void absent(Mode mode) {
        boolean ours = role instanceof StateMachineRole.Managed;
        if (ours && mode == Mode.DRY_RUN) {
            console.info("The role " + role.arn() + " does not exist yet; " + REPAIR + " creates it.");
            return;
        }
        Problem problem = Problem.failed(
                "The state machine's role does not exist.",
                role.arn(),
                "A state machine can't be deployed without its role.",
                ours ? REPAIR : "Ask its owner to create it, or leave roleArn out and run " + REPAIR);
        if (mode == Mode.APPLY) {
            throw new ProblemException(problem);
        }
        console.warn(problem.text());
    }
}
