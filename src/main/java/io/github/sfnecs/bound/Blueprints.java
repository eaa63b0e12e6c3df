package io.github.sfnecs.bound;

import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.ecs.TaskDefinitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Draws the blueprint of a state machine. */
public final class Blueprints {
    private final GoalContext context;

    public Blueprints(GoalContext context) {
        this.context = context;
    }

    /** Draws it with its task definitions, which are read where no goal of this build has read them before. */
    public Blueprint of(DefinitionSource source) {
        List<String> names = source.taskDefinitions();
        Map<String, Supplier<TaskShape>> reading = new HashMap<>();
        // one alone is not worth a thread, and no read waits for another
        if (names.size() > 1) {
            names.forEach(name -> reading.put(name, context.aws().ahead(() -> active(name))));
        }
        return of(source, name -> reading.getOrDefault(name, () -> active(name)).get());
    }

    private TaskShape active(String name) {
        TaskShape taskDefinition = context.answers()
                .find(TaskShape.class, name)
                .orElseGet(() -> new TaskDefinitions(context.aws().ecs()).active(name));
        context.answers().remember(TaskShape.class, name, taskDefinition);
        return taskDefinition;
    }

    /** Draws it with task definitions that are read by this. */
    Blueprint of(DefinitionSource source, Function<String, TaskShape> read) {
        Function<String, TaskShape> ours = name -> {
            TaskShape taskDefinition = read.apply(name);
            WrongAccount.refuse(context.aws(), context.target().scope(), taskDefinition.arn());
            return taskDefinition;
        };
        return Blueprint.of(
                source.definition(ours),
                source.additions(),
                context.target().scope(),
                context.target().stateMachineArn(),
                ours);
    }
}
