package io.github.sfnecs.asl;

import io.github.sfnecs.arn.ExecutionArn;

/**
 * The ECS task group that tells which state machine and which execution started a task: {@code sfn-ecs:<state machine>:<execution>}.
 * The names come from the execution's context, not from the configuration: a definition that is copied to another state machine
 * marks that machine's tasks, not ours. ECS keeps the group and returns it from {@code DescribeTasks}; the tasks of ECS services
 * have the group {@code service:<name>}. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
public final class TaskGroup {
    /** The value of {@code Group.$} in the definition; neither name can contain a colon. */
    public static final String EXPRESSION = "States.Format('sfn-ecs:{}:{}', $$.StateMachine.Name, $$.Execution.Name)";

    private TaskGroup() {}

    /** What the group of every task begins with that the state machine started, and of no other. */
    public static String prefix(String stateMachineName) {
        return "sfn-ecs:" + stateMachineName + ":";
    }

    /** The group of every task that an execution started. */
    public static String of(String executionArn) {
        ExecutionArn execution = new ExecutionArn(executionArn);
        return prefix(execution.stateMachine()) + execution.name();
    }
}
