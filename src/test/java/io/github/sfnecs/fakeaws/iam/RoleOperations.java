package io.github.sfnecs.fakeaws.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Roles, their trust policies, tags and permissions boundaries. */
final class RoleOperations {

    private static final int TRUST_POLICY_SIZE = 2048;

    private final Place place;
    private final Iam iam;
    private final Timeline timeline;

    RoleOperations(Place place, Iam iam, Timeline timeline) {
        this.place = place;
        this.iam = iam;
        this.timeline = timeline;
    }

    Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put(
                "CreateRole",
                Operation.of(
                        "Path RoleName AssumeRolePolicyDocument Description MaxSessionDuration PermissionsBoundary Tags{Key Value}",
                        this::create));
        operations.put("GetRole", Operation.of("RoleName", this::get));
        operations.put("DeleteRole", Operation.of("RoleName", this::delete));
        operations.put("UpdateAssumeRolePolicy", Operation.of("RoleName PolicyDocument", this::updateTrust));
        operations.put("TagRole", Operation.of("RoleName Tags{Key Value}", this::tag));
        operations.put("UntagRole", Operation.of("RoleName TagKeys", this::untag));
        operations.put("ListRoleTags", Operation.of("RoleName Marker MaxItems", this::listTags));
        operations.put("PutRolePermissionsBoundary", Operation.of("RoleName PermissionsBoundary", this::putBoundary));
        operations.put("DeleteRolePermissionsBoundary", Operation.of("RoleName", this::deleteBoundary));
        return operations;
    }

    private ObjectNode create(Request request) {
        String name = request.text("RoleName");
        if (!name.matches("[\\w+=,.@-]{1,64}")) {
            throw new AwsError(
                    "ValidationError",
                    "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        // names are not distinguished by case: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
        if (iam.roles().keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new AwsError(409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
        }
        String path = request.optional("Path").orElse("/");
        Role.Identity identity = new Role.Identity(
                name,
                path,
                place.globalArn("iam", "role" + path + name),
                IamOperations.id("AROA"),
                request.optional("Description").orElse(""),
                request.number("MaxSessionDuration", 3600),
                timeline.now().truncatedTo(ChronoUnit.SECONDS));
        Optional<String> boundary = request.optional("PermissionsBoundary").map(this::boundary);
        iam.put(new Role(
                identity,
                trust(request, "AssumeRolePolicyDocument"),
                boundary,
                IamOperations.tags(request.get("Tags"))));
        return get(request);
    }

    private String trust(Request request, String member) {
        String document = request.text(member);
        PolicyParser.trustPolicy(document);
        if (document.replaceAll("\\s", "").length() > TRUST_POLICY_SIZE) {
            throw IamOperations.limitExceeded("Cannot exceed quota for ACLSizePerRole: " + TRUST_POLICY_SIZE);
        }
        return document;
    }

    private String boundary(String arn) {
        if (!iam.policies().containsKey(arn)) {
            throw new AwsError(404, "NoSuchEntity", "Scope ARN: " + arn + " does not exist or is not attachable.");
        }
        return arn;
    }

    private ObjectNode get(Request request) {
        Role role = IamOperations.role(iam, request);
        ObjectNode answer = Json.object();
        ObjectNode view = answer.putObject("Role")
                .put("Path", role.identity().path())
                .put("RoleName", role.identity().name())
                .put("RoleId", role.identity().id())
                .put("Arn", role.identity().arn())
                .put("CreateDate", role.identity().created().toString())
                .put("AssumeRolePolicyDocument", IamOperations.encoded(role.trust()))
                .put("MaxSessionDuration", role.identity().maxSessionDuration());
        if (!role.identity().description().isEmpty()) {
            view.put("Description", role.identity().description());
        }
        role.boundary()
                .ifPresent(arn -> view.putObject("PermissionsBoundary")
                        .put("PermissionsBoundaryType", "PermissionsBoundaryPolicy")
                        .put("PermissionsBoundaryArn", arn));
        if (!role.tags().isEmpty()) {
            view.set("Tags", Json.pairs(role.tags(), "Key", "Value"));
        }
        return answer;
    }

    private ObjectNode delete(Request request) {
        Role role = IamOperations.role(iam, request);
        if (!role.attached().isEmpty()) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        }
        if (!role.inline().isEmpty()) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        }
        iam.remove(role);
        return Json.object();
    }

    private ObjectNode updateTrust(Request request) {
        Role role = IamOperations.role(iam, request);
        iam.put(role.withTrust(trust(request, "PolicyDocument")));
        return Json.object();
    }

    private ObjectNode tag(Request request) {
        Role role = IamOperations.role(iam, request);
        iam.put(role.withTags(tags -> {
            Map<String, String> more = IamOperations.tags(request.get("Tags"));
            tags.keySet().removeIf(key -> more.keySet().stream().anyMatch(key::equalsIgnoreCase));
            tags.putAll(more);
        }));
        return Json.object();
    }

    private ObjectNode untag(Request request) {
        Role role = IamOperations.role(iam, request);
        iam.put(role.withTags(tags -> request.texts("TagKeys").forEach(tags::remove)));
        return Json.object();
    }

    private ObjectNode listTags(Request request) {
        Map<String, String> tags = IamOperations.role(iam, request).tags();
        return IamOperations.page(
                "Tags",
                StreamSupport.stream(Json.pairs(tags, "Key", "Value").spliterator(), false)
                        .toList(),
                request);
    }

    private ObjectNode putBoundary(Request request) {
        Role role = IamOperations.role(iam, request);
        iam.put(role.withBoundary(Optional.of(boundary(request.text("PermissionsBoundary")))));
        return Json.object();
    }

    private ObjectNode deleteBoundary(Request request) {
        Role role = IamOperations.role(iam, request);
        iam.put(role.withBoundary(Optional.empty()));
        return Json.object();
    }
}
