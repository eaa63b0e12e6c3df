package io.github.sfnecs.bench;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of one contender.
 *
 * @param wall seconds
 * @param cpu seconds, of the process and its children
 * @param memory MiB, the most that the process or one of its children had
 * @param calls how many calls of AWS were answered
 * @param chain the longest chain of calls that may depend on each other
 * @param ended when
 * @param tail seconds from the end of the execution until then, where there was one
 */
record Measured(
        double wall, Optional<Double> cpu, Optional<Double> memory, int calls, int chain, Instant ended, double tail) {
    Measured withChain(int length) {
        return new Measured(wall, cpu, memory, calls, length, ended, tail);
    }

    Measured withTail(double seconds) {
        return new Measured(wall, cpu, memory, calls, chain, ended, seconds);
    }
}
