package io.github.sfnecs.mapruns;

import io.github.sfnecs.mapruns.Children.Child;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The executions that took longest, or run longest. */
public final class Slowest {
    private Slowest() {}

    /** At most so many of them, the slowest first. */
    public static List<Child> of(Children children, int most, Instant now) {
        Comparator<Child> byTime = Comparator.comparing(child -> child.took(now));
        PriorityQueue<Child> slowest = new PriorityQueue<>(byTime);
        children.forEach(child -> {
            slowest.add(child);
            if (slowest.size() > most) {
                slowest.remove();
            }
        });
        return slowest.stream().sorted(byTime.reversed()).toList();
    }
}
