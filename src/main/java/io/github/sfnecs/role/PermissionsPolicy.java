package io.github.sfnecs.role;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.State;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.asl.Use;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What the state machine's role is allowed: what its definition needs, and nothing else. Derived from the definition, never
 * from the configuration.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
 */
public final class PermissionsPolicy {
    private final Scope scope;
    private final Function<String, TaskShape> taskDefinitions;

    /** Policies in this scope, for task definitions that are looked up by the name that a state gives. */
    public PermissionsPolicy(Scope scope, Function<String, TaskShape> taskDefinitions) {
        this.scope = scope;
        this.taskDefinitions = taskDefinitions;
    }

    /**
     * The policy for a definition whose states need this; without statements where they need nothing.
     *
     * @throws ProblemException with every state whose permissions do not follow from the definition
     */
    public PolicyDocument of(List<Use> uses) {
        List<Problem> problems = uses.stream().flatMap(this::problems).toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        List<String> assumed = uses.stream()
                .flatMap(use -> use.state().credentials().literal().stream())
                .distinct()
                .sorted()
                .toList();
        // with another role a state needs nothing else of this one
        List<TaskUse> tasks = uses.stream()
                .filter(use -> use.state().credentials() instanceof Ref.Missing)
                .filter(TaskUse.class::isInstance)
                .map(TaskUse.class::cast)
                .toList();
        List<IamStatement> statements = new ArrayList<>(new TaskStatements(scope, taskDefinitions).of(tasks));
        if (!assumed.isEmpty()) {
            IamStatement.Builder assume = allow("AssumeRole", "sts:AssumeRole");
            assumed.forEach(assume::addResource);
            statements.add(assume.build());
        }
        return statements.isEmpty()
                ? PolicyDocument.empty()
                : PolicyDocument.of(IamPolicy.builder().statements(statements).build());
    }

    static IamStatement.Builder allow(String sid, String action) {
        return IamStatement.builder().sid(sid).effect(IamEffect.ALLOW).addAction(action);
    }

    private Stream<Problem> problems(Use use) {
        State state = use.state();
        if (!(state.credentials() instanceof Ref.Missing)) {
            return Stream.concat(
                    undecided(state, "Credentials.RoleArn", state.credentials()).stream(),
                    state
                            .credentials()
                            .literal()
                            .filter(arn -> !TaskRole.isArn(arn))
                            .map(arn -> notARole(state, arn))
                            .stream());
        }
        if (use instanceof TaskUse task) {
            return Stream.concat(
                    use.deciding().entrySet().stream()
                            .flatMap(one -> undecided(state, one.getKey(), one.getValue()).stream()),
                    TaskStatements.notACluster(scope, task).stream());
        }
        return use instanceof Use.InlineMap ? Stream.empty() : Stream.of(underivable(use));
    }

    /** What decides about permissions has to be in the definition itself; the execution's input is unknown beforehand. */
    private static Optional<Problem> undecided(State state, String name, Ref value) {
        if (value instanceof Ref.Literal) {
            return Optional.empty();
        }
        String runs = value instanceof Ref.Dynamic dynamic
                ? name + " comes from " + dynamic.expression() + ", which is known only when the state runs. "
                : "";
        return Optional.of(Problem.failed(
                name.startsWith("Credentials")
                        ? "The definition does not say which role the state takes."
                        : "The definition does not say which " + name + " its ECS task has.",
                "state " + state.name(),
                runs + "The permissions of the role follow from the definition, so " + name
                        + " has to be written there.",
                "Give " + name + " a literal value"));
    }

    private static Problem notARole(State state, String arn) {
        return Problem.failed(
                "Credentials.RoleArn '" + arn + "' is not the ARN of one role.",
                "state " + state.name(),
                "The state machine's role may assume exactly the roles that its definition names.",
                "Write the role's whole ARN, without wildcards");
    }

    private static Problem underivable(Use use) {
        State state = use.state();
        String what = state.type().equals("Map")
                ? "a distributed Map state"
                : "a state with the Resource " + state.body().path("Resource").asText();
        return Problem.failed(
                "What the role needs for the state " + state.name() + " can't be derived.",
                "state " + state.name(),
                "It is " + what + "; only the permissions for ECS tasks follow from the definition.",
                "Set roleArn to a role that has what that state needs");
    }
}
