package io.github.sfnecs.permissions;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.fakeaws.AuthorizationRecord;
import io.github.sfnecs.fakeaws.Clients;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.FakeFunction;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.role.RequiredPolicies;
import io.github.sfnecs.source.DefinitionFiles;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * An account in which {@code every-use.asl.json} is deployed, run, run without events of completion, and aborted, with a role of given
 * policies, one after the other.
 */
final class Workflow implements AutoCloseable {
    private static final String ALL = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    private static final List<String> CLUSTERS = List.of("jobs", "reports", "others");
    /** Of what is followed to its end, and so is stopped with the execution. */
    private static final List<String> FOLLOWED = List.of("follow", "follow-too");

    private final ManualClock clock = FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final EmbeddedAws aws = EmbeddedAws.start(clock);
    private final Clients clients = Clients.of(aws.endpoint(), Trial.SCOPE.account());
    private final FakeAccount account = aws.account(Trial.SCOPE.account());
    private final Definition definition;
    private final RequiredPolicies policies;

    Workflow() {
        CLUSTERS.forEach(name -> clients.ecs().createCluster(cluster -> cluster.clusterName(name)));
        role("execution-role", Scene.trust("ecs-tasks.amazonaws.com"), "");
        Stream.of("run", "launch", "run-too", "launch-too", "call")
                .forEach(family -> taskDefinition(family, TaskScript.exits(0).after(Duration.ofMinutes(5))));
        Stream.of("ask", "ask-too", "answer")
                .forEach(family -> taskDefinition(family, TaskScript.exits(0).sendsTaskSuccess("{}")));
        account.function("load", FakeFunction.raises("Busy", "later"));
        Stream.of("invoke", "invoke-too", "theirs").forEach(name -> account.function(name, FakeFunction.answers("{}")));
        account.object("in-bucket/items.json", "[]");
        role("theirs", trust("\"AWS\": \"" + Trial.ROLE + "\""), ALL);
        children();
        definition = new DefinitionFiles()
                .read(
                        file(),
                        "every-use.asl.json",
                        Map.of("subnets", "[\"subnet-1\"]", "reports", Trial.CLUSTER.replace("jobs", "reports")),
                        Map.of(),
                        true)
                .definition();
        policies = Blueprint.of(
                        definition,
                        Additions.none(),
                        Trial.SCOPE,
                        Trial.MACHINE,
                        new TaskDefinitions(clients.ecs())::active)
                .policies();
        role("machine-role", policies.trust().text(), policies.permissions().text());
        clients.sfn()
                .createStateMachine(
                        machine -> machine.name("machine").roleArn(Trial.ROLE).definition(definition.text()));
    }

    private static Path file() {
        try {
            return Path.of(Objects.requireNonNull(Workflow.class.getResource("every-use.asl.json"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void role(String name, String trust, String permissions) {
        clients.iam().createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust));
        if (!permissions.isEmpty()) {
            permit(name, permissions);
        }
    }

    private void permit(String role, String permissions) {
        clients.iam()
                .putRolePolicy(
                        policy -> policy.roleName(role).policyName("sfn-ecs").policyDocument(permissions));
    }

    private static String trust(String principal) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": {" + principal
                + "}, \"Action\": \"sts:AssumeRole\"}}";
    }

    /** With a task role of its own, which may send a token back. */
    private void taskDefinition(String family, TaskScript script) {
        role(family + "-role", Scene.trust("ecs-tasks.amazonaws.com"), ALL);
        clients.ecs()
                .registerTaskDefinition(definition -> definition
                        .family(family)
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(Trial.SCOPE.role("/", "execution-role"))
                        .taskRoleArn(Trial.SCOPE.role("/", family + "-role"))
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .build()));
        account.script(family, script);
    }

    private void children() {
        role("children-role", Scene.trust("states.amazonaws.com"), ALL);
        child("start", "{\"Type\": \"Succeed\"}");
        FOLLOWED.forEach(name -> child(name, "{\"Type\": \"Wait\", \"Seconds\": 300, \"End\": true}"));
        child("answer", """
                {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "End": true, "Parameters": {
                  "Cluster": "others", "TaskDefinition": "answer", "LaunchType": "FARGATE",
                  "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}},
                  "Overrides": {"ContainerOverrides": [{"Name": "app", "Environment": [{"Name": "TASK_TOKEN", "Value.$": "$.token"}]}]}}}""");
    }

    private void child(String name, String state) {
        clients.sfn()
                .createStateMachine(machine -> machine.name(name)
                        .roleArn(Trial.SCOPE.role("/", "children-role"))
                        .definition("{\"StartAt\": \"S\", \"States\": {\"S\": " + state + "}}"));
    }

    /** The policies that the plugin makes for it. */
    RequiredPolicies policies() {
        return policies;
    }

    /** Whether the role, which gets this policy, may do this now. */
    boolean allows(String policy, String action, String resource, Map<String, String> context) {
        permit("machine-role", policy);
        return account.allows(Trial.ROLE, action, resource, context);
    }

    /** What the role was asked for until now and was allowed. */
    List<AuthorizationRecord> allowed() {
        return account.authorizations().stream()
                .filter(asked -> asked.allowed() && asked.role().equals(Trial.ROLE))
                .toList();
    }

    /** What AWS first says against deploying, running, running without events and aborting, where the role may do this. */
    Optional<String> objection(String permissions) {
        permit("machine-role", permissions);
        return deploy().or(() -> run(true)).or(() -> run(false)).or(this::abort);
    }

    private Optional<String> deploy() {
        try {
            clients.sfn()
                    .updateStateMachine(
                            machine -> machine.stateMachineArn(Trial.MACHINE).definition(definition.text()));
            return Optional.empty();
        } catch (SfnException e) {
            return Optional.of(e.awsErrorDetails().errorMessage());
        }
    }

    private Optional<String> run(boolean events) {
        account.completionEvents(events);
        String execution = start();
        clock.advance(Duration.ofMinutes(30));
        DescribeExecutionResponse end = clients.sfn().describeExecution(describe -> describe.executionArn(execution));
        return end.status() == ExecutionStatus.SUCCEEDED
                ? Optional.empty()
                : Optional.of(end.statusAsString() + " " + end.error() + ": " + end.cause());
    }

    /** After a minute, when all that is followed runs. */
    private Optional<String> abort() {
        account.completionEvents(true);
        String execution = start();
        clock.advance(Duration.ofMinutes(1));
        int before = account.authorizations().size();
        clients.sfn().stopExecution(stop -> stop.executionArn(execution));
        clock.advance(Duration.ofMinutes(1));
        List<String> denied = account.authorizations().stream()
                .skip(before)
                .filter(asked -> !asked.allowed())
                .map(AuthorizationRecord::action)
                .distinct()
                .toList();
        return Optional.of("the aborted execution has left something that runs: " + denied)
                .filter(any -> runs());
    }

    private boolean runs() {
        return Stream.of("jobs", "reports")
                        .anyMatch(cluster -> !clients.ecs()
                                .listTasks(list -> list.cluster(cluster).desiredStatus(DesiredStatus.RUNNING))
                                .taskArns()
                                .isEmpty())
                || FOLLOWED.stream()
                        .anyMatch(name -> !clients.sfn()
                                .listExecutions(list -> list.stateMachineArn(Trial.SCOPE.stateMachine(name))
                                        .statusFilter(ExecutionStatus.RUNNING))
                                .executions()
                                .isEmpty());
    }

    private String start() {
        return clients.sfn()
                .startExecution(start -> start.stateMachineArn(Trial.MACHINE)
                        .name(UUID.randomUUID().toString())
                        .input("{\"items\": [1, 2]}"))
                .executionArn();
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
    }
}
