package io.github.sfnecs.role;

import io.github.sfnecs.iam.PolicyDocument;

/**
 * What the state machine's role has to be, as its definition demands.
 *
 * @param trust who may assume it
 * @param permissions what it may do
 */
public record RequiredPolicies(PolicyDocument trust, PolicyDocument permissions) {}
