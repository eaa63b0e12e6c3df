package io.github.sfnecs.fakeaws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.SimulationForm;
import io.github.sfnecs.fakeaws.iam.PolicyEngine.Question;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the simulator finds out about one action.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html">EvaluationResult</a>
 */
record Simulation(String action, List<Verdict> verdicts) {

    /** The policies that are simulated. */
    record Policies(List<Statement> identity, Optional<List<Statement>> boundary) {

        private Verdict verdict(Question question) {
            Stream<Statement> all =
                    Stream.concat(identity.stream(), boundary.stream().flatMap(Collection::stream));
            return new Verdict(
                    question.resource(),
                    PolicyEngine.decide(identity, boundary, question),
                    boundary.map(statements -> PolicyEngine.decide(statements, Optional.empty(), question)
                            .allowed()),
                    PolicyEngine.missing(all, question));
        }
    }

    /** About one resource. */
    private record Verdict(
            String resource, Decision decision, Optional<Boolean> withinBoundary, Collection<String> missing) {}

    static Simulation of(Policies policies, String action, List<String> resources, Map<String, String> context) {
        return new Simulation(
                action,
                resources.stream()
                        .map(resource -> policies.verdict(new Question(action, resource, context)))
                        .toList());
    }

    Stream<ObjectNode> results(SimulationForm form) {
        return switch (form) {
            case PER_ACTION -> Stream.of(result(verdicts));
            case PER_RESOURCE -> verdicts.stream().map(List::of).map(this::result);
        };
    }

    private ObjectNode result(List<Verdict> shown) {
        Verdict worst = verdicts.stream()
                .max(Comparator.comparing(verdict -> severity(verdict.decision)))
                .orElseThrow();
        TreeSet<String> missing = new TreeSet<>();
        shown.forEach(verdict -> missing.addAll(verdict.missing));
        ObjectNode result = Json.object().put("EvalActionName", action).put("EvalDecision", name(worst.decision));
        result.set("MatchedStatements", matched(worst.decision));
        result.set("MissingContextValues", Json.texts(missing));
        boundaryDetail(result, worst);
        if (shown.size() == 1) {
            result.put("EvalResourceName", shown.get(0).resource);
        }
        if (!shown.get(0).resource.equals("*")) {
            result.set(
                    "ResourceSpecificResults",
                    Json.array(shown.stream().map(Simulation::resourceSpecific).toList()));
        }
        return result;
    }

    private static JsonNode resourceSpecific(Verdict verdict) {
        ObjectNode result = Json.object()
                .put("EvalResourceName", verdict.resource)
                .put("EvalResourceDecision", name(verdict.decision));
        result.set("MatchedStatements", matched(verdict.decision));
        result.set("MissingContextValues", Json.texts(verdict.missing));
        boundaryDetail(result, verdict);
        return result;
    }

    /** The statement that denies; the others, which nobody here reads, are left out. */
    private static ArrayNode matched(Decision decision) {
        return severity(decision) == 2
                ? Json.array(
                        List.of(Json.object().put("SourcePolicyId", "denies").put("SourcePolicyType", "IAM Policy")))
                : Json.array();
    }

    private static void boundaryDetail(ObjectNode result, Verdict verdict) {
        verdict.withinBoundary.ifPresent(within ->
                result.putObject("PermissionsBoundaryDecisionDetail").put("AllowedByPermissionsBoundary", within));
    }

    private static String name(Decision decision) {
        return List.of("allowed", "implicitDeny", "explicitDeny").get(severity(decision));
    }

    private static int severity(Decision decision) {
        return switch (decision) {
            case ALLOWED -> 0;
            case NO_IDENTITY_POLICY, NO_BOUNDARY -> 1;
            case DENIED_BY_IDENTITY_POLICY, DENIED_BY_BOUNDARY -> 2;
        };
    }
}
