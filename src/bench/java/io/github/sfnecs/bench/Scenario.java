package io.github.sfnecs.bench;

import java.util.List;

/**
 * Something that people want done, and who does it.
 *
 * @param name what it is
 * @param latency milliseconds that each call takes at least
 * @param rounds how often each of them does it
 * @param contenders who does it, one after the other in each round
 */
record Scenario(String name, int latency, int rounds, List<Contender> contenders) {
    /** Somebody who does it. */
    record Contender(String name, Attempt attempt) {}

    /** Does it once, in an account of its own; rounds are counted from 0. */
    interface Attempt {
        Measured run(int round) throws Exception;
    }
}
