package io.github.sfnecs.fakeaws.iam;

import java.time.Instant;
import java.util.Map;

/** A managed policy with its one version, v1. */
record ManagedPolicy(
        String name,
        String path,
        String arn,
        String id,
        String description,
        String document,
        Map<String, String> tags,
        Instant created) {}
