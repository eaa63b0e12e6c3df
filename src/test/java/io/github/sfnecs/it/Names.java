package io.github.sfnecs.it;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * What things are called in the story that a consumer project tells, and what they are called where others have theirs beside
 * them: the name with an ending that no other run has; account, region and subnets as they are there.
 */
final class Names {
    private final String ending =
            "-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 30, 1L << 31), Character.MAX_RADIX);
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Set<String> own = new TreeSet<>(Set.of("hello", "test-cluster", "ecsTaskExecutionRole"));
    private Pattern pattern = pattern();

    /** A place of the story is that one there. */
    void place(String story, String there) {
        if (!story.equals(there)) {
            places.put(story, there);
        }
    }

    /** Something is about to be created that has this name in the story. */
    synchronized void own(String name) {
        if (!name.isEmpty() && own.add(name)) {
            pattern = pattern();
        }
    }

    private Pattern pattern() {
        return Pattern.compile(
                own.stream().map(Pattern::quote).collect(joining("|", "(?<![A-Za-z0-9])(?:", ")(?![A-Za-z0-9])")));
    }

    /** The same text as it is said there. */
    synchronized String there(String story) {
        String text = pattern.matcher(story).replaceAll(found -> found.group() + ending);
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        return text;
    }

    /** The same text as the story has it. */
    String story(String there) {
        String text = there.replace(ending, "");
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = text.replace(place.getValue(), place.getKey());
        }
        return text;
    }
}
