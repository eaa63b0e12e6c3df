package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What RunTask refuses of a request by rules that are known beforehand, and that it takes as much as is allowed. */
class LaunchRulesTest {

    private static final String FARGATE = "\"LaunchType\": \"FARGATE\"";
    private static final String NETWORK =
            "\"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"Subnets\": [\"subnet-1\"]}}";

    private final World world = new World();
    private int runs;

    @BeforeEach
    void registerAll() {
        world.allow(
                "{\"Effect\": \"Allow\", \"Action\": [\"ecs:RunTask\", \"ecs:TagResource\", \"iam:PassRole\"], \"Resource\": \"*\"}");
        world.account.containerInstances(true);
        world.register("roleless", null);
        world.clients
                .ecs()
                .registerTaskDefinition(task ->
                        task.family("bridge").networkMode(NetworkMode.BRIDGE).containerDefinitions(container()));
        world.clients
                .ecs()
                .registerTaskDefinition(task -> task.family("windows")
                        .networkMode(NetworkMode.AWSVPC)
                        .cpu("1024")
                        .memory("2048")
                        .executionRoleArn(World.EXECUTION_ROLE)
                        .runtimePlatform(platform -> platform.operatingSystemFamily(OSFamily.WINDOWS_SERVER_2022_CORE))
                        .containerDefinitions(container()));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void withoutATaskRoleNobodyCanExecuteCommands() {
        fails(
                "roleless",
                ", \"EnableExecuteCommand\": true",
                "The execute command failed because a valid task role is not being used. Specify a valid task role in your"
                        + " task definition or as a task override and try again.");
        runs("roleless", ", \"EnableExecuteCommand\": false");
        runs("job", ", \"EnableExecuteCommand\": true");
        runs(
                "roleless",
                ", \"EnableExecuteCommand\": true, \"Overrides\": {\"TaskRoleArn\": \"" + World.TASK_ROLE + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "job, LATEST, ''",
        "job, 1.4.0, ''",
        "job, 1.4, The specified platform does not exist.",
        "job, 1.3.0, The specified platform does not exist.",
        "job, 1.0.0, The specified platform does not exist.",
        "windows, 1.0.0, ''",
        "windows, 1.4.0, The specified platform does not exist.",
    })
    void linuxAndWindowsHaveVersionsOfTheirOwn(String family, String version, String cause) {
        expect(run(on(family, FARGATE), ", \"PlatformVersion\": \"" + version + "\""), cause);
    }

    @Test
    void onlyFargateHasPlatformVersions() {
        expect(
                run(on("job", "\"LaunchType\": \"EC2\""), ", \"PlatformVersion\": \"LATEST\""),
                "The platform version must be null when specifying an EC2 launch type.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job     | FARGATE_SPOT:0:0              | ",
                "job     | FARGATE_SPOT:1:0 FARGATE:0:1  | ",
                "job     | FARGATE_SPOT:0:0 FARGATE:0:1  | There are no capacity providers in the capacity provider strategy",
                "job     | FARGATE_SPOT:1:1 FARGATE:1:1  | There are multiple capacity providers in the specified",
                "job     | FARGATE_SPOT:1:0 team:1:0     | A capacity provider strategy cannot contain a mix of capacity",
                "windows | FARGATE:1:0                   | ",
                "windows | FARGATE_SPOT:1:0              | FARGATE_SPOT capacity provider is not supported when using",
            })
    void aStrategyFollowsRules(String family, String items, String cause) {
        String strategy = IntStream.range(0, items.split(" ", -1).length)
                .mapToObj(i -> items.split(" ", -1)[i].split(":", -1))
                .map(item -> "{\"CapacityProvider\": \"%s\", \"Weight\": %s, \"Base\": %s}".formatted((Object[]) item))
                .collect(Collectors.joining(", ", "\"CapacityProviderStrategy\": [", "]"));

        expect(run(on(family, strategy), ""), cause == null ? "" : cause);
    }

    @Test
    void listsAreSoLongAtMost() {
        many("Tags", "tags", 50, i -> "{\"Key\": \"k" + i + "\", \"Value\": \"v\"}");
        String overrides = "\"Overrides\": {\"ContainerOverrides\": [%s]}";
        expect(run(on("job", FARGATE), ", " + overrides.formatted(items(10, i -> "{\"Name\": \"app\"}"))), "");
        expect(
                run(on("job", FARGATE), ", " + overrides.formatted(items(11, i -> "{\"Name\": \"app\"}"))),
                "containerOverrides can have at most 10 items.");
        String network = on("job", FARGATE).replace("[\"subnet-1\"]", "[%s], \"SecurityGroups\": [%s]");
        expect(run(network.formatted(items(16, i -> "\"s-" + i + "\""), items(5, i -> "\"sg-" + i + "\"")), ""), "");
        expect(run(network.formatted(items(17, i -> "\"s-" + i + "\""), ""), ""), "subnets can have at most 16 items.");
        expect(
                run(network.formatted("\"s-1\"", items(6, i -> "\"sg-" + i + "\"")), ""),
                "securityGroups can have at most 5 items.");
    }

    @Test
    void noTaskInModeAwsvpcRunsOutsideOfAws() {
        String external = "\"LaunchType\": \"EXTERNAL\"";

        expect(run(on("job", external), ""), "Task definition does not support launch_type EXTERNAL.");
        expect(run(on("bridge", external).replace(", " + NETWORK, ""), ""), "");
        expect(
                run(on("bridge", external), ""),
                "Network Configuration is not valid for the given networkMode of this task definition.");
    }

    private void many(String name, String shown, int most, IntFunction<String> item) {
        String list = ", \"" + name + "\": [%s]";
        expect(run(on("job", FARGATE), list.formatted(items(most, item))), "");
        expect(
                run(on("job", FARGATE), list.formatted(items(most + 1, item))),
                shown + " can have at most " + most + " items.");
    }

    private static String items(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", "));
    }

    private void fails(String family, String more, String cause) {
        expect(run(on(family, FARGATE), more), cause);
    }

    private void runs(String family, String more) {
        expect(run(on(family, FARGATE), more), "");
    }

    /** A definition with room for more parameters. */
    private static String on(String family, String capacity) {
        return """
                {"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "End": true,
                  "Parameters": {"Cluster": "jobs", "TaskDefinition": "%s", %s, %s, "More": 1}}}}""".formatted(family, capacity, NETWORK);
    }

    private static void expect(DescribeExecutionResponse execution, String cause) {
        assertThat(execution.status())
                .as(execution.cause())
                .isEqualTo(cause.isEmpty() ? ExecutionStatus.SUCCEEDED : ExecutionStatus.FAILED);
        assertThat(execution.cause() == null ? "" : execution.cause()).startsWith(cause);
    }

    private DescribeExecutionResponse run(String definition, String more) {
        String machine = world.clients
                .sfn()
                .createStateMachine(create -> create.name("m" + ++runs)
                        .roleArn(World.ROLE)
                        .definition(definition.replace(", \"More\": 1", more)))
                .stateMachineArn();
        return world.describe(world.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(machine))
                .executionArn());
    }

    private static ContainerDefinition container() {
        return ContainerDefinition.builder()
                .name("app")
                .image("busybox")
                .memory(128)
                .build();
    }
}
