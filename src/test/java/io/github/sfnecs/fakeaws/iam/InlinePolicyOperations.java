package io.github.sfnecs.fakeaws.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import java.util.Map;

/** The policies embedded in a role. */
final class InlinePolicyOperations {

    private static final int TOTAL_SIZE = 10_240;

    private final Iam iam;

    InlinePolicyOperations(Iam iam) {
        this.iam = iam;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "PutRolePolicy", Operation.of("RoleName PolicyName PolicyDocument", this::put),
                "GetRolePolicy", Operation.of("RoleName PolicyName", this::get),
                "DeleteRolePolicy", Operation.of("RoleName PolicyName", this::delete),
                "ListRolePolicies", Operation.of("RoleName Marker MaxItems", this::list));
    }

    private ObjectNode put(Request request) {
        String document = request.text("PolicyDocument");
        Role role = IamOperations.role(iam, request);
        PolicyParser.identityPolicy(document);
        Role changed = role.withInline(inline -> inline.put(request.text("PolicyName"), document));
        int size = changed.inline().values().stream()
                .mapToInt(text -> text.replaceAll("\\s", "").length())
                .sum();
        if (size > TOTAL_SIZE) {
            String name = role.identity().name();
            throw IamOperations.limitExceeded(
                    "Maximum policy size of " + TOTAL_SIZE + " bytes exceeded for role " + name);
        }
        iam.put(changed);
        return Json.object();
    }

    private ObjectNode get(Request request) {
        String name = existing(request);
        return Json.object()
                .put("RoleName", request.text("RoleName"))
                .put("PolicyName", name)
                .put(
                        "PolicyDocument",
                        IamOperations.encoded(
                                IamOperations.role(iam, request).inline().get(name)));
    }

    private ObjectNode delete(Request request) {
        String name = existing(request);
        iam.put(IamOperations.role(iam, request).withInline(inline -> inline.remove(name)));
        return Json.object();
    }

    private ObjectNode list(Request request) {
        return IamOperations.page(
                "PolicyNames",
                IamOperations.role(iam, request).inline().keySet().stream()
                        .map(TextNode::valueOf)
                        .toList(),
                request);
    }

    private String existing(Request request) {
        String name = request.text("PolicyName");
        if (!IamOperations.role(iam, request).inline().containsKey(name)) {
            throw new AwsError(404, "NoSuchEntity", "The role policy with name " + name + " cannot be found.");
        }
        return name;
    }
}
