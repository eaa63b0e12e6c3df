package io.github.sfnecs.fakeaws.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A role as it is at one moment; a change makes another. */
record Role(
        Identity identity,
        String trust,
        Optional<String> boundary,
        Map<String, String> tags,
        Map<String, String> inline,
        List<String> attached) {

    /** What never changes about a role. */
    record Identity(
            String name,
            String path,
            String arn,
            String id,
            String description,
            int maxSessionDuration,
            Instant created) {}

    Role(Identity identity, String trust, Optional<String> boundary, Map<String, String> tags) {
        this(identity, trust, boundary, tags, Map.of(), List.of());
    }

    Role withTrust(String document) {
        return new Role(identity, document, boundary, tags, inline, attached);
    }

    Role withBoundary(Optional<String> arn) {
        return new Role(identity, trust, arn, tags, inline, attached);
    }

    Role withTags(Consumer<Map<String, String>> change) {
        Map<String, String> changed = new LinkedHashMap<>(tags);
        change.accept(changed);
        return new Role(identity, trust, boundary, changed, inline, attached);
    }

    Role withInline(Consumer<Map<String, String>> change) {
        Map<String, String> changed = new TreeMap<>(inline);
        change.accept(changed);
        return new Role(identity, trust, boundary, tags, changed, attached);
    }

    Role withAttached(Consumer<List<String>> change) {
        List<String> changed = new ArrayList<>(attached);
        change.accept(changed);
        return new Role(identity, trust, boundary, tags, inline, changed);
    }
}
