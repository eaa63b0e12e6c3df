package io.github.sfnecs.permissions;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.fakeaws.AuthorizationRecord;
import io.github.sfnecs.fakeaws.Clients;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.rendering.Placement;
import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.RunTask.Overrides;
import io.github.sfnecs.rendering.RunTaskDefinition;
import io.github.sfnecs.rendering.TaskSize;
import io.github.sfnecs.role.PermissionsPolicy;
import io.github.sfnecs.role.RequiredPolicies;
import io.github.sfnecs.role.TrustPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** An account in which a task is run, aborted, and run without its completion event arriving, with a role of given policies. */
public final class Trial implements AutoCloseable {
    static final Scope SCOPE = new Scope("aws", "eu-central-1", "123456789012");
    static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs";
    static final String MACHINE = SCOPE.stateMachine("machine");
    static final String ROLE = SCOPE.role("/", "machine-role");

    private static final String EXECUTION_ROLE = SCOPE.role("/", "execution-role");
    private static final String TASK_ROLE = SCOPE.role("/", "task-role");
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

    private final ManualClock clock = FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final EmbeddedAws aws = EmbeddedAws.start(clock);
    private final Clients clients = Clients.of(aws.endpoint(), SCOPE.account());
    private final FakeAccount account = aws.account(SCOPE.account());
    private final RunTask task;

    private Trial(RunTask task) {
        this.task = task;
        clients.ecs().createCluster(cluster -> cluster.clusterName("jobs"));
        clients.iam()
                .createRole(role -> role.roleName("execution-role")
                        .assumeRolePolicyDocument(Scene.trust("ecs-tasks.amazonaws.com")));
        String sendBack = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "states:SendTask*", "Resource": "*"}}""";
        clients.iam()
                .createRole(role ->
                        role.roleName("task-role").assumeRolePolicyDocument(Scene.trust("ecs-tasks.amazonaws.com")));
        clients.iam()
                .putRolePolicy(policy ->
                        policy.roleName("task-role").policyName("send-back").policyDocument(sendBack));
        clients.ecs()
                .registerTaskDefinition(definition -> definition
                        .family("job")
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(EXECUTION_ROLE)
                        .taskRoleArn(TASK_ROLE)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .build()));
    }

    /** A task of this pattern, with tags and so with all that its role can need; pinned to a revision or following the newest. */
    public static Trial of(IntegrationPattern pattern, String taskDefinition) {
        boolean token = pattern == IntegrationPattern.WAIT_FOR_TASK_TOKEN;
        return new Trial(new RunTask(
                SCOPE.partition(),
                pattern,
                CLUSTER,
                taskDefinition,
                Capacity.LaunchType.FARGATE,
                new Network(List.of("subnet-1"), List.of(), false),
                Placement.ANYWHERE,
                new RunTask.Features(
                        Optional.empty(), false, false, Optional.empty(), new TreeMap<>(Map.of("team", "a"))),
                new Overrides(TaskSize.UNCHANGED, List.of(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                new RunTask.Limits(
                        new Retry(0, Duration.ofSeconds(1), 1),
                        token ? Optional.of(Duration.ofMinutes(5)) : Optional.empty(),
                        Optional.empty())));
    }

    /** The policies that the plugin makes for it. */
    public RequiredPolicies policies() {
        TaskShape read = new TaskDefinitions(clients.ecs()).active(task.taskDefinition());
        return new RequiredPolicies(
                TrustPolicy.of(SCOPE, MACHINE),
                new PermissionsPolicy(SCOPE, name -> read)
                        .of(new StateMachineArn(MACHINE), definition().uses()));
    }

    private Definition definition() {
        return RunTaskDefinition.of(task, new TaskDefinitions(clients.ecs()).active(task.taskDefinition()));
    }

    /** Gives the role these policies and no others. */
    public void give(String trust, String permissions) {
        clients.iam().createRole(role -> role.roleName("machine-role").assumeRolePolicyDocument(trust));
        clients.iam()
                .putRolePolicy(policy ->
                        policy.roleName("machine-role").policyName("sfn-ecs").policyDocument(permissions));
    }

    /** Whether the role may do this now. */
    public boolean allows(String action, String resource, Map<String, String> context) {
        return account.allows(ROLE, action, resource, context);
    }

    /** Whether Step Functions may assume the role now. */
    public boolean trusts(Map<String, String> context) {
        return account.trusts(ROLE, "states.amazonaws.com", context);
    }

    /** What AWS says against deploying, running, aborting, and running without completion event; nothing where all goes well. */
    public List<String> objections() {
        List<String> objections = new ArrayList<>();
        try {
            clients.sfn()
                    .createStateMachine(machine -> machine.name("machine")
                            .roleArn(ROLE)
                            .definition(definition().text()));
        } catch (SfnException e) {
            return List.of(e.awsErrorDetails().errorMessage());
        }
        account.script("job", endingByItself());
        run("run").ifPresent(objections::add);
        account.completionEvents(false);
        run("run-without-event").ifPresent(objections::add);
        account.completionEvents(true);
        if (task.pattern() == IntegrationPattern.RUN_JOB) {
            abort().ifPresent(objections::add);
        }
        return objections;
    }

    private TaskScript endingByItself() {
        return task.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN
                ? TaskScript.exits(0).sendsTaskSuccess("{}")
                : TaskScript.exits(0);
    }

    private Optional<String> run(String name) {
        String execution = start(name);
        clock.advance(LONG_ENOUGH);
        DescribeExecutionResponse end = clients.sfn().describeExecution(describe -> describe.executionArn(execution));
        return end.status() == ExecutionStatus.SUCCEEDED
                ? Optional.empty()
                : Optional.of(end.statusAsString() + " " + end.error() + ": " + end.cause());
    }

    private Optional<String> abort() {
        account.script("job", TaskScript.runsForever());
        String execution = start("abort");
        clock.advance(Duration.ofMinutes(1));
        clients.sfn().stopExecution(stop -> stop.executionArn(execution));
        clock.advance(Duration.ofMinutes(1));
        boolean running = !clients.ecs()
                .listTasks(list -> list.cluster("jobs").desiredStatus(DesiredStatus.RUNNING))
                .taskArns()
                .isEmpty();
        return Optional.of("the aborted task is still running: " + denied()).filter(any -> running);
    }

    private List<String> denied() {
        return account.authorizations().stream()
                .filter(decision -> !decision.allowed())
                .map(AuthorizationRecord::action)
                .distinct()
                .toList();
    }

    private String start(String name) {
        return clients.sfn()
                .startExecution(start -> start.stateMachineArn(MACHINE).name(name))
                .executionArn();
    }

    @Override
    public String toString() {
        return task.pattern() + " of " + task.taskDefinition();
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
    }
}
