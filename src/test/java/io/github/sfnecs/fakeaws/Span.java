package io.github.sfnecs.fakeaws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From when until when a call was being answered, on the machine's own clock.
 *
 * @param operation bare API name
 * @param begun when its request was there, in nanoseconds
 * @param answered when its answer went out, in nanoseconds
 */
public record Span(String operation, long begun, long answered) {
    /**
     * How many calls the longest chain has in which each began after the one before it was answered, and so may depend on it. Calls
     * that do not depend on each other count as a chain, too, where they happened to be made one after the other: with latency
     * fewer are.
     */
    public static int longestChain(List<Span> spans) {
        List<Span> byBeginning = new ArrayList<>(spans);
        byBeginning.sort(Comparator.comparingLong(Span::begun));
        List<Link> links = new ArrayList<>();
        for (Span span : byBeginning) {
            int before = links.stream()
                    .filter(link -> link.answered <= span.begun)
                    .mapToInt(Link::length)
                    .max()
                    .orElse(0);
            links.add(new Link(span.answered, before + 1));
        }
        return links.stream().mapToInt(Link::length).max().orElse(0);
    }

    private record Link(long answered, int length) {}
}
