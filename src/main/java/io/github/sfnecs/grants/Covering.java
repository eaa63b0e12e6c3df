package io.github.sfnecs.grants;

import io.github.sfnecs.iam.Wildcards;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which resources a statement covers, be they thousands: most patterns only leave their end open, and are looked up by what is before it. */
final class Covering {
    private final Grant grant;
    private final Set<String> exactly = new HashSet<>();
    private final Set<String> beginnings = new HashSet<>();
    private final Set<Integer> lengths = new TreeSet<>();
    private final List<String> others = new ArrayList<>();

    Covering(Grant grant) {
        this.grant = grant;
        for (String resource : grant.resources()) {
            exactly.add(resource);
            int star = resource.indexOf('*');
            if (star >= 0 && star == resource.length() - 1 && resource.indexOf('?') < 0) {
                beginnings.add(resource.substring(0, star));
                lengths.add(star);
            } else if (star >= 0) {
                others.add(resource);
            }
        }
    }

    /** The statement. */
    Grant grant() {
        return grant;
    }

    /** Whether it allows this resource of a statement besides, or of its own by another pattern. */
    boolean covers(String resource, Grant of) {
        return (exactly.contains(resource) && !grant.merges(of))
                || lengths.stream()
                        .filter(length -> length <= resource.length())
                        .map(length -> resource.substring(0, length))
                        .anyMatch(begin -> beginnings.contains(begin) && !resource.equals(begin + "*"))
                || others.stream().anyMatch(pattern -> !pattern.equals(resource) && Wildcards.match(pattern, resource));
    }
}
