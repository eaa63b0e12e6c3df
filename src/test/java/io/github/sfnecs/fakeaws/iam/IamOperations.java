package io.github.sfnecs.fakeaws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Page;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The IAM API, by its parts.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html">IAM API</a>
 */
public final class IamOperations {

    private final Map<String, Operation> operations = new HashMap<>();

    public IamOperations(Place place, Iam iam, Timeline timeline) {
        operations.putAll(new RoleOperations(place, iam, timeline).operations());
        operations.putAll(new InlinePolicyOperations(iam).operations());
        operations.putAll(new ManagedPolicyOperations(place, iam, timeline).operations());
        operations.putAll(new SimulationOperations(place, iam).operations());
    }

    public Map<String, Operation> operations() {
        return operations;
    }

    static Role role(Iam iam, Request request) {
        String name = request.text("RoleName");
        Role role = iam.roles().get(name);
        if (role == null) {
            throw new AwsError(404, "NoSuchEntity", "The role with name " + name + " cannot be found.");
        }
        return role;
    }

    static AwsError limitExceeded(String message) {
        return new AwsError(409, "LimitExceeded", message);
    }

    /** How IAM spells policy documents in its answers. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String id(String prefix) {
        return prefix
                + UUID.randomUUID().toString().replace("-", "").substring(0, 17).toUpperCase(Locale.ROOT);
    }

    static Map<String, String> tags(JsonNode list) {
        Map<String, String> tags = new LinkedHashMap<>();
        Json.eachPair(list, "Key", "Value", (key, value) -> {
            if (tags.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
                throw new AwsError(
                        "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(key, value);
        });
        return tags;
    }

    static ObjectNode page(String member, List<? extends JsonNode> all, Request request) {
        int size = request.number("MaxItems", 100);
        AwsError refusal = new AwsError("ValidationError", "Invalid Marker.");
        Page<? extends JsonNode> page = Page.of(all, request.optional("Marker"), size, refusal);
        ObjectNode answer = Json.object();
        answer.set(member, Json.array(page.items()));
        answer.put("IsTruncated", page.next().isPresent());
        page.next().ifPresent(next -> answer.put("Marker", next));
        return answer;
    }
}
