package io.github.sfnecs.role;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decides about the roles of a task; for tasks with the same nothing is looked at twice.
 *
 * @param cluster where it runs
 * @param taskDefinition as the definition names it
 * @param executionRole instead of the task definition's
 * @param taskRole instead of the task definition's
 * @param onFargate whether it may run on Fargate
 * @param token whether it has to send a task token back
 * @param commands whether ECS Exec may open a shell in it
 * @param environmentFiles by container, those that it gets instead of the task definition's
 * @param heartbeats whether it has to send heartbeats
 */
public record TaskRoles(
        ClusterArn cluster,
        String taskDefinition,
        Ref executionRole,
        Ref taskRole,
        boolean onFargate,
        boolean token,
        boolean commands,
        Map<String, List<String>> environmentFiles,
        boolean heartbeats) {
    /** What a state decides; empty where only its input does. */
    public static Optional<TaskRoles> of(Scope scope, TaskUse use) {
        return use.cluster()
                .literal()
                .flatMap(named -> ClusterArn.in(scope, named))
                .flatMap(cluster -> use.taskDefinition()
                        .literal()
                        .map(name -> new TaskRoles(
                                cluster,
                                name,
                                use.executionRole(),
                                use.taskRole(),
                                use.onFargate(),
                                use.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN,
                                use.executesCommands(),
                                use.environmentFiles(),
                                use.wantsHeartbeats())));
    }
}
