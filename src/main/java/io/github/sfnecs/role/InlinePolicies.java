package io.github.sfnecs.role;

import io.github.sfnecs.change.Changes;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;

/** The two inline policies of a role that are ours: what follows from the definition, and what the user adds. */
record InlinePolicies(IamClient iam, String role) {
    /** Adds what has to change in them. */
    void compare(Changes changes, Optional<ActualRole> actual, RequiredPolicies required) {
        put(changes, RolePolicies.OURS, actual.flatMap(ActualRole::ours), required.permissions());
        Optional<PolicyDocument> additional = actual.flatMap(ActualRole::additional);
        if (required.additional().statements().isEmpty()) {
            additional.ifPresent(found -> remove(changes, found));
        } else {
            put(changes, RolePolicies.ADDITIONAL, additional, required.additional());
        }
    }

    private void put(Changes changes, String name, Optional<PolicyDocument> actual, PolicyDocument required) {
        if (actual.filter(required::equals).isEmpty()) {
            changes.add(
                    says(name, actual.isPresent() ? "change" : "be added"),
                    actual.map(PolicyDocument::json),
                    required.json(),
                    () -> iam.putRolePolicy(
                            request -> request.roleName(role).policyName(name).policyDocument(required.compact())));
        }
    }

    private void remove(Changes changes, PolicyDocument actual) {
        changes.add(
                says(RolePolicies.ADDITIONAL, "be removed"),
                Optional.of(actual.json()),
                PolicyDocument.empty().json(),
                () -> iam.deleteRolePolicy(request -> request.roleName(role).policyName(RolePolicies.ADDITIONAL)));
    }

    private String says(String name, String what) {
        return "Role " + role + ": the inline policy " + name + " will " + what + ":";
    }
}
