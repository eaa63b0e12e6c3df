package io.github.sfnecs.role;

import java.util.Optional;

/**
 * What an execution that runs needs of the role: it keeps the definition with which it was started, and the role as it is now.
 *
 * @param executionArn one of those that have the definition
 * @param policies what the definition needs; empty where that does not follow from it
 */
public record Earlier(String executionArn, Optional<RequiredPolicies> policies) {}
