package io.github.sfnecs.fakeaws;

import java.time.Instant;
import java.util.Map;

/** One decision of IAM about what a service did in the name of a role, or about assuming that role ({@code sts:AssumeRole}). */
public record AuthorizationRecord(
        String role, String action, String resource, Map<String, String> context, boolean allowed, Instant at) {}
