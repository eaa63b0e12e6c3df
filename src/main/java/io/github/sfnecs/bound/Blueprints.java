package io.github.sfnecs.bound;

import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.RunTaskDefinition;
import java.util.function.Function;

/** Draws the blueprint of a state machine that runs a task. */
public final class Blueprints {
    private final GoalContext context;

    public Blueprints(GoalContext context) {
        this.context = context;
    }

    /** Draws it with the task's task definition, which is read where no goal of this build has read it before. */
    public Blueprint of(RunTask task) {
        return of(task, this::active);
    }

    private TaskShape active(String name) {
        TaskShape taskDefinition = context.answers()
                .find(TaskShape.class, name)
                .orElseGet(() -> new TaskDefinitions(context.aws().ecs()).active(name));
        context.answers().remember(TaskShape.class, name, taskDefinition);
        return taskDefinition;
    }

    /** Draws it with task definitions that are read by this. */
    Blueprint of(RunTask task, Function<String, TaskShape> read) {
        TaskShape taskDefinition = read.apply(task.taskDefinition());
        WrongAccount.refuse(context.aws(), context.target().scope(), taskDefinition.arn());
        return Blueprint.of(
                RunTaskDefinition.of(task, taskDefinition),
                context.target().scope(),
                context.target().stateMachineArn(),
                name -> taskDefinition);
    }
}
