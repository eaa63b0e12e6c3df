package io.github.sfnecs.logs;

import java.time.Instant;

/**
 * A line that a container printed.
 *
 * @param stream where it was read
 * @param at when it was printed, as the log driver says
 * @param text as it was printed, without a line end, and not yet made safe for a terminal
 */
public record LogLine(LogStream stream, Instant at, String text) {}
