package io.github.sfnecs.role;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.goal.Goal;
import io.github.sfnecs.iam.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** The least that the caller of each goal has to be allowed in one project; found without AWS. */
public final class CallerPolicy {
    private static final String ADMINISTRATOR = """
            Whoever has this is as good as an administrator: it may give the role every permission, and then assume it. Let an \
            administrator run ensure-role, and give CI what deploy-statemachine and execute need; jobs that build forks get none of \
            it. With permissionsBoundaryArn the role can be given no more than the boundary allows.
            """;

    private final CallerResources resources;

    /**
     * What of the task bounds what its callers may do.
     *
     * @param taskTags the tags that each of its tasks has
     * @param logStreams the ARNs of what its containers print to; empty where that is unknown
     */
    public record Bounds(SortedMap<String, String> taskTags, Optional<List<String>> logStreams) {}

    /** For goals that work on these. */
    public CallerPolicy(Scope scope, List<ClusterArn> clusters, StateMachineRole role, Bounds bounds) {
        this.resources = new CallerResources(scope, clusters, role, bounds);
    }

    /** Where the goals work. */
    Scope scope() {
        return resources.scope();
    }

    List<Permission> permissions(Goal goal) {
        return resources.permissions(goal).toList();
    }

    /** The policy of each goal that needs one, by its name, ready to paste, below why its resources are patterns where they are. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Goal goal : Goal.values()) {
            List<Permission> permissions = permissions(goal);
            if (!permissions.isEmpty()) {
                texts.put(goal.toString(), power(goal) + text(permissions));
            }
        }
        return texts;
    }

    /** What whoever has it can do that the text of the policy does not show; nothing where the text shows all. */
    private String power(Goal goal) {
        return switch (goal) {
            case ENSURE_ROLE ->
                resources.role() instanceof StateMachineRole.Managed managed
                        ? managed.permissionsBoundaryArn()
                                .map(boundary ->
                                        "Whoever has this can give the role, and take by it, all that " + boundary
                                                + " allows; so its holders must not be able to change that policy.\n")
                                .orElse(ADMINISTRATOR)
                        : "";
            case DEPLOY_STATEMACHINE ->
                "Whoever has this can run any command in the task's containers, with the task's roles.\n";
            case CLEANUP_TASKS ->
                resources.bounds().taskTags().isEmpty()
                        ? "Whoever has this can stop every task of the cluster, for tasks without taskTags have nothing that IAM could"
                                + " tell them by.\n"
                        : "Whoever has this can stop the tasks of the cluster that have the tags of taskTags, and no others.\n";
            case EXECUTE, CHECK, EXPLAIN, FOLLOW, STATUS, EXPORT, REDRIVE -> "";
        };
    }

    private static String text(List<Permission> permissions) {
        IamPolicy.Builder policy = IamPolicy.builder();
        permissions.forEach(permission -> policy.addStatement(permission.statement()));
        return Stream.concat(
                        permissions.stream()
                                .map(Permission::wildcard)
                                .filter(why -> !why.isEmpty())
                                .distinct()
                                .map(why -> "* because " + why),
                        Stream.of(PolicyDocument.of(policy.build()).text()))
                .collect(Collectors.joining("\n"));
    }
}
