package io.github.sfnecs.change;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tag by which a role or a state machine is known as ours: its value is the ARN of the state machine it serves, so that
 * neither a copied tag nor a second state machine claims it.
 */
public final class OwnershipTag {
    /** The tag's key, on roles and state machines. */
    public static final String KEY = "sfn-ecs:state-machine";

    private OwnershipTag() {}

    /** Whether something with these tags was made for this state machine. */
    public static boolean on(Map<String, String> tags, String stateMachineArn) {
        return stateMachineArn.equals(tags.get(KEY));
    }

    /** Whether something with these tags was made for no state machine at all, or has lost the tag that says so. */
    public static boolean absent(Map<String, String> tags) {
        return !tags.containsKey(KEY);
    }

    /** The user's tags and the ownership tag. */
    public static SortedMap<String, String> with(Map<String, String> tags, String stateMachineArn) {
        SortedMap<String, String> all = new TreeMap<>(tags);
        all.put(KEY, stateMachineArn);
        return all;
    }

    /** The tags that are wanted and not there, or there with another value; what else is there stays. */
    public static SortedMap<String, String> missing(Map<String, String> wanted, Map<String, String> actual) {
        SortedMap<String, String> missing = new TreeMap<>(wanted);
        missing.entrySet().removeIf(tag -> tag.getValue().equals(actual.get(tag.getKey())));
        return missing;
    }
}
