package io.github.sfnecs.mapruns;

/**
 * Items that failed for the same reason.
 *
 * @param why the reason in a few words, such as {@code app exit code 137 (memory)}
 * @param meaning what that means, sentences; empty where nothing is known of it
 * @param remedy what to do about it; empty where nothing is known
 * @param count how many of them there are
 * @param example one of them
 */
public record FailureGroup(String why, String meaning, String remedy, long count, FailedItem example) {}
