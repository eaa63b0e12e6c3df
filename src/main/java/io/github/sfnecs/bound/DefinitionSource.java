package io.github.sfnecs.bound;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.fanout.BucketKeys;
import io.github.sfnecs.fanout.FanOut;
import io.github.sfnecs.fanout.MapDefinition;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.RunTaskDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a state machine's definition comes from. */
public sealed interface DefinitionSource {
    /** The definition as far as it is known without its task definitions. */
    Definition outline();

    /** The items for each of which it runs the task; empty where it is not the plugin that makes it so. */
    default Optional<FanOut> items() {
        return Optional.empty();
    }

    /** What the user adds to what follows from it. */
    default Additions additions() {
        return Additions.none();
    }

    /** The task definitions that its states may run, as far as that is known, by the names that it or the user has for them. */
    default List<String> taskDefinitions() {
        Set<String> names = new LinkedHashSet<>(outline().taskDefinitions());
        names.addAll(additions().taskDefinitions());
        return List.copyOf(names);
    }

    /**
     * The definition.
     *
     * @param read reads a task definition by the name that the definition has for it
     * @throws io.github.sfnecs.diagnostic.ProblemException with everything that a task definition contradicts
     */
    Definition definition(Function<String, TaskShape> read);

    /**
     * The task of the POM.
     *
     * @param task as its parameters say
     * @param map the items for each of which it runs, and the state machine's name; empty where it runs once
     */
    record OfTask(RunTask task, Optional<Many> map) implements DefinitionSource {
        @Override
        public Definition outline() {
            return around(RunTaskDefinition.outline(task));
        }

        @Override
        public Definition definition(Function<String, TaskShape> read) {
            return around(RunTaskDefinition.of(task, read.apply(task.taskDefinition())));
        }

        @Override
        public Optional<FanOut> items() {
            return map.map(Many::items);
        }

        @Override
        public Additions additions() {
            return map.map(many ->
                            Additions.ofKeys(many.keys().items(), many.keys().results()))
                    .orElse(Additions.none());
        }

        private Definition around(Definition once) {
            return map.map(many -> new MapDefinition(many.items(), task, many.stateMachine()).around(once))
                    .orElse(once);
        }
    }

    /**
     * That the task runs for many items.
     *
     * @param items which
     * @param stateMachine the name of the state machine
     * @param keys with which the buckets are encrypted that it reads and writes
     */
    record Many(FanOut items, String stateMachine, BucketKeys keys) {}

    /**
     * A file of the user's.
     *
     * @param outline all that it says, which needs no task definition
     * @param additions what does not follow from it
     */
    record OfFile(Definition outline, Additions additions) implements DefinitionSource {
        @Override
        public Definition definition(Function<String, TaskShape> read) {
            return outline;
        }
    }
}
