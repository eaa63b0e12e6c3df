package io.github.sfnecs.fakeaws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.iam.Simulation.Policies;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policy simulator, which looks at policies as the API shows them, whether or not they are in effect yet.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html">SimulateCustomPolicy</a>
 */
final class SimulationOperations {

    private static final String QUESTION =
            " PolicyInputList PermissionsBoundaryPolicyInputList ActionNames ResourceArns"
                    + " ContextEntries{ContextKeyName ContextKeyValues ContextKeyType} Marker MaxItems";

    private static final Policies EVERYTHING = new Policies(
            PolicyParser.identityPolicy(
                    "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}"),
            Optional.empty());

    private final Place place;
    private final Iam iam;

    SimulationOperations(Place place, Iam iam) {
        this.place = place;
        this.iam = iam;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "SimulateCustomPolicy", Operation.of(QUESTION, this::custom),
                "SimulatePrincipalPolicy", Operation.of("PolicySourceArn" + QUESTION, this::principal));
    }

    private ObjectNode custom(Request request) {
        return simulate(new Policies(List.of(), Optional.empty()), request);
    }

    private ObjectNode principal(Request request) {
        return simulate(policiesOf(request.text("PolicySourceArn")), request);
    }

    /** The account's user, who is not in IAM, may do everything. */
    private Policies policiesOf(String source) {
        if (!source.matches("arn:[^:]+:iam::\\d{12}:(role|user|group)/.+")) {
            throw invalidInput("Invalid Entity Arn: " + source + " does not clearly define entity type and name.");
        }
        if (source.equals(place.globalArn("iam", "user/developer"))) {
            return EVERYTHING;
        }
        return iam.roles().values().stream()
                .filter(role -> role.identity().arn().equals(source))
                .map(iam.authorizer()::policies)
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        404,
                        "NoSuchEntity",
                        "The " + source.replaceAll(".*:(\\w+)/.*", "$1") + " with name "
                                + source.substring(source.lastIndexOf('/') + 1) + " cannot be found."));
    }

    private ObjectNode simulate(Policies source, Request request) {
        List<Statement> more = input(request, "PolicyInputList");
        List<Statement> boundary = input(request, "PermissionsBoundaryPolicyInputList");
        Policies policies = new Policies(
                Stream.concat(source.identity().stream(), more.stream()).toList(),
                boundary.isEmpty() ? source.boundary() : Optional.of(boundary));
        List<String> resources = resources(request);
        Map<String, String> context = context(request.get("ContextEntries"));
        return IamOperations.page(
                "EvaluationResults",
                actions(request).stream()
                        .map(action -> Simulation.of(policies, action, resources, context))
                        .flatMap(simulation -> simulation.results(iam.simulationForm()))
                        .toList(),
                request);
    }

    private static List<Statement> input(Request request, String member) {
        return request.texts(member).stream()
                .flatMap(document -> PolicyParser.identityPolicy(document).stream())
                .toList();
    }

    /**
     * Actions of one request have to require the same "authorization information". AWS does not say what that is; users saw it
     * refuse actions of different services, and actions on different types of resources.
     */
    private static List<String> actions(Request request) {
        List<String> actions = request.texts("ActionNames");
        for (String action : actions) {
            if (!action.matches("[A-Za-z0-9-]+:[A-Za-z0-9]+")) {
                throw invalidInput("Invalid Action Name: " + action);
            }
            if (!service(action).equals(service(actions.get(0)))) {
                throw invalidInput("Invalid Input Actions: [" + actions.get(0) + "] and [" + action
                        + "] require different authorization information. Please refer to the documentation for more details:"
                        + " https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html");
            }
        }
        return actions;
    }

    private static String service(String action) {
        return action.substring(0, action.indexOf(':'));
    }

    private static List<String> resources(Request request) {
        List<String> resources = request.texts("ResourceArns");
        for (String resource : resources) {
            if (!resource.equals("*") && !resource.matches("arn:([^:]*:){4}.+")) {
                throw invalidInput("Invalid Resource Arn: " + resource);
            }
        }
        return resources.isEmpty() ? List.of("*") : resources;
    }

    private static Map<String, String> context(JsonNode entries) {
        Map<String, String> context = new HashMap<>();
        for (JsonNode entry : entries) {
            String key = entry.path("ContextKeyName").asText();
            if (entry.path("ContextKeyValues").size() != 1) {
                throw new NotEmulated("context keys with other than one value, such as " + key);
            }
            context.put(key, entry.path("ContextKeyValues").get(0).asText());
        }
        return context;
    }

    private static AwsError invalidInput(String message) {
        return new AwsError("InvalidInput", message);
    }
}
