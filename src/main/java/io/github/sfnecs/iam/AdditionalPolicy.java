package io.github.sfnecs.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.diagnostic.Nearest;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.json.Lines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The IAM policy that the user adds, as a file has it: read with all its mistakes, which IAM would tell one by one and without a line.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
public final class AdditionalPolicy {
    /** Of all inline policies of a role together. */
    private static final int LARGEST = 10_240;

    private static final Pattern SID = Pattern.compile("[A-Za-z0-9]*+");
    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]{1,64}+:[\\w*?-]{1,128}+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|arn:[^:]*+:[^:]*+:[^:]*+:[^:]*+:.++", Pattern.DOTALL);
    private static final String VERSION = "2012-10-17";
    private static final List<String> OF_POLICY = List.of("Version", "Id", "Statement");
    private static final List<String> OF_STATEMENT =
            List.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private final String file;
    private final Lines lines;
    private final JsonNode json;
    private final List<Problem> mistakes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> sids = new HashSet<>();

    private AdditionalPolicy(String file, String text, JsonNode json) {
        this.file = file;
        this.lines = Json.lines(
                text,
                (name, first, again) -> mistakes.add(problem(
                        file + ":" + again, name + " stands twice in the same object, first in line " + first + ".")));
        this.json = json;
    }

    /**
     * Reads a policy.
     *
     * @param file its name, for messages
     * @throws ProblemException with all that is wrong with it
     */
    public static AdditionalPolicy read(String file, String text) {
        JsonNode json;
        try {
            json = Json.parse(text);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new ProblemException(problem(file + line, "It is not JSON: " + e.getOriginalMessage() + "."));
        }
        if (!json.isObject()) {
            throw new ProblemException(problem(file, "It is not a JSON object."));
        }
        AdditionalPolicy policy = new AdditionalPolicy(file, text, json);
        policy.look();
        if (!policy.mistakes.isEmpty()) {
            throw new ProblemException(policy.mistakes);
        }
        return policy;
    }

    /** The policy itself. */
    public PolicyDocument document() {
        return new PolicyDocument(json);
    }

    /** Where it allows more than one thing by a wildcard: each a sentence. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void look() {
        onlyKnown("", json, OF_POLICY);
        if (json.has("Version") && !json.path("Version").asText().equals(VERSION)) {
            mistake("/Version", "Version is not " + VERSION + ".");
        }
        JsonNode statement = json.path("Statement");
        if (!(statement.isArray() || statement.isObject()) || statement.isEmpty()) {
            mistake("/Statement", "Statement is not a statement, nor a list of some.");
        } else if (statement.isObject()) {
            statement("/Statement", statement);
        } else {
            for (int i = 0; i < statement.size(); i++) {
                statement("/Statement/" + i, statement.path(i));
            }
        }
        int size = Json.compact(json).length();
        if (size > LARGEST) {
            mistake("", "It has " + size + " characters without white space; IAM takes at most " + LARGEST + ".");
        }
    }

    private void statement(String place, JsonNode statement) {
        if (!statement.isObject()) {
            mistake(place, "A statement is not an object.");
            return;
        }
        if (statement.has("Principal") || statement.has("NotPrincipal")) {
            mistake(place, "The policy of a role names no Principal: it is for the role.");
        }
        onlyKnown(place, statement, OF_STATEMENT);
        String sid = statement.path("Sid").asText();
        if (!SID.matcher(sid).matches()) {
            mistake(place + "/Sid", "Sid '" + sid + "' has other characters than letters and digits.");
        }
        if (!sid.isEmpty() && !sids.add(sid)) {
            mistake(place + "/Sid", "Sid '" + sid + "' is there twice.");
        }
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            mistake(place + "/Effect", "Effect is neither Allow nor Deny.");
        }
        if (statement.has("Condition") && !isConditions(statement.path("Condition"))) {
            mistake(place + "/Condition", "Condition is not an object of operators, each with keys and values.");
        }
        boolean allows = effect.equals("Allow");
        element(place, statement, "Action", ACTION, "an action, which is like ecs:RunTask", allows);
        element(place, statement, "Resource", RESOURCE, "an ARN", allows);
    }

    private static boolean isConditions(JsonNode conditions) {
        return conditions.isObject()
                && Stream.of(conditions)
                        .flatMap(operators -> operators.properties().stream())
                        .allMatch(operator -> operator.getValue().isObject()
                                && operator.getValue().properties().stream()
                                        .noneMatch(key -> key.getValue().isObject()));
    }

    private void element(String place, JsonNode statement, String name, Pattern form, String what, boolean allows) {
        String negated = "Not" + name;
        if (statement.has(name) == statement.has(negated)) {
            mistake(place, "A statement has either " + name + " or " + negated + ".");
            return;
        }
        String used = statement.has(name) ? name : negated;
        JsonNode value = statement.path(used);
        if (value.isEmpty() && value.isContainerNode()) {
            mistake(place + "/" + used, used + " is empty.");
        }
        if (allows && used.equals(negated)) {
            warnings.add(at(place + "/" + used) + ": the statement allows all but what " + used + " names.");
        }
        for (JsonNode one : PolicyDocument.asList(value)) {
            String text = one.asText();
            if (!one.isTextual() || !form.matcher(text).matches()) {
                mistake(place + "/" + used, used + " '" + text + "' is not " + what + ".");
            } else if (allows && used.equals(name) && (text.contains("*") || text.contains("?"))) {
                warnings.add(at(place + "/" + used) + ": the " + name + " " + text + " has a wildcard.");
            }
        }
    }

    private void onlyKnown(String place, JsonNode object, List<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !name.endsWith("Principal")) {
                mistake(
                        place + "/" + name,
                        "IAM knows no " + name + " here; " + Nearest.of(name, known) + " is the nearest.");
            }
        });
    }

    private void mistake(String place, String why) {
        mistakes.add(problem(at(place), why));
    }

    /** The file and the line of a value, or of what should have it. */
    private String at(String place) {
        return file + ":" + lines.at(place);
    }

    private static Problem problem(String where, String why) {
        return Problem.failed(
                "The policy of additionalPermissions is not one that IAM takes.",
                where,
                why,
                "Correct it, see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html");
    }
}
