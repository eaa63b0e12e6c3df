package io.github.sfnecs.asl;

import java.util.List;

/**
 * One ECS task that a definition can start: what the state machine's role must be allowed follows from these.
 *
 * @param state the state's name
 * @param pattern how the state waits
 * @param cluster the cluster's ARN, as the state names it
 * @param taskDefinition the task definition, as the state names it: an ARN with revision, or a family
 * @param tagged whether the task gets tags as it starts
 * @param overrideRoles the roles that the state names instead of the task definition's
 */
public record TaskUse(
        String state,
        IntegrationPattern pattern,
        String cluster,
        String taskDefinition,
        boolean tagged,
        List<String> overrideRoles) {}
