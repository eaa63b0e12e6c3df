package io.github.sfnecs.rendering;

import static io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE;
import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.rendering.RetryCause.BUSY;
import static io.github.sfnecs.rendering.RetryCause.EC2_THROTTLING;
import static io.github.sfnecs.rendering.RetryCause.FAILED;
import static io.github.sfnecs.rendering.RetryCause.MISSED_HEARTBEAT;
import static io.github.sfnecs.rendering.RetryCause.NEVER_STARTED;
import static io.github.sfnecs.rendering.RetryCause.SPOT_INTERRUPTION;
import static io.github.sfnecs.testing.ATask.task;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.rendering.ContainerOverride.ResourceRequirement;
import io.github.sfnecs.rendering.Placement.Rule;
import io.github.sfnecs.rendering.Retry.Backoff;
import io.github.sfnecs.testing.ATask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunTaskDefinitionTest {
    private static final Network NO_NETWORK = new Network(List.of(), List.of(), false);
    private static final Capacity SPOT =
            new ProviderStrategy(List.of(new Item("FARGATE_SPOT", OptionalInt.empty(), OptionalInt.empty())));
    private static final String TASK_DEFINITION = "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1";

    static Stream<Arguments> tasks() {
        return Stream.of(
                golden("run-job", task().pattern(RUN_JOB)),
                golden("request-response", task().pattern(REQUEST_RESPONSE)),
                golden(
                        "wait-for-task-token",
                        task().pattern(WAIT_FOR_TASK_TOKEN).heartbeat(Duration.ofMinutes(10))),
                golden(
                        "token-beside-overrides",
                        task().pattern(WAIT_FOR_TASK_TOKEN)
                                .timeout(Duration.ofHours(2))
                                .containers("app", "proxy")
                                .tokenFor("app")
                                .override(override("proxy", Map.of("MODE", "job")))
                                .override(override("app", Map.of("STAGE", "test")))),
                golden("newest-revision", task().newestRevision()),
                golden(
                        "launch-type-ec2-bridge",
                        task().on(Capacity.LaunchType.EC2).networkMode("bridge")),
                golden(
                        "launch-type-external",
                        task().on(Capacity.LaunchType.EXTERNAL).networkMode("host")),
                golden(
                        "fargate-spot",
                        task().on(new ProviderStrategy(List.of(
                                new Item("FARGATE_SPOT", OptionalInt.of(3), OptionalInt.empty()),
                                new Item("FARGATE", OptionalInt.of(1), OptionalInt.of(1)))))),
                golden("public-ip", task().network(new Network(List.of("subnet-1"), List.of(), true))),
                golden(
                        "overrides",
                        task().containers("app", "proxy")
                                .override(new ContainerOverride(
                                        "app",
                                        Stream.of("--customer", "$.customer", "it's {here}")
                                                .map(Value::of)
                                                .toList(),
                                        new TreeMap<>(Map.of(
                                                "STAGE", Value.of("test"),
                                                "EXECUTION", Value.of("$$.Execution.Name"),
                                                "PRICE", Value.of("\\$5"))),
                                        Optional.of(Value.of("512")),
                                        Optional.of(Value.of("$.memory")),
                                        Optional.empty(),
                                        List.of(),
                                        List.of()))
                                .override(override("proxy", Map.of("MODE", "job")))),
                golden(
                        "override-roles",
                        task().taskRole("arn:aws:iam::123456789012:role/other-task")
                                .executionRole("arn:aws:iam::123456789012:role/team/other-execution")),
                golden("tags", task().tags(Map.of("team", "payments", "stage", "test"))),
                golden(
                        "features",
                        task().features(new RunTask.Features(
                                Optional.of("1.4.0"), true, false, Optional.of("TASK_DEFINITION"), new TreeMap<>()))),
                golden("size", task().size("1024", "$.memory", "50")),
                golden(
                        "placement",
                        task().on(Capacity.LaunchType.EC2)
                                .placed(new Placement(
                                        List.of(
                                                new Rule("distinctInstance", Optional.empty()),
                                                new Rule(
                                                        "memberOf",
                                                        Optional.of("attribute:ecs.instance-type =~ m5.*"))),
                                        List.of(
                                                new Rule("spread", Optional.of("attribute:ecs.availability-zone")),
                                                new Rule("binpack", Optional.of("memory")))))),
                golden("cluster-default", task().on(new Capacity.ClusterDefault())),
                golden(
                        "resources",
                        task().on(Capacity.LaunchType.EC2)
                                .override(new ContainerOverride(
                                        "app",
                                        List.of(),
                                        new TreeMap<>(Map.of(
                                                "FROM", Value.of("s3://$.bucket/$.key"),
                                                "INPUT", Value.of("States.JsonToString($)"))),
                                        Optional.empty(),
                                        Optional.of(Value.of("2048")),
                                        Optional.of(Value.of("1024")),
                                        List.of(
                                                Value.of("arn:aws:s3:::my-bucket/app.env"),
                                                Value.of("arn:aws:s3:::my-bucket/$.stage/app.env")),
                                        List.of(new ResourceRequirement("GPU", Value.of("$.gpus")))))),
                golden(
                        "managed-tags",
                        task().features(new RunTask.Features(
                                Optional.empty(), false, true, Optional.empty(), new TreeMap<>()))),
                golden("retry-off", task().retry(new Retry(0, Duration.ofSeconds(5), 2))),
                golden("retry-of-ones-own", task().retry(new Retry(7, Duration.ofMinutes(1), 1.5))),
                golden(
                        "retry-capped",
                        task().retry(new Retry(
                                Map.of(BUSY, 5),
                                new TreeSet<>(),
                                new Backoff(Duration.ofSeconds(5), 2, Optional.of(Duration.ofMinutes(5)), true)))),
                golden(
                        "retry-missed-heartbeat",
                        task().pattern(WAIT_FOR_TASK_TOKEN)
                                .heartbeat(Duration.ofMinutes(10))
                                .retry(retry(Map.of(MISSED_HEARTBEAT, 2)))),
                golden(
                        "retry-token-by-cause",
                        task().pattern(WAIT_FOR_TASK_TOKEN)
                                .timeout(Duration.ofHours(2))
                                .heartbeat(Duration.ofMinutes(10))
                                .retry(retry(Map.of(BUSY, 3, EC2_THROTTLING, 3, MISSED_HEARTBEAT, 2)))),
                golden(
                        "retry-ec2-throttling",
                        task().pattern(REQUEST_RESPONSE).retry(retry(Map.of(EC2_THROTTLING, 5)))),
                golden(
                        "retry-by-cause",
                        task().overall(Duration.ofHours(4))
                                .retry(new Retry(
                                        Map.of(
                                                BUSY, 3,
                                                EC2_THROTTLING, 3,
                                                NEVER_STARTED, 3,
                                                SPOT_INTERRUPTION, 5,
                                                FAILED, 2),
                                        new TreeSet<>(List.of(75, 76)),
                                        new Backoff(
                                                Duration.ofSeconds(5), 2, Optional.of(Duration.ofMinutes(5)), true)))),
                golden(
                        "retry-on-demand",
                        task().on(SPOT)
                                .retry(retry(Map.of(FAILED, 1)))
                                .onSpotInterruption(Capacity.LaunchType.FARGATE)),
                golden(
                        "on-demand-only",
                        task().on(SPOT)
                                .retry(retry(Map.of()))
                                .onSpotInterruption(new ProviderStrategy(
                                        List.of(new Item("on-demand", OptionalInt.empty(), OptionalInt.empty()))))),
                golden("timeout", task().timeout(Duration.ofHours(2))),
                golden("china", ATask.in(new Scope("aws-cn", "cn-north-1", "123456789012"))));
    }

    private static Retry retry(Map<RetryCause, Integer> attempts) {
        return new Retry(attempts, new TreeSet<>(), Retry.DEFAULT.backoff());
    }

    private static Arguments golden(String name, ATask task) {
        return Arguments.of(name, task);
    }

    private static ContainerOverride override(String container, Map<String, String> environment) {
        TreeMap<String, Value> values = new TreeMap<>();
        environment.forEach((name, value) -> values.put(name, Value.of(value)));
        return new ContainerOverride(
                container,
                List.of(),
                values,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void rendersTheDefinition(String name, ATask task) {
        assertGolden("asl/" + name + ".asl.json", task.definition().text());
    }

    @Test
    void rendersTheSameTextEachTime() {
        ATask task = task().tags(Map.of("b", "2", "a", "1", "c", "3"));

        assertThat(task.definition().text()).isEqualTo(task.definition().text());
    }

    @Test
    void rendersNoNetworkConfigurationUnlessTheNetworkModeIsAwsvpc() {
        assertThat(task().definition().text()).contains("NetworkConfiguration");
        assertThat(task().networkMode("bridge").definition().text()).doesNotContain("NetworkConfiguration");
    }

    /** Whether a Parallel state around it would know it by that name, AWS does not say. */
    @Test
    void aMissedHeartbeatIsRetriedByTheStateThatMissesIt() {
        JsonNode attempts = task().pattern(WAIT_FOR_TASK_TOKEN)
                .timeout(Duration.ofHours(2))
                .heartbeat(Duration.ofMinutes(10))
                .retry(retry(Map.of(EC2_THROTTLING, 3, MISSED_HEARTBEAT, 2)))
                .definition()
                .json()
                .at("/States/Attempts");

        assertThat(attempts.findValuesAsText("MaxAttempts")).containsExactly("2", "3");
        assertThat(attempts.at("/Branches/0/States/RunTask/Retry/0/ErrorEquals").toString())
                .isEqualTo("[\"States.HeartbeatTimeout\"]");
    }

    @Test
    void isAValueThatTheServiceReadsBack() {
        Definition definition = task().command("$.x", "it's").definition();

        assertThat(Definition.parse(definition.text()).means(definition)).isTrue();
    }

    @Test
    void saysWhichContainersThereAre() {
        assertThatThrownBy(() -> task().override(override("ap", Map.of())).definition())
                .isInstanceOf(ProblemException.class)
                .hasMessage("containerOverrides[0].name 'ap': there is no such container; the containers of "
                        + TASK_DEFINITION + " are [app]\n  fix:   Use app");
    }

    @Test
    void saysThatTheTokenContainerIsUnknown() {
        assertThatThrownBy(() -> task().pattern(WAIT_FOR_TASK_TOKEN)
                        .heartbeat(Duration.ofMinutes(1))
                        .tokenFor("ap")
                        .definition())
                .hasMessage("taskTokenContainer 'ap': there is no such container; the containers of " + TASK_DEFINITION
                        + " are [app]\n  fix:   Use app");
    }

    @Test
    void keepsTheVariableOfTheTokenForTheToken() {
        assertThatThrownBy(() -> task().pattern(WAIT_FOR_TASK_TOKEN)
                        .heartbeat(Duration.ofMinutes(1))
                        .override(override("app", Map.of("TASK_TOKEN", "mine")))
                        .definition())
                .hasMessage("containerOverrides[0].environment 'TASK_TOKEN': with WAIT_FOR_TASK_TOKEN this variable of"
                        + " the container app is the task token\n  fix:   Choose another name for the variable");
    }

    @Test
    void asksWhichOfSeveralContainersGetsTheToken() {
        assertThatThrownBy(() -> task().pattern(WAIT_FOR_TASK_TOKEN)
                        .containers("app", "proxy")
                        .definition())
                .hasMessage(
                        "taskTokenContainer is not set: the task definition has several containers, one of them has to"
                                + " get the task token; the containers of " + TASK_DEFINITION
                                + " are [app, proxy]\n  fix:   <taskTokenContainer>app</taskTokenContainer>");
    }

    @Test
    void wantsASubnetForAwsvpcWhateverTheLaunchType() {
        assertThatThrownBy(() ->
                        task().on(Capacity.LaunchType.EC2).network(NO_NETWORK).definition())
                .hasMessage(
                        "subnets is not set: the task definition's network mode is awsvpc, so the task needs at least"
                                + " one subnet\n  fix:   <subnets>subnet-0abc1234,subnet-0def5678</subnets>");
    }

    @Test
    void takesNoModeAwsvpcOnExternalInstancesAndAsksForNoSubnetThere() {
        assertThatThrownBy(() -> task().on(Capacity.LaunchType.EXTERNAL)
                        .network(NO_NETWORK)
                        .definition())
                .hasMessage(
                        "launchType 'EXTERNAL': the task definition's network mode is awsvpc, which external instances"
                                + " do not have\n  fix:   Register a revision with \"networkMode\": \"bridge\", \"host\" or \"none\";"
                                + " or <launchType>EC2</launchType>");
    }

    @Test
    void takesOverridesUpToEcsLimitAndNoCharacterMore() {
        int around = "{\"ContainerOverrides\":[{\"Name\":\"app\",\"Command\":[\"\"]}]}".length();

        assertThat(task().command("x".repeat(8192 - around)).definition().text())
                .contains("xxx");
        assertThatThrownBy(() -> task().command("x".repeat(8193 - around)).definition())
                .hasMessageStartingWith(
                        "containerOverrides '{\"ContainerOverrides\":[{\"Name\":\"app\",\"Command\":[\"xxx")
                .hasMessageEndingWith("xxx… (8193 characters)': ECS takes at most 8192 characters of overrides\n"
                        + "  fix:   Pass large values in a file on S3 or a parameter and override only its name");
    }

    @Test
    void reportsAllThatTheTaskDefinitionContradictsTogether() {
        assertThatThrownBy(() -> task().network(NO_NETWORK)
                        .override(override("one", Map.of()))
                        .override(override("app", Map.of()))
                        .override(override("two", Map.of()))
                        .definition())
                .hasMessageStartingWith("3 mistakes in the configuration:\n1. containerOverrides[0].name 'one'")
                .hasMessageContainingAll("\n2. containerOverrides[2].name 'two'", "\n3. subnets is not set");
    }
}
