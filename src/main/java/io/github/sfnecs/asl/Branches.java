package io.github.sfnecs.asl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * In which branch of the Parallel state around it each state is: the history of an execution does not tell.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html
 */
public final class Branches {
    private final Map<String, Integer> indexes = new HashMap<>();

    /** Those of a definition; none where that is not known. */
    public Branches(Optional<Definition> definition) {
        definition.stream()
                .flatMap(Definition::states)
                .filter(state -> state.type().equals("Parallel"))
                .forEach(parallel -> add(parallel.machines()));
    }

    private void add(List<Machine> branches) {
        for (int i = 0; i < branches.size(); i++) {
            for (State state : branches.get(i).states()) {
                indexes.put(state.name(), i);
            }
        }
    }

    /** The index of that of a state right in it, counted from 0; empty where that is not known. */
    public OptionalInt of(String state) {
        return indexes.containsKey(state) ? OptionalInt.of(indexes.get(state)) : OptionalInt.empty();
    }
}
