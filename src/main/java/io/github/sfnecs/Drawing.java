package io.github.sfnecs;

import io.github.sfnecs.asl.RunTask;
import io.github.sfnecs.asl.RunTaskDefinition;
import io.github.sfnecs.asl.TaskDefinition;
import io.github.sfnecs.aws.TaskDefinitions;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.blueprint.Blueprint;
import java.util.function.Function;

/** Draws the blueprint of a state machine that runs a task. */
final class Drawing {
    private final Run run;

    Drawing(Run run) {
        this.run = run;
    }

    /** Draws it with the task's task definition, which is read where no goal of this build has read it before. */
    Blueprint of(RunTask task) {
        return of(task, this::active);
    }

    private TaskDefinition active(String name) {
        TaskDefinition taskDefinition = run.answers()
                .find(TaskDefinition.class, name)
                .orElseGet(() -> new TaskDefinitions(run.aws().ecs()).active(name));
        run.answers().remember(TaskDefinition.class, name, taskDefinition);
        return taskDefinition;
    }

    /** Draws it with task definitions that are read by this. */
    Blueprint of(RunTask task, Function<String, TaskDefinition> read) {
        TaskDefinition taskDefinition = read.apply(task.taskDefinition());
        WrongAccount.refuse(run.aws(), run.target().scope(), taskDefinition.arn());
        return Blueprint.of(
                RunTaskDefinition.of(task, taskDefinition),
                run.target().scope(),
                run.target().stateMachineArn(),
                name -> taskDefinition);
    }
}
