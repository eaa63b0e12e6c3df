package io.github.sfnecs.asl;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A state that starts another execution of its own state machine in every execution, so that there is no last one.
 *
 * @param use what the state does
 */
public record EndlessStart(Use.NestedUse use) {
    /**
     * The first such state; none where a Choice or a Catch may lead past it. What only some items lead to is not looked at.
     *
     * @param stateMachineArn the state machine that has the definition
     */
    public static Optional<EndlessStart> in(Definition definition, String stateMachineArn) {
        Map<String, EndlessStart> starts = definition.uses().stream()
                .filter(Use.NestedUse.class::isInstance)
                .map(Use.NestedUse.class::cast)
                .filter(use -> use.startsItself(stateMachineArn))
                .collect(Collectors.toMap(use -> use.state().location(), EndlessStart::new));
        return starts.isEmpty() ? Optional.empty() : in(definition.machine(), starts);
    }

    /** Whether it waits for the other's end, and so never comes to its own. */
    public boolean waits() {
        return use.form().startsWith(".sync");
    }

    /** The first that every run of these states comes to, of those that there are, by their locations. */
    private static Optional<EndlessStart> in(Machine machine, Map<String, EndlessStart> starts) {
        Map<String, State> ahead = new HashMap<>();
        machine.states().forEach(state -> ahead.put(state.name(), state));
        State state = ahead.remove(machine.startAt());
        // a Choice has no Next of its own
        while (state != null) {
            Optional<EndlessStart> found = Stream.concat(
                            Stream.ofNullable(starts.get(state.location())), branches(state, starts))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            state = state.body().has("Catch")
                    ? null
                    : ahead.remove(state.body().path("Next").asText());
        }
        return Optional.empty();
    }

    private static Stream<EndlessStart> branches(State state, Map<String, EndlessStart> starts) {
        return state.type().equals("Parallel")
                ? state.machines().stream().flatMap(branch -> in(branch, starts).stream())
                : Stream.empty();
    }
}
