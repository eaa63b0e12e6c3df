package io.github.sfnecs.role;

import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What the role needs so that states run ECS tasks.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html ,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
final class TaskStatements {
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern REVISION = Pattern.compile("\\d{1,10}");
    private static final String MANAGED_RULE = "StepFunctionsGetEventsForECSTaskRule";

    private final Scope scope;
    private final Function<String, TaskShape> taskDefinitions;

    TaskStatements(Scope scope, Function<String, TaskShape> taskDefinitions) {
        this.scope = scope;
        this.taskDefinitions = taskDefinitions;
    }

    /** What is wrong with the cluster of a state, where the definition decides which it is. */
    static Optional<Problem> notACluster(Scope scope, TaskUse use) {
        return use.cluster()
                .literal()
                .filter(named -> ClusterArn.in(scope, named).isEmpty())
                .map(named -> Problem.failed(
                        "Cluster '" + named + "' is not an ECS cluster of this region and account.",
                        "state " + use.state().name(),
                        "A cluster is given by its ARN or by its name, and runs no tasks for state machines elsewhere.",
                        "Write it like " + scope.regional("ecs", "cluster/jobs") + ", or like jobs"));
    }

    /** The statements for these tasks, of which the definition decides everything; none where there are none. */
    List<IamStatement> of(List<TaskUse> uses) {
        List<IamStatement> statements = new ArrayList<>();
        List<ClusterArn> clusters = uses.stream().map(this::cluster).distinct().toList();
        for (int i = 0; i < clusters.size(); i++) {
            ClusterArn cluster = clusters.get(i);
            // a Sid is unique in its policy
            String number = i == 0 ? "" : String.valueOf(i + 1);
            List<TaskUse> there =
                    uses.stream().filter(use -> cluster(use).equals(cluster)).toList();
            statements.add(runTask("RunTask" + number, cluster, there));
            if (there.stream().anyMatch(TaskUse::tagged)) {
                statements.add(tagTask("TagTask" + number, cluster));
            }
            if (there.stream().anyMatch(use -> use.pattern() == RUN_JOB)) {
                statements.add(followTask("FollowTask" + number, cluster));
            }
        }
        List<String> roles =
                uses.stream().flatMap(this::roles).distinct().sorted().toList();
        if (!roles.isEmpty()) {
            statements.add(passRole(roles));
        }
        if (uses.stream().anyMatch(use -> use.pattern() == RUN_JOB)) {
            statements.add(managedRule());
        }
        return statements;
    }

    private ClusterArn cluster(TaskUse use) {
        return ClusterArn.in(scope, use.cluster().literal().orElseThrow()).orElseThrow();
    }

    private IamStatement runTask(String sid, ClusterArn cluster, List<TaskUse> uses) {
        IamStatement.Builder statement = PermissionsPolicy.allow(sid, "ecs:RunTask");
        uses.stream().map(this::revisions).distinct().sorted().forEach(statement::addResource);
        return onlyIn(cluster, statement).build();
    }

    /**
     * Where the state names only a family, AWS takes its newest revision when the state runs and authorizes that one, so all
     * revisions have to be allowed; which will be the newest is unknown beforehand.
     */
    private String revisions(TaskUse use) {
        String name = use.taskDefinition().literal().orElseThrow();
        TaskShape taskDefinition = taskDefinitions.apply(name);
        boolean pinned = name.matches(".*:\\d+");
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

    private IamStatement tagTask(String sid, ClusterArn cluster) {
        // the task's id is unknown before it runs, so every task of the cluster; but only while RunTask creates it
        return PermissionsPolicy.allow(sid, "ecs:TagResource")
                .addResource(cluster.scope().everyTask(cluster.name()))
                .addCondition(condition -> condition
                        .operator(IamConditionOperator.STRING_EQUALS)
                        .key("ecs:CreateAction")
                        .value("RunTask"))
                .build();
    }

    private IamStatement followTask(String sid, ClusterArn cluster) {
        // StopTask when an execution is aborted, DescribeTasks when the completion event doesn't arrive;
        // the task's id is unknown beforehand, so every task of the cluster
        return onlyIn(
                        cluster,
                        PermissionsPolicy.allow(sid, "ecs:StopTask")
                                .addAction("ecs:DescribeTasks")
                                .addResource(cluster.scope().everyTask(cluster.name())))
                .build();
    }

    private Stream<String> roles(TaskUse use) {
        TaskShape taskDefinition =
                taskDefinitions.apply(use.taskDefinition().literal().orElseThrow());
        return Stream.of(
                        taskDefinition.executionRoleArn().stream(),
                        taskDefinition.taskRoleArn().stream(),
                        Stream.of(use.taskRole(), use.executionRole()).flatMap(role -> role.literal().stream()))
                .flatMap(some -> some)
                .map(role -> TaskRole.of(scope, role).arn());
    }

    private static IamStatement passRole(List<String> roles) {
        IamStatement.Builder statement = PermissionsPolicy.allow("PassRole", "iam:PassRole");
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
        return PermissionsPolicy.allow("ManagedRule", "events:PutTargets")
                .addAction("events:PutRule")
                .addAction("events:DescribeRule")
                .addResource(scope.rule(MANAGED_RULE))
                .build();
    }

    private static IamStatement.Builder onlyIn(ClusterArn cluster, IamStatement.Builder statement) {
        return statement.addCondition(condition -> condition
                .operator(IamConditionOperator.ARN_EQUALS)
                .key("ecs:cluster")
                .value(cluster.text()));
    }
}
