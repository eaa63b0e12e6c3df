package io.github.sfnecs.role;

import io.github.sfnecs.iam.PolicyDocument;

/**
 * What the state machine's role has to be, as its definition demands.
 *
 * @param trust who may assume it
 * @param permissions what it may do, since the definition needs it
 * @param additional what the user adds to that
 */
public record RequiredPolicies(PolicyDocument trust, PolicyDocument permissions, PolicyDocument additional) {
    /** Where the user adds nothing. */
    public RequiredPolicies(PolicyDocument trust, PolicyDocument permissions) {
        this(trust, permissions, PolicyDocument.empty());
    }

    /** All that it may do: the inline policy that is ours. One alone takes no more calls than without the user's. */
    public PolicyDocument all() {
        return permissions.with(additional.statements());
    }
}
