package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.Clients;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.fakeaws.wire.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * What contracts need that hold an endpoint to what was recorded of Step Functions itself, so that the embedded AWS is not only what
 * we think of it. The recordings are those that LocalStack's tests were validated with. Each test works in an account of its own.
 */
abstract class RecordedStepFunctions {

    static final String PASS = "{\"Type\": \"Pass\", \"End\": true}";
    static final String WAIT = "{\"Type\": \"Wait\", \"Seconds\": 3600, \"End\": true}";

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": ["states.amazonaws.com"]}, "Action": "sts:AssumeRole"}]}""";
    private static final String ALL = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";

    private final ManualClock clock = FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private Optional<EmbeddedAws> embedded = Optional.empty();
    private String account;
    Clients clients;

    /** The endpoint that is held to the recordings: that of an embedded AWS. */
    URI endpoint() {
        embedded = Optional.of(EmbeddedAws.start(clock));
        return embedded().endpoint();
    }

    /** The embedded AWS, where it is that. */
    final EmbeddedAws embedded() {
        return embedded.orElseThrow();
    }

    /** Lets time pass; aborts the test where nothing comes of it. */
    void pass(Duration time) {
        clock.advance(time);
    }

    @BeforeEach
    void open() {
        account = String.valueOf(100_000_000_000L + System.nanoTime() % 800_000_000_000L);
        clients = Clients.of(endpoint(), account);
        clients.iam().createRole(role -> role.roleName("runner").assumeRolePolicyDocument(TRUST));
        clients.iam()
                .putRolePolicy(put -> put.roleName("runner").policyName("all").policyDocument(ALL));
    }

    @AfterEach
    void close() {
        clients.close();
        embedded.ifPresent(EmbeddedAws::close);
    }

    String account() {
        return account;
    }

    /** The ARN of something of Step Functions in the account of this test. */
    String arn(String what) {
        return "arn:aws:states:eu-central-1:" + account + ":" + what;
    }

    String roleArn() {
        return "arn:aws:iam::" + account + ":role/runner";
    }

    /** A definition with one state, S. */
    static String definition(String state) {
        return "{\"StartAt\": \"S\", \"States\": {\"S\": " + state + "}}";
    }

    String create(String definition) {
        return clients.sfn()
                .createStateMachine(
                        machine -> machine.name("machine").roleArn(roleArn()).definition(definition))
                .stateMachineArn();
    }

    String start(String state) {
        return run(definition(state), "{}");
    }

    String run(String definition, String input) {
        String machine = create(definition);
        return clients.sfn()
                .startExecution(execution ->
                        execution.stateMachineArn(machine).name("run").input(input))
                .executionArn();
    }

    DescribeExecutionResponse describe(String execution) {
        return clients.sfn().describeExecution(request -> request.executionArn(execution));
    }

    DescribeExecutionResponse ended(String execution) {
        pass(Duration.ofMinutes(5));
        DescribeExecutionResponse end = describe(execution);
        assertThat(end.stopDate()).isNotNull();
        return end;
    }

    /** The output of an execution that succeeds. */
    JsonNode output(String execution) {
        DescribeExecutionResponse end = ended(execution);
        assertThat(end.statusAsString()).as(end.error() + ": " + end.cause()).isEqualTo("SUCCEEDED");
        return json(end.output());
    }

    static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }

    List<HistoryEvent> history(String execution) {
        return clients.sfn()
                .getExecutionHistory(request -> request.executionArn(execution))
                .events();
    }

    /** The events, each with its number and that of the one that led to it. */
    List<String> steps(String execution) {
        return history(execution).stream()
                .map(event -> event.id() + " after " + event.previousEventId() + ": " + event.typeAsString())
                .toList();
    }

    HistoryEvent event(String execution, String type) {
        return history(execution).stream()
                .filter(event -> event.typeAsString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    static Set<String> members(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A state that runs a task whose container ends with 0 after a while. */
    String task(String suffix, String moreParameters, String moreOfState) {
        clients.ecs().createCluster(cluster -> cluster.clusterName("jobs"));
        clients.ecs()
                .registerTaskDefinition(definition -> definition
                        .family("job")
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .command("sh", "-c", "exit 0")
                                .build()));
        return """
                {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask%s", "Parameters": {
                  "Cluster": "jobs", "TaskDefinition": "job", "LaunchType": "FARGATE",
                  "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}%s}%s, "End": true}""".formatted(suffix, moreParameters, moreOfState);
    }

    /** A state that waits for its token. */
    String waiting(String moreOfState) {
        return task(".waitForTaskToken", """
                , "Overrides": {"ContainerOverrides": [{"Name": "app",
                  "Environment": [{"Name": "TOKEN", "Value.$": "$$.Task.Token"}]}]}""", moreOfState);
    }

    /** The token that the execution waits for. */
    String token(String execution) {
        return json(event(execution, "TaskScheduled")
                        .taskScheduledEventDetails()
                        .parameters())
                .at("/Overrides/ContainerOverrides/0/Environment/0/Value")
                .asText();
    }
}
