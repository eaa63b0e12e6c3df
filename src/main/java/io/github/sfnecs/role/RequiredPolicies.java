package io.github.sfnecs.role;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.iam.PolicyDocument;
import java.util.List;
import java.util.Optional;

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

    /** All that it may do. */
    public PolicyDocument all() {
        return permissions.with(additional.statements());
    }

    /** The same, and what it keeps for executions that have an earlier definition. */
    RequiredPolicies allowing(List<JsonNode> kept) {
        return new RequiredPolicies(trust, permissions.with(kept), additional);
    }

    /** The same where that trust is as narrow; of the two there can be, the longer one lets children of a distributed Map in, too. */
    RequiredPolicies trusting(Optional<PolicyDocument> earlier) {
        return earlier.filter(
                        other -> other.compact().length() > trust.compact().length())
                .map(wider -> new RequiredPolicies(wider, permissions, additional))
                .orElse(this);
    }
}
