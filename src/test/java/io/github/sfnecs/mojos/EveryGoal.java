package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.goal.Goal;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;

/**
 * All goals, wherever one is known: in the plugin's descriptor, which Maven's plugin tools make of the mojos, or in {@code enum Goal}.
 * Tests that expect something of each goal take them from here, so a goal that is only half there is told all that it owes.
 */
public final class EveryGoal {
    public static final String LIST = "src/main/java/io/github/sfnecs/goal/Goal.java";

    /** What Maven's plugin tools write. */
    private static final String GENERATED = "help";

    private static final List<MojoDescriptor> DESCRIBED = Goals.plugin().getMojos();

    private EveryGoal() {}

    /** All that users may type. */
    public static NavigableSet<String> names() {
        return Stream.concat(described().stream(), listed()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the descriptor. */
    public static NavigableSet<String> described() {
        return DESCRIBED.stream().map(MojoDescriptor::getGoal).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that are written here. */
    public static NavigableSet<String> ofOurs() {
        return without(names(), GENERATED::equals);
    }

    /** Those of ours that call AWS, as those may that {@code Goal} does not list. */
    public static NavigableSet<String> callingAws() {
        return without(
                ofOurs(),
                name -> listed(name).filter(goal -> goal.needs().isEmpty()).isPresent());
    }

    /** Those of them that change something there, or may. */
    public static NavigableSet<String> writing() {
        return without(
                callingAws(),
                name -> listed(name).filter(goal -> !goal.writes()).isPresent());
    }

    /** Those of ours that can be run. */
    public static NavigableSet<String> runnable() {
        return without(
                ofOurs(),
                name -> type(name)
                        .filter(AbstractSfnEcsMojo.class::isAssignableFrom)
                        .isEmpty());
    }

    /** The goal as it is before Maven configures it. */
    public static AbstractSfnEcsMojo mojo(String name) {
        try {
            return (AbstractSfnEcsMojo)
                    type(name).orElseThrow().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    /** What users type for it. */
    public static String name(AbstractSfnEcsMojo mojo) {
        return DESCRIBED.stream()
                .filter(goal -> goal.getImplementation().equals(mojo.getClass().getName()))
                .map(MojoDescriptor::getGoal)
                .findFirst()
                .orElseThrow();
    }

    /** Fails with a line for each goal that is not there, which says what it owes and where that belongs. */
    public static void assertAll(Collection<String> goals, Predicate<String> there, String owed) {
        String owing = goals.stream()
                .filter(there.negate())
                .map(goal -> "The goal " + goal + " owes " + owed.replace("<goal>", goal))
                .collect(Collectors.joining("\n"));
        assertThat(owing).withFailMessage(owing).isEmpty();
    }

    private static Stream<String> listed() {
        return Stream.of(Goal.values()).map(Goal::toString);
    }

    private static Optional<Goal> listed(String name) {
        return Stream.of(Goal.values())
                .filter(goal -> goal.toString().equals(name))
                .findFirst();
    }

    private static Optional<Class<?>> type(String name) {
        return DESCRIBED.stream()
                .filter(goal -> goal.getGoal().equals(name))
                .findFirst()
                .map(goal -> {
                    try {
                        return Class.forName(goal.getImplementation());
                    } catch (ClassNotFoundException e) {
                        throw new LinkageError(e.toString(), e);
                    }
                });
    }

    private static NavigableSet<String> without(NavigableSet<String> names, Predicate<String> left) {
        return names.stream().filter(left.negate()).collect(Collectors.toCollection(TreeSet::new));
    }
}
