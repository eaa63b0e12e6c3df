package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.Clients;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** An account with a cluster, a Fargate task definition {@code job} and a role that may run it, on a manual clock. */
public final class World implements AutoCloseable {

    public static final String ACCOUNT = "123456789012";
    public static final String ROLE = "arn:aws:iam::123456789012:role/runner";
    public static final String TASK_ROLE = "arn:aws:iam::123456789012:role/jobTaskRole";
    public static final String EXECUTION_ROLE = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole";

    public static final String MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:machine";

    public static final String EXECUTION = "arn:aws:states:eu-central-1:123456789012:execution:machine:run";

    public static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "states.amazonaws.com"},
              "Action": "sts:AssumeRole", "Condition": {
                "ArnLike": {"aws:SourceArn": "arn:aws:states:eu-central-1:123456789012:stateMachine:*"},
                "StringEquals": {"aws:SourceAccount": "123456789012"}}}]}""";

    public static final String RUN_TASK = """
            {"Effect": "Allow", "Action": "ecs:RunTask",
             "Resource": "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:*",
             "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"}}}""";

    public static final String PASS_ROLES = """
            {"Effect": "Allow", "Action": "iam:PassRole",
             "Resource": ["arn:aws:iam::123456789012:role/ecsTaskExecutionRole", "arn:aws:iam::123456789012:role/jobTaskRole"],
             "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}""";

    public static final String TAG = """
            {"Effect": "Allow", "Action": "ecs:TagResource", "Resource": "arn:aws:ecs:eu-central-1:123456789012:task/jobs/*",
             "Condition": {"StringEquals": {"ecs:CreateAction": "RunTask"}}}""";

    public static final String STOP = """
            {"Effect": "Allow", "Action": "ecs:StopTask", "Resource": "arn:aws:ecs:eu-central-1:123456789012:task/jobs/*",
             "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"}}}""";

    public static final String DESCRIBE = """
            {"Effect": "Allow", "Action": "ecs:DescribeTasks", "Resource": "arn:aws:ecs:eu-central-1:123456789012:task/jobs/*",
             "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"}}}""";

    public static final String MANAGED_RULE = """
            {"Effect": "Allow", "Action": ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
             "Resource": "arn:aws:events:eu-central-1:123456789012:rule/StepFunctionsGetEventsForECSTaskRule"}""";

    public static final String TASKS_TRUST = policy("""
            {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}""");

    /** As in AWS's AmazonECSTaskExecutionRolePolicy, and to create log groups. */
    public static final String PULL_AND_LOG = """
            {"Effect": "Allow", "Resource": "*", "Action": [
               "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage",
               "logs:CreateLogStream", "logs:PutLogEvents", "logs:CreateLogGroup"]}""";

    public final ManualClock clock = FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    public final EmbeddedAws aws = EmbeddedAws.start(clock);
    public final FakeAccount account = aws.account(ACCOUNT);
    public final Clients clients = Clients.of(aws.endpoint(), ACCOUNT);

    public World() {
        clients.ecs()
                .createCluster(cluster -> cluster.clusterName("jobs").capacityProviders("FARGATE", "FARGATE_SPOT"));
        createTaskRole("jobTaskRole");
        createTaskRole("ecsTaskExecutionRole");
        letExecutionRole(PULL_AND_LOG);
        register("job", TASK_ROLE);
        clients.iam().createRole(role -> role.roleName("runner").assumeRolePolicyDocument(TRUST));
        allow(RUN_TASK, PASS_ROLES, TAG, STOP, DESCRIBE, MANAGED_RULE);
    }

    public String register(String family, String taskRole) {
        return clients.ecs()
                .registerTaskDefinition(definition -> definition
                        .family(family)
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(EXECUTION_ROLE)
                        .taskRoleArn(taskRole)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** A role for tasks, that may do nothing. */
    public String createTaskRole(String name) {
        return clients.iam()
                .createRole(role -> role.roleName(name).assumeRolePolicyDocument(TASKS_TRUST))
                .role()
                .arn();
    }

    /** Replaces what the tasks' execution role may do. */
    public void letExecutionRole(String... statements) {
        clients.iam()
                .putRolePolicy(policy -> policy.roleName("ecsTaskExecutionRole")
                        .policyName("execution")
                        .policyDocument(policy(statements)));
    }

    /** Replaces what the role may do. */
    public void allow(String... statements) {
        clients.iam()
                .putRolePolicy(
                        policy -> policy.roleName("runner").policyName("run").policyDocument(policy(statements)));
    }

    public static String policy(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}";
    }

    /** A definition with one state, Run. */
    public static String definition(String suffix, String moreParameters, String moreOfState) {
        return """
                {"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask%s",
                  "Parameters": {"Cluster": "jobs", "TaskDefinition": "job", "LaunchType": "FARGATE",
                    "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}%s}%s, "End": true}}}""".formatted(suffix, moreParameters, moreOfState);
    }

    public String create(String definition) {
        return clients.sfn()
                .createStateMachine(
                        machine -> machine.name("machine").roleArn(ROLE).definition(definition))
                .stateMachineArn();
    }

    public String start(String definition) {
        String machine = create(definition);
        return clients.sfn()
                .startExecution(execution ->
                        execution.stateMachineArn(machine).name("run").input("{\"n\": 1}"))
                .executionArn();
    }

    /** Creates and runs the machine, and looks at the execution after that long. */
    public DescribeExecutionResponse run(String definition, Duration time) {
        String execution = start(definition);
        clock.advance(time);
        return describe(execution);
    }

    public DescribeExecutionResponse describe(String execution) {
        return clients.sfn().describeExecution(request -> request.executionArn(execution));
    }

    public List<String> events(String execution) {
        return clients.sfn().getExecutionHistory(request -> request.executionArn(execution)).events().stream()
                .map(HistoryEvent::typeAsString)
                .toList();
    }

    /** The only task there is, by what it is meant to be. */
    public Task task(String desiredStatus) {
        var arns = clients.ecs()
                .listTasks(request -> request.cluster("jobs").desiredStatus(desiredStatus))
                .taskArns();
        assertThat(arns).hasSize(1);
        return clients.ecs()
                .describeTasks(request -> request.cluster("jobs").tasks(arns).includeWithStrings("TAGS"))
                .tasks()
                .get(0);
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
    }
}
