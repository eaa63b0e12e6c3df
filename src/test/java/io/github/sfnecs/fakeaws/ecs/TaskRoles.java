package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinition;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinitions;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles a task runs with: those of its task definition, unless RunTask names others. */
record TaskRoles(Optional<String> execution, Optional<String> task) {

    static TaskRoles of(Place place, TaskDefinition definition, JsonNode overrides) {
        return new TaskRoles(
                role(place, definition, overrides, "executionRoleArn"),
                role(place, definition, overrides, "taskRoleArn"));
    }

    private static Optional<String> role(Place place, TaskDefinition definition, JsonNode overrides, String member) {
        return overrides.has(member)
                ? Optional.of(
                        TaskDefinitions.roleArn(place, overrides.get(member).asText()))
                : definition.text(member);
    }

    /** Each once. */
    Set<String> passed() {
        return Stream.of(execution, task)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Refuses a role of this account that is not there or does not trust ECS; what other accounts have is unknown here.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">Conditions of the trust, for all clusters alike</a>
     */
    void requireAssumable(Place place, Account account) {
        Map<String, String> source =
                Map.of("aws:SourceAccount", place.account(), "aws:SourceArn", place.arn("ecs", "*"));
        passed().stream()
                .filter(role -> role.startsWith(place.globalArn("iam", "role/")))
                .filter(role -> !account.iam().authorizer().evaluateTrust(role, "ecs-tasks.amazonaws.com", source))
                .findFirst()
                .ifPresent(role -> {
                    throw new AwsError(
                            "ClientException",
                            "ECS was unable to assume the role '" + role
                                    + "' that was provided for this task. Please verify that the role being passed has the proper"
                                    + " trust relationship and permissions and that your IAM user has permissions to pass this role.");
                });
    }
}
