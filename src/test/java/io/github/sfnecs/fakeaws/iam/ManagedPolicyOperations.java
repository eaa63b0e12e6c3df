package io.github.sfnecs.fakeaws.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Managed policies and what they are attached to. */
final class ManagedPolicyOperations {

    private static final int PER_ROLE = 10;

    private final Place place;
    private final Iam iam;
    private final Timeline timeline;

    ManagedPolicyOperations(Place place, Iam iam, Timeline timeline) {
        this.place = place;
        this.iam = iam;
        this.timeline = timeline;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreatePolicy",
                        Operation.of("PolicyName Path PolicyDocument Description Tags{Key Value}", this::create),
                "GetPolicy", Operation.of("PolicyArn", this::get),
                "GetPolicyVersion", Operation.of("PolicyArn VersionId", this::getVersion),
                "AttachRolePolicy", Operation.of("RoleName PolicyArn", this::attach),
                "DetachRolePolicy", Operation.of("RoleName PolicyArn", this::detach),
                "ListAttachedRolePolicies", Operation.of("RoleName Marker MaxItems", this::list));
    }

    private ObjectNode create(Request request) {
        String name = request.text("PolicyName");
        String path = request.optional("Path").orElse("/");
        String arn = place.globalArn("iam", "policy" + path + name);
        if (iam.policies().containsKey(arn)) {
            throw new AwsError(
                    409,
                    "EntityAlreadyExists",
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        String document = request.text("PolicyDocument");
        PolicyParser.identityPolicy(document);
        ManagedPolicy policy = new ManagedPolicy(
                name,
                path,
                arn,
                IamOperations.id("ANPA"),
                request.optional("Description").orElse(""),
                document,
                IamOperations.tags(request.get("Tags")),
                timeline.now().truncatedTo(ChronoUnit.SECONDS));
        iam.policies().put(arn, policy);
        return view(policy);
    }

    private ObjectNode get(Request request) {
        return view(policy(request));
    }

    private ObjectNode view(ManagedPolicy policy) {
        ObjectNode answer = Json.object();
        ObjectNode view = answer.putObject("Policy")
                .put("PolicyName", policy.name())
                .put("PolicyId", policy.id())
                .put("Arn", policy.arn())
                .put("Path", policy.path())
                .put("DefaultVersionId", "v1")
                .put("AttachmentCount", attachments(policy))
                .put("IsAttachable", true)
                .put("Description", policy.description())
                .put("CreateDate", policy.created().toString())
                .put("UpdateDate", policy.created().toString());
        view.set("Tags", Json.pairs(policy.tags(), "Key", "Value"));
        return answer;
    }

    private long attachments(ManagedPolicy policy) {
        return iam.roles().values().stream()
                .filter(role -> role.attached().contains(policy.arn()))
                .count();
    }

    private ObjectNode getVersion(Request request) {
        ManagedPolicy policy = policy(request);
        if (!request.text("VersionId").equals("v1")) {
            throw new AwsError(
                    404,
                    "NoSuchEntity",
                    "Policy " + policy.arn() + " version " + request.text("VersionId")
                            + " does not exist or is not attachable.");
        }
        ObjectNode answer = Json.object();
        answer.putObject("PolicyVersion")
                .put("Document", IamOperations.encoded(policy.document()))
                .put("VersionId", "v1")
                .put("IsDefaultVersion", true)
                .put("CreateDate", policy.created().toString());
        return answer;
    }

    private ObjectNode attach(Request request) {
        Role role = IamOperations.role(iam, request);
        String arn = policy(request).arn();
        if (role.attached().contains(arn)) {
            return Json.object();
        }
        if (role.attached().size() == PER_ROLE) {
            throw IamOperations.limitExceeded("Cannot exceed quota for PoliciesPerRole: " + PER_ROLE);
        }
        iam.put(role.withAttached(attached -> attached.add(arn)));
        return Json.object();
    }

    private ObjectNode detach(Request request) {
        Role role = IamOperations.role(iam, request);
        String arn = request.text("PolicyArn");
        if (!role.attached().contains(arn)) {
            throw new AwsError(404, "NoSuchEntity", "Policy " + arn + " was not found.");
        }
        iam.put(role.withAttached(attached -> attached.remove(arn)));
        return Json.object();
    }

    private ObjectNode list(Request request) {
        return IamOperations.page(
                "AttachedPolicies",
                IamOperations.role(iam, request).attached().stream()
                        .map(arn -> Json.object()
                                .put("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                                .put("PolicyArn", arn))
                        .toList(),
                request);
    }

    private ManagedPolicy policy(Request request) {
        String arn = request.text("PolicyArn");
        if (AwsPolicies.owns(arn)) {
            iam.policies().computeIfAbsent(arn, AwsPolicies::get);
        }
        ManagedPolicy policy = iam.policies().get(arn);
        if (policy == null) {
            throw new AwsError(404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.");
        }
        return policy;
    }
}
