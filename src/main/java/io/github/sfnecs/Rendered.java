package io.github.sfnecs;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.RunTask;
import io.github.sfnecs.asl.RunTaskDefinition;
import io.github.sfnecs.asl.TaskDefinition;
import io.github.sfnecs.aws.TaskDefinitions;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.role.PermissionsPolicy;
import io.github.sfnecs.role.RequiredPolicies;
import io.github.sfnecs.role.TrustPolicy;

/**
 * A task as AWS needs it: the definition that runs it, and the policies that follow from the definition.
 *
 * @param definition of the state machine
 * @param policies of its role
 */
record Rendered(Definition definition, RequiredPolicies policies) {
    /** Renders with the task's task definition, which is read where no goal of this build has read it before. */
    static Rendered of(Run run, RunTask task) {
        String name = task.taskDefinition();
        TaskDefinition taskDefinition = run.answers()
                .find(TaskDefinition.class, name)
                .orElseGet(() -> new TaskDefinitions(run.aws().ecs()).active(name));
        run.answers().remember(TaskDefinition.class, name, taskDefinition);
        return of(run, task, taskDefinition);
    }

    /** Renders with a task definition that was read. */
    static Rendered of(Run run, RunTask task, TaskDefinition taskDefinition) {
        WrongAccount.refuse(run.aws(), run.target().scope(), taskDefinition.arn());
        Definition definition = new RunTaskDefinition(task, taskDefinition).render();
        return new Rendered(
                definition,
                new RequiredPolicies(
                        TrustPolicy.of(run.target().scope(), run.target().stateMachineArn()),
                        new PermissionsPolicy(run.target().scope(), name -> taskDefinition).of(definition.taskUses())));
    }
}
