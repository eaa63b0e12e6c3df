package io.github.sfnecs.role;

import static io.github.sfnecs.role.Permission.Necessity.HELPFUL;
import static io.github.sfnecs.role.Permission.Necessity.REQUIRED;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.role.Permission.Necessity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The least that the caller of each goal has to be allowed; found without AWS.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
public final class CallerPolicy {
    private static final String ANY = "*";
    private static final String NO_RESOURCE = " has no resource in AWS";
    private static final String NEW_NAMES = "an execution has a new name each time";
    private static final String TASK_IDS = "the id of a task is unknown before it runs";

    /**
     * All of them take the key iam:PermissionsBoundary: of CreateRole and PutRolePermissionsBoundary the boundary that is to be, of the
     * others the one that the role has. https://docs.aws.amazon.com/service-authorization/latest/reference/list_iam.html
     */
    private static final List<String> CHANGES =
            List.of("iam:CreateRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy");

    private static final String BOUNDARY = "iam:PermissionsBoundary";
    private static final String ADMINISTRATOR = """
            Whoever has this is as good as an administrator: it may give the role every permission, and then assume it. Let an \
            administrator run ensure-role, and give CI what deploy-statemachine and execute need; jobs that build forks get none of \
            it. With permissionsBoundaryArn the role can be given no more than the boundary allows.
            """;

    private final Scope scope;
    private final ClusterArn cluster;
    private final String stateMachineArn;
    private final StateMachineRole role;
    private final Bounds bounds;
    private final List<Permission> all = new ArrayList<>();

    /**
     * What of the task bounds what its callers may do.
     *
     * @param taskTags the tags that each of its tasks has
     * @param logStreams the ARNs of what its containers print to; empty where that is unknown
     */
    public record Bounds(SortedMap<String, String> taskTags, Optional<List<String>> logStreams) {}

    /** For goals that work on these. */
    public CallerPolicy(ClusterArn cluster, StateMachineRole role, Bounds bounds) {
        this.scope = cluster.scope();
        this.cluster = cluster;
        this.stateMachineArn = role.stateMachineArn();
        this.role = role;
        this.bounds = bounds;
        ensureRole("ensure-role");
        deployStateMachine("deploy-statemachine");
        execute("execute");
        cleanupTasks("cleanup-tasks");
        check("check");
        explain("explain");
        follow("follow");
        status("status");
    }

    /** Where the goals work. */
    Scope scope() {
        return scope;
    }

    List<Permission> permissions() {
        return List.copyOf(all);
    }

    /** The policy of each goal, by its name, ready to paste, below why its resources are patterns where they are. */
    public Map<String, String> texts() {
        Map<String, List<Permission>> byGoal =
                all.stream().collect(Collectors.groupingBy(Permission::goal, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> texts = new LinkedHashMap<>();
        byGoal.forEach((goal, permissions) -> texts.put(goal, power(goal) + text(permissions)));
        return texts;
    }

    /** What whoever has it can do that the text of the policy does not show. */
    private String power(String goal) {
        return switch (goal) {
            case "ensure-role" ->
                role instanceof StateMachineRole.Managed managed
                        ? managed.permissionsBoundaryArn()
                                .map(boundary ->
                                        "Whoever has this can give the role, and take by it, all that " + boundary
                                                + " allows; so its holders must not be able to change that policy.\n")
                                .orElse(ADMINISTRATOR)
                        : "";
            case "deploy-statemachine" ->
                "Whoever has this can run any command in the task's containers, with the task's roles.\n";
            case "cleanup-tasks" ->
                bounds.taskTags().isEmpty()
                        ? "Whoever has this can stop every task of the cluster, for tasks without taskTags have nothing that IAM could"
                                + " tell them by.\n"
                        : "Whoever has this can stop the tasks of the cluster that have the tags of taskTags, and no others.\n";
            default -> "";
        };
    }

    private static String text(List<Permission> permissions) {
        IamPolicy.Builder policy = IamPolicy.builder();
        permissions.forEach(permission -> policy.addStatement(statement(permission)));
        return Stream.concat(
                        permissions.stream()
                                .map(Permission::wildcard)
                                .filter(why -> !why.isEmpty())
                                .distinct()
                                .map(why -> "* because " + why),
                        Stream.of(PolicyDocument.of(policy.build()).text()))
                .collect(Collectors.joining("\n"));
    }

    private static IamStatement statement(Permission permission) {
        IamStatement.Builder statement = IamStatement.builder().effect(IamEffect.ALLOW);
        permission.actions().forEach(statement::addAction);
        permission.resources().forEach(statement::addResource);
        permission
                .context()
                .forEach((key, value) -> statement.addCondition(condition -> condition
                        .operator(
                                key.equals("ecs:cluster")
                                        ? IamConditionOperator.ARN_EQUALS
                                        : IamConditionOperator.STRING_EQUALS)
                        .key(key)
                        .value(value)));
        return statement.build();
    }

    private void ensureRole(String goal) {
        describeTaskDefinition(goal, REQUIRED);
        allow(goal, REQUIRED, role.arn(), "iam:GetRole", "iam:GetRolePolicy");
        if (role instanceof StateMachineRole.Managed managed) {
            allow(goal, REQUIRED, role.arn(), "iam:TagRole");
            List<String> changes = new ArrayList<>(CHANGES);
            managed.permissionsBoundaryArn().ifPresent(boundary -> changes.add("iam:PutRolePermissionsBoundary"));
            add(
                    goal,
                    REQUIRED,
                    changes,
                    role.arn(),
                    managed.permissionsBoundaryArn()
                            .map(boundary -> Map.of(BOUNDARY, boundary))
                            .orElseGet(Map::of),
                    "");
            readPolicies(goal, managed.adoption() == Adoption.ADOPT ? REQUIRED : HELPFUL);
        } else {
            readPolicies(goal, REQUIRED);
        }
    }

    private void deployStateMachine(String goal) {
        describeTaskDefinition(goal, REQUIRED);
        allow(goal, HELPFUL, role.arn(), "iam:GetRole", "iam:GetRolePolicy");
        add(
                goal,
                REQUIRED,
                List.of("iam:PassRole"),
                role.arn(),
                Map.of("iam:PassedToService", "states.amazonaws.com"),
                "");
        allow(
                goal,
                REQUIRED,
                stateMachineArn,
                "states:DescribeStateMachine",
                "states:ListTagsForResource",
                "states:CreateStateMachine",
                "states:UpdateStateMachine",
                "states:TagResource");
        validate(goal);
    }

    private void execute(String goal) {
        allow(goal, REQUIRED, stateMachineArn, "states:StartExecution");
        add(
                goal,
                REQUIRED,
                List.of("states:DescribeExecution", "states:StopExecution"),
                executions(),
                Map.of(),
                NEW_NAMES);
        watch(goal);
    }

    /** To show what happens, and to explain a failure. */
    private void watch(String goal) {
        allow(goal, HELPFUL, executions(), "states:GetExecutionHistory", "states:DescribeStateMachineForExecution");
        tasks(goal, HELPFUL, "ecs:DescribeTasks");
        describeTaskDefinition(goal, HELPFUL);
        readLogs(goal);
        allow(goal, HELPFUL, role.arn(), "iam:GetRole", "iam:GetRolePolicy");
        readPolicies(goal, HELPFUL);
    }

    /** Nothing where no container prints to CloudWatch Logs; a group that there is not, where it is unknown to which. */
    private void readLogs(String goal) {
        List<String> streams = bounds.logStreams()
                .orElseGet(() -> List.of(scope.regional("logs", "log-group:YOUR-LOG-GROUP:log-stream:*")));
        if (!streams.isEmpty()) {
            all.add(new Permission(
                    goal,
                    HELPFUL,
                    List.of("logs:GetLogEvents"),
                    streams,
                    Map.of(),
                    bounds.logStreams().isPresent()
                            ? TASK_IDS
                            : TASK_IDS
                                    + "; write the awslogs-group of the task definition for YOUR-LOG-GROUP, since the task"
                                    + " definition could not be read"));
        }
    }

    private void cleanupTasks(String goal) {
        listTasks(goal, REQUIRED);
        tasks(goal, REQUIRED, "ecs:DescribeTasks");
        Map<String, String> context = new TreeMap<>(Map.of("ecs:cluster", cluster.text()));
        bounds.taskTags().forEach((key, value) -> context.put("aws:ResourceTag/" + key, value));
        add(goal, REQUIRED, List.of("ecs:StopTask"), scope.everyTask(cluster.name()), context, TASK_IDS);
    }

    private void listTasks(String goal, Necessity necessity) {
        add(
                goal,
                necessity,
                List.of("ecs:ListTasks"),
                ANY,
                Map.of("ecs:cluster", cluster.text()),
                "ecs:ListTasks" + NO_RESOURCE + " but container instances, which Fargate has not");
    }

    private void check(String goal) {
        allow(goal, HELPFUL, cluster.text(), "ecs:DescribeClusters");
        describeTaskDefinition(goal, HELPFUL);
        allow(goal, HELPFUL, stateMachineArn, "states:DescribeStateMachine", "states:ListTagsForResource");
        validate(goal);
        allow(goal, HELPFUL, role.arn(), "iam:GetRole", "iam:GetRolePolicy");
        readPolicies(goal, HELPFUL);
        all.add(new Permission(
                goal,
                HELPFUL,
                List.of("iam:GetRole", "iam:SimulatePrincipalPolicy"),
                List.of(scope.role("/", ANY)),
                Map.of(),
                "the task's roles stand in its task definition, and the caller may work as any role"));
        all.add(new Permission(
                goal,
                HELPFUL,
                List.of("iam:SimulatePrincipalPolicy"),
                List.of(scope.user("/", ANY)),
                Map.of(),
                "the caller may be any user"));
        add(
                goal,
                HELPFUL,
                List.of("iam:SimulateCustomPolicy"),
                ANY,
                Map.of(),
                "iam:SimulateCustomPolicy" + NO_RESOURCE);
        add(
                goal,
                HELPFUL,
                List.of(
                        "ec2:DescribeSubnets",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeRouteTables",
                        "ec2:DescribeVpcEndpoints"),
                ANY,
                Map.of(),
                "what EC2 describes" + NO_RESOURCE);
    }

    private void explain(String goal) {
        add(
                goal,
                REQUIRED,
                List.of("states:DescribeExecution", "states:GetExecutionHistory"),
                executions(),
                Map.of(),
                NEW_NAMES);
        tasks(goal, HELPFUL, "ecs:DescribeTasks");
        describeTaskDefinition(goal, HELPFUL);
        allow(goal, HELPFUL, role.arn(), "iam:GetRole", "iam:GetRolePolicy");
        readPolicies(goal, HELPFUL);
    }

    private void follow(String goal) {
        allow(goal, HELPFUL, stateMachineArn, "states:ListExecutions");
        add(goal, REQUIRED, List.of("states:DescribeExecution"), executions(), Map.of(), NEW_NAMES);
        watch(goal);
    }

    private void status(String goal) {
        allow(goal, HELPFUL, stateMachineArn, "states:DescribeStateMachine", "states:ListExecutions");
        listTasks(goal, HELPFUL);
        tasks(goal, HELPFUL, "ecs:DescribeTasks");
    }

    private String executions() {
        return scope.execution(new StateMachineArn(stateMachineArn).name(), ANY);
    }

    private void validate(String goal) {
        add(
                goal,
                HELPFUL,
                List.of("states:ValidateStateMachineDefinition"),
                ANY,
                Map.of(),
                "states:ValidateStateMachineDefinition" + NO_RESOURCE);
    }

    private void describeTaskDefinition(String goal, Necessity necessity) {
        add(
                goal,
                necessity,
                List.of("ecs:DescribeTaskDefinition"),
                ANY,
                Map.of(),
                "ecs:DescribeTaskDefinition" + NO_RESOURCE);
    }

    private void readPolicies(String goal, Necessity necessity) {
        allow(goal, necessity, role.arn(), "iam:ListRolePolicies", "iam:ListAttachedRolePolicies");
        String own = scope.policy(scope.account(), ANY);
        all.add(new Permission(
                goal,
                necessity,
                List.of("iam:GetPolicy", "iam:GetPolicyVersion"),
                List.of(own, scope.policy("aws", ANY)),
                Map.of(),
                "which policies are attached to the role is unknown beforehand"));
    }

    private void tasks(String goal, Necessity necessity, String... actions) {
        add(
                goal,
                necessity,
                List.of(actions),
                scope.everyTask(cluster.name()),
                Map.of("ecs:cluster", cluster.text()),
                TASK_IDS);
    }

    private void allow(String goal, Necessity necessity, String resource, String... actions) {
        add(goal, necessity, List.of(actions), resource, Map.of(), "");
    }

    private void add(
            String goal,
            Necessity necessity,
            List<String> actions,
            String resource,
            Map<String, String> context,
            String wildcard) {
        all.add(new Permission(goal, necessity, actions, List.of(resource), context, wildcard));
    }
}
