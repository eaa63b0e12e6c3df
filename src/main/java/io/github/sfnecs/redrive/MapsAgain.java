package io.github.sfnecs.redrive;

import java.util.ArrayList;
import java.util.List;

/**
 * The distributed Maps in which an execution goes on.
 *
 * @param maps those that were looked at
 * @param more how many there are besides
 */
record MapsAgain(List<OneMap> maps, int more) {
    /**
     * One of them.
     *
     * @param state its name
     * @param mapRun the ARN of its Map Run
     * @param executions how many of those for its items did not succeed
     * @param told what runs again of it, and about what that costs
     */
    record OneMap(String state, String mapRun, Unsuccessful executions, String told) {}

    /** A sentence or two for each. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        maps.stream().map(OneMap::told).forEach(told::add);
        if (more > 0) {
            told.add("And so do items of " + more + " more Map Runs.");
        }
        return told;
    }
}
