package io.github.sfnecs.role;

import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;

import io.github.sfnecs.asl.TaskDefinition;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.aws.ClusterArn;
import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What the state machine's role is allowed: what its definition can start, and nothing else. Derived from the definition, never
 * from the configuration.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html ,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
public final class PermissionsPolicy {
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern REVISION = Pattern.compile("\\d{1,10}");
    private static final String MANAGED_RULE = "StepFunctionsGetEventsForECSTaskRule";

    private final Scope scope;
    private final Function<String, TaskDefinition> taskDefinitions;

    /** Policies in this scope, for task definitions that are looked up by the name that a state gives. */
    public PermissionsPolicy(Scope scope, Function<String, TaskDefinition> taskDefinitions) {
        this.scope = scope;
        this.taskDefinitions = taskDefinitions;
    }

    /** The policy for a definition that can start these tasks, at least one. */
    public PolicyDocument of(List<TaskUse> uses) {
        IamPolicy.Builder policy = IamPolicy.builder();
        List<String> clusters = uses.stream().map(TaskUse::cluster).distinct().toList();
        for (int i = 0; i < clusters.size(); i++) {
            String cluster = clusters.get(i);
            // a Sid is unique in its policy
            String number = i == 0 ? "" : String.valueOf(i + 1);
            List<TaskUse> there =
                    uses.stream().filter(use -> use.cluster().equals(cluster)).toList();
            policy.addStatement(runTask("RunTask" + number, cluster, there));
            if (there.stream().anyMatch(TaskUse::tagged)) {
                policy.addStatement(tagTask("TagTask" + number, cluster));
            }
            if (there.stream().anyMatch(use -> use.pattern() == RUN_JOB)) {
                policy.addStatement(followTask("FollowTask" + number, cluster));
            }
        }
        List<String> roles =
                uses.stream().flatMap(this::roles).distinct().sorted().toList();
        if (!roles.isEmpty()) {
            policy.addStatement(passRole(roles));
        }
        if (uses.stream().anyMatch(use -> use.pattern() == RUN_JOB)) {
            policy.addStatement(managedRule());
        }
        return PolicyDocument.of(policy.build());
    }

    private IamStatement runTask(String sid, String cluster, List<TaskUse> uses) {
        IamStatement.Builder statement = allow(sid, "ecs:RunTask");
        uses.stream().map(this::revisions).distinct().sorted().forEach(statement::addResource);
        return onlyIn(cluster, statement).build();
    }

    /**
     * Where the state names only a family, AWS takes its newest revision when the state runs and authorizes that one, so all
     * revisions have to be allowed; which will be the newest is unknown beforehand.
     */
    private String revisions(TaskUse use) {
        TaskDefinition taskDefinition = taskDefinitions.apply(use.taskDefinition());
        boolean pinned = use.taskDefinition().matches(".*:\\d+");
        String every = scope.everyRevision(taskDefinition.family());
        // of what is answered, only what is a family's goes into the policy
        String anyRevision = every.substring(0, every.length() - 1);
        if (!FAMILY.matcher(taskDefinition.family()).matches()
                || !taskDefinition.arn().startsWith(anyRevision)
                || !REVISION.matcher(taskDefinition.arn().substring(anyRevision.length()))
                        .matches()) {
            throw new ProblemException(Problem.failed(
                    "What AWS answered is not a task definition that a policy may name.",
                    "taskDefinitionArn",
                    "It answered with the ARN '" + taskDefinition.arn() + "' and the family '" + taskDefinition.family()
                            + "'.",
                    "Where sfn-ecs.endpoint or AWS_ENDPOINT_URL is set, see whether that is AWS or works like it"));
        }
        return pinned ? taskDefinition.arn() : every;
    }

    private IamStatement tagTask(String sid, String cluster) {
        // the task's id is unknown before it runs, so every task of the cluster; but only while RunTask creates it
        return allow(sid, "ecs:TagResource")
                .addResource(scope.everyTask(ClusterArn.parse(cluster).name()))
                .addCondition(condition -> condition
                        .operator(IamConditionOperator.STRING_EQUALS)
                        .key("ecs:CreateAction")
                        .value("RunTask"))
                .build();
    }

    private IamStatement followTask(String sid, String cluster) {
        // StopTask when an execution is aborted, DescribeTasks when the completion event doesn't arrive;
        // the task's id is unknown beforehand, so every task of the cluster
        return onlyIn(
                        cluster,
                        allow(sid, "ecs:StopTask")
                                .addAction("ecs:DescribeTasks")
                                .addResource(scope.everyTask(
                                        ClusterArn.parse(cluster).name())))
                .build();
    }

    private Stream<String> roles(TaskUse use) {
        TaskDefinition taskDefinition = taskDefinitions.apply(use.taskDefinition());
        return Stream.of(
                        taskDefinition.executionRoleArn().stream(),
                        taskDefinition.taskRoleArn().stream(),
                        use.overrideRoles().stream())
                .flatMap(some -> some)
                .map(role -> TaskRole.of(scope, role).arn());
    }

    private static IamStatement passRole(List<String> roles) {
        IamStatement.Builder statement = allow("PassRole", "iam:PassRole");
        roles.forEach(statement::addResource);
        return statement
                .addCondition(condition -> condition
                        .operator(IamConditionOperator.STRING_EQUALS)
                        .key("iam:PassedToService")
                        .value("ecs-tasks.amazonaws.com"))
                .build();
    }

    /** Run a Job learns of the task's end from a rule that Step Functions creates with the role's permissions. */
    private IamStatement managedRule() {
        return allow("ManagedRule", "events:PutTargets")
                .addAction("events:PutRule")
                .addAction("events:DescribeRule")
                .addResource(scope.rule(MANAGED_RULE))
                .build();
    }

    private static IamStatement.Builder allow(String sid, String action) {
        return IamStatement.builder().sid(sid).effect(IamEffect.ALLOW).addAction(action);
    }

    private static IamStatement.Builder onlyIn(String cluster, IamStatement.Builder statement) {
        return statement.addCondition(condition -> condition
                .operator(IamConditionOperator.ARN_EQUALS)
                .key("ecs:cluster")
                .value(cluster));
    }
}
