package io.github.sfnecs.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What AWS answered to a goal and still holds for the next one in the same build, so that it is not asked again. Whoever changes
 * something forgets it.
 */
public final class BuildCache {
    private final Map<List<Object>, Object> known = new ConcurrentHashMap<>();

    /** What is known of this name. */
    public <T> Optional<T> find(Class<T> kind, String name) {
        return Optional.ofNullable(known.get(List.of(kind, name))).map(kind::cast);
    }

    /** Remembers what is of this name. */
    public <T> void remember(Class<T> kind, String name, T answer) {
        known.put(List.of(kind, name), answer);
    }

    /** What is of this name may be another from now on. */
    public void forget(Class<?> kind, String name) {
        known.remove(List.of(kind, name));
    }
}
