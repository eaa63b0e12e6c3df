package io.github.sfnecs.role;

import static io.github.sfnecs.role.Permission.Necessity.HELPFUL;
import static io.github.sfnecs.role.Permission.Necessity.REQUIRED;

import io.github.sfnecs.aws.ClusterArn;
import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.role.Permission.Necessity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Scope scope;
    private final ClusterArn cluster;
    private final String stateMachineArn;
    private final StateMachineRole role;
    private final List<Permission> all = new ArrayList<>();

    /** For goals that work on these. */
    public CallerPolicy(ClusterArn cluster, StateMachineRole role) {
        this.scope = cluster.scope();
        this.cluster = cluster;
        this.stateMachineArn = role.stateMachineArn();
        this.role = role;
        ensureRole("ensure-role");
        deployStateMachine("deploy-statemachine");
        execute("execute");
        cleanupTasks("cleanup-tasks");
        check("check");
        explain("explain");
        follow("follow");
        status("status");
    }

    List<Permission> permissions() {
        return List.copyOf(all);
    }

    /** The policy of each goal, by its name, ready to paste, below why its resources are patterns where they are. */
    public Map<String, String> texts() {
        Map<String, List<Permission>> byGoal =
                all.stream().collect(Collectors.groupingBy(Permission::goal, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> texts = new LinkedHashMap<>();
        byGoal.forEach((goal, permissions) -> texts.put(goal, text(permissions)));
        return texts;
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
            allow(
                    goal,
                    REQUIRED,
                    role.arn(),
                    "iam:CreateRole",
                    "iam:TagRole",
                    "iam:PutRolePolicy",
                    "iam:UpdateAssumeRolePolicy");
            if (managed.permissionsBoundaryArn().isPresent()) {
                allow(goal, REQUIRED, role.arn(), "iam:PutRolePermissionsBoundary");
            }
            if (managed.adoption() == Adoption.ADOPT) {
                readPolicies(goal, REQUIRED);
            }
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
        add(
                goal,
                HELPFUL,
                List.of("logs:GetLogEvents"),
                scope.regional("logs", "log-group:*:log-stream:*"),
                Map.of(),
                "the log groups stand in the task definition");
        allow(goal, HELPFUL, role.arn(), "iam:GetRole", "iam:GetRolePolicy");
        readPolicies(goal, HELPFUL);
    }

    private void cleanupTasks(String goal) {
        listTasks(goal, REQUIRED);
        tasks(goal, REQUIRED, "ecs:DescribeTasks", "ecs:StopTask");
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
        return scope.execution(stateMachineArn.substring(stateMachineArn.lastIndexOf(':') + 1), ANY);
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
