package io.github.sfnecs.tables;

import static io.github.sfnecs.grants.Additions.none;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.asl.Use;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.bound.OwnDefinition;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.role.PermissionsPolicy;
import io.github.sfnecs.source.DefinitionFile;
import io.github.sfnecs.source.DefinitionFiles;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What comes of somebody's definition where it is {@code definitionFile}.
 *
 * @param outcome in one line: a role for all of it, the states that are refused, or what is wrong with the file
 * @param problems as the user reads them
 * @param silent the states that the role is neither granted something for, nor refused
 */
record Tried(String outcome, List<String> problems, List<String> silent) {
    private static final String STATE = ", state ";

    /** Reads a definition as the plugin does, with values for its placeholders. */
    static Tried of(Path folder, String name, String text) {
        Scope guessed = Guess.scope(text, Lab.SCOPE);
        DefinitionFile.Read read;
        try {
            read = new DefinitionFiles()
                    .read(
                            Files.writeString(folder.resolve(name), text),
                            name,
                            Guess.values(text, guessed),
                            Map.of(),
                            false);
        } catch (ProblemException e) {
            return new Tried("mistake: " + mistakes(name, e), texts(e), List.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Definition definition = read.definition();
        Scope scope = new OwnDefinition(name, read, new TreeMap<>()).scope().orElse(guessed);
        try {
            PolicyDocument policy = permissions(definition, scope);
            return new Tried(
                    "full role: " + policy.statements().size() + " statements for "
                            + definition.taskUses().size() + " ECS tasks",
                    List.of(),
                    silent(definition, policy, Set.of()));
        } catch (ProblemException e) {
            return new Tried("refused: " + refused(e), texts(e), silentBesides(definition, scope, states(e)));
        }
    }

    private static PolicyDocument permissions(Definition definition, Scope scope) {
        return Blueprint.of(
                        definition, none(), scope, scope.stateMachine("nightly"), name -> taskDefinition(scope, name))
                .policies()
                .permissions();
    }

    private static TaskShape taskDefinition(Scope scope, String name) {
        String family = name.substring(name.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
        return new TaskShape(
                scope.everyRevision(family).replace("*", "7"),
                family,
                "awsvpc",
                List.of(),
                Optional.of(scope.role("/", "pulls")),
                Optional.of(scope.role("/", "works")));
    }

    /** Of those that are not refused; where all of the policy is, as one that is too large, none is silent. */
    private static List<String> silentBesides(Definition definition, Scope scope, Set<String> refused) {
        List<Use> others = definition.uses().stream()
                .filter(use -> !refused.contains(use.state().name()))
                .toList();
        try {
            PolicyDocument policy = new PermissionsPolicy(scope, name -> taskDefinition(scope, name))
                    .of(new StateMachineArn(scope.stateMachine("nightly")), others);
            return silent(definition, policy, refused);
        } catch (ProblemException e) {
            return List.of();
        }
    }

    /** The states for which the policy has no action of theirs, and which are not refused. */
    static List<String> silent(Definition definition, PolicyDocument policy, Set<String> refused) {
        return definition.uses().stream()
                .filter(use -> !refused.contains(use.state().name()))
                .filter(use -> needed(use)
                        .filter(action -> policy.statements().stream()
                                .noneMatch(statement -> Grants.allows(statement) && Grants.names(statement, action)))
                        .isPresent())
                .map(use -> use.state().name())
                .toList();
    }

    /** An action that the role needs at least. */
    private static Optional<String> needed(Use use) {
        if (!(use.state().credentials() instanceof Ref.Missing)) {
            return Optional.of("sts:AssumeRole");
        }
        if (use instanceof TaskUse) {
            return Optional.of("ecs:RunTask");
        }
        if (use instanceof Use.ChildRuns || use instanceof Use.NestedUse) {
            return Optional.of("states:StartExecution");
        }
        if (use instanceof Use.OtherUse other) {
            return Optional.of("lambda:InvokeFunction")
                    .filter(any -> !other.resource().contains(":activity:"));
        }
        return use instanceof Use.ServiceUse service ? Optional.of(action(service.call())) : Optional.empty();
    }

    private static String action(String call) {
        String[] parts = call.replace("aws-sdk:", "").split(":", 2);
        String action = parts[0] + ":" + parts[1].substring(0, 1).toUpperCase(Locale.ROOT) + parts[1].substring(1);
        return Map.of(
                        "lambda:Invoke", "lambda:InvokeFunction",
                        "http:Invoke", "states:InvokeHTTPEndpoint",
                        "s3:ListObjectsV2", "s3:ListBucket",
                        "sfn:StartExecution", "states:StartExecution",
                        "eventbridge:PutEvents", "events:PutEvents")
                .getOrDefault(action, action);
    }

    private static Set<String> states(ProblemException e) {
        return e.problems().stream().map(Tried::state).collect(Collectors.toSet());
    }

    private static String state(Problem problem) {
        int state = problem.where().indexOf(STATE);
        return state < 0 ? problem.where() : problem.where().substring(state + STATE.length());
    }

    private static String refused(ProblemException e) {
        return line(e.problems().stream().map(problem -> state(problem) + " (" + reason(problem) + ")"));
    }

    private static String reason(Problem problem) {
        List<String> why = problem.why().lines().toList();
        boolean unknown = why.stream().anyMatch(line -> line.startsWith("What that needs is known for some"));
        return unknown
                ? "what " + why.get(0).replaceAll("Its Resource is |\\.$", "") + " needs is not known"
                : why.stream()
                        .filter(line -> !line.startsWith("Its Resource is "))
                        .map(line -> line.replaceAll(", which is written like .*", "."))
                        .collect(Collectors.joining(" "));
    }

    private static String mistakes(String name, ProblemException e) {
        return line(e.problems().stream()
                .map(problem -> problem.where().replace(name + ":", "line ").replace("\n", " and ") + ": "
                        + problem.what() + (problem.why().isEmpty() ? "" : " (" + problem.why() + ")")));
    }

    private static String line(Stream<String> parts) {
        return parts.collect(Collectors.joining("; ")).replaceAll("\\s+", " ");
    }

    private static List<String> texts(ProblemException e) {
        return e.problems().stream().map(Problem::text).toList();
    }
}
