package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.DEFINITION;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.QueryLanguage;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.asl.TaskUse.Variable;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the variables that a state gives its containers from the execution's input are texts, as far as that is known before it runs:
 * ECS takes nothing else. What gives something else in every execution is a mistake in the POM.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html
 *
 * @param input of the execution; empty where it is unknown
 */
public record EnvironmentCheck(Optional<JsonNode> input) {
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*+)|\\[(\\d{1,9})]|\\['([^'\\]]++)']");
    /** The input, in a context. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
    private static final String INPUT = "$$.Execution.Input";

    /** What is found in one state. */
    public List<Finding> findings(TaskUse use) {
        return use.state().arguments().language() == QueryLanguage.JSONPATH
                ? use.variables().stream()
                        .flatMap(variable -> finding(variable).stream())
                        .toList()
                : List.of();
    }

    private Optional<Finding> finding(Variable variable) {
        return variable.value() instanceof Ref.Dynamic dynamic
                ? kind(dynamic.expression().strip()).map(kind -> warning(variable, dynamic.expression(), kind))
                : Optional.empty();
    }

    private static Finding warning(Variable variable, String expression, String kind) {
        return Finding.warning(
                DEFINITION,
                "The variable " + variable.name() + " of " + variable.container() + " gets " + expression
                        + ", which is " + kind + ".",
                "A variable is a text: with anything else a run fails, since it could not be used to start the task.",
                "Let the input have it as a text, or write it as one: "
                        + (kind.equals("a number") || kind.equals("a truth value")
                                ? "States.Format('{}', " + expression + ")"
                                : "States.JsonToString(" + expression + ")"));
    }

    private Optional<String> kind(String expression) {
        String path = expression.startsWith(INPUT) ? "$" + expression.substring(INPUT.length()) : expression;
        return path.startsWith("$")
                ? input.flatMap(root -> at(root, path.substring(1))).flatMap(EnvironmentCheck::kind)
                : Optional.empty();
    }

    /** What is at the end of a path of names and indexes; empty at the end of any other, or of one that leads nowhere. */
    private static Optional<JsonNode> at(JsonNode root, String path) {
        Matcher step = STEP.matcher(path);
        JsonNode node = root;
        int end = 0;
        while (step.region(end, path.length()).lookingAt()) {
            String name = step.group(1) == null ? step.group(3) : step.group(1);
            node = name == null ? node.path(Integer.parseInt(step.group(2))) : node.path(name);
            end = step.end();
        }
        return end == path.length() && !node.isMissingNode() ? Optional.of(node) : Optional.empty();
    }

    private static Optional<String> kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> Optional.of("a number");
            case BOOLEAN -> Optional.of("a truth value");
            case ARRAY -> Optional.of("a list");
            case OBJECT -> Optional.of("an object");
            case NULL -> Optional.of("null");
            default -> Optional.empty();
        };
    }

    /** With what is said to be the execution's input. */
    public static EnvironmentCheck with(Optional<String> input) {
        return new EnvironmentCheck(input.flatMap(Json::tryParse));
    }
}
