package io.github.sfnecs.fakeaws.tests;

import static io.github.sfnecs.fakeaws.tests.World.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Why RunTask, or RegisterTaskDefinition before it, refuses, and that it doesn't any more once the cause is mended. */
class LaunchCausesTest {

    private static final String ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/app:1";
    private static final String NOT_ASSUMABLE =
            "ECS was unable to assume the role '%s' that was provided for this task."
                    + " Please verify that the role being passed has the proper trust relationship and permissions and that your IAM"
                    + " user has permissions to pass this role.";

    private final World world = new World();
    private int runs;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRoleThatDoesNotExistIsNotAssumed() {
        world.clients.iam().deleteRole(role -> role.roleName("jobTaskRole"));
        failsWith("ECS.ClientException", NOT_ASSUMABLE.formatted(World.TASK_ROLE), "");

        world.createTaskRole("jobTaskRole");
        runs("");
    }

    @Test
    void aRoleThatDoesNotTrustEcsIsNotAssumed() {
        trust("ecsTaskExecutionRole", World.TASKS_TRUST.replace("ecs-tasks", "ecs"));
        failsWith("ECS.ClientException", NOT_ASSUMABLE.formatted(World.EXECUTION_ROLE), "");

        trust("ecsTaskExecutionRole", World.TASKS_TRUST);
        runs("");
    }

    @Test
    void theConditionsOfTheTrustCount() {
        String conditions = """
                "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"},
                  "ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*"}}""";
        String trust = World.TASKS_TRUST.replace("\"Action\": \"sts:AssumeRole\"", conditions);
        trust("jobTaskRole", trust.replace("SourceAccount\": \"123456789012", "SourceAccount\": \"999999999999"));
        failsWith("ECS.ClientException", NOT_ASSUMABLE.formatted(World.TASK_ROLE), "");

        trust("jobTaskRole", trust);
        runs("");
    }

    @Test
    void aRoleFromTheOverridesHasToBeThereToo() {
        world.allow(World.RUN_TASK, World.PASS_ROLES.replace("role/jobTaskRole", "role/*"));
        String other = "arn:aws:iam::123456789012:role/other";
        String overridden = ", \"Overrides\": {\"TaskRoleArn\": \"" + other + "\"}";
        failsWith("ECS.ClientException", NOT_ASSUMABLE.formatted(other), overridden);

        world.createTaskRole("other");
        runs(overridden);
    }

    @Test
    void withoutAnExecutionRoleAnImageOfEcrKeepsFargateAway() {
        register(task -> task.containerDefinitions(container().image(ECR).build()));

        assertThat(world.clients
                        .ecs()
                        .describeTaskDefinition(describe -> describe.taskDefinition("job"))
                        .taskDefinition()
                        .compatibilities())
                .containsExactly(Compatibility.EC2);
        failsWith("ECS.InvalidParameterException", "Task definition does not support launch_type FARGATE.", "");
        register(task -> task.executionRoleArn(World.EXECUTION_ROLE)
                .containerDefinitions(container().image(ECR).build()));
        runs("");
    }

    @Test
    void aTaskDefinitionForFargateIsRefusedWithoutItsExecutionRole() {
        refused(
                task -> task.containerDefinitions(container().image(ECR).build()),
                "Fargate requires task definition to have execution role ARN to support ECR images.");
        refused(
                task -> task.containerDefinitions(container()
                        .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS))
                        .build()),
                "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
        refused(
                task -> task.containerDefinitions(container()
                        .secrets(Secret.builder().name("A").valueFrom("a").build())
                        .build()),
                "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "256     | 512    | ",
                "256     | 4096   | 256 CPU, 4096 memory",
                "512     | 1024   | ",
                "1024    | 2560   | 1024 CPU, 2560 memory",
                "1 vCPU  | 3 GB   | ",
                "8192    | 20480  | ",
                "8192    | 17408  | 8192 CPU, 17408 memory",
                "16384   | 122880 | ",
                "300     | 512    | 300 CPU, 512 memory",
            })
    void fargateHasTasksOfSomeSizes(String cpu, String memory, String missing) {
        String size = ", \"Overrides\": {\"Cpu\": \"" + cpu + "\", \"Memory\": \"" + memory + "\"}";
        if (missing == null) {
            runs(size);
            return;
        }
        failsWith(
                "ECS.InvalidParameterException",
                "No Fargate configuration exists for given values: " + missing
                        + ". See the Amazon ECS documentation for the valid values.",
                size);
    }

    @Test
    void aContainerGetsNoMoreMemoryThanTheTaskHas() {
        String more = ", \"Overrides\": {%s\"ContainerOverrides\": [{\"Name\": \"app\", \"Memory\": 1024}]}";
        failsWith(
                "ECS.InvalidParameterException",
                "The 'memory' setting for container 'app' is greater than for the task.",
                more.formatted(""));

        runs(more.formatted("\"Memory\": \"1024\", "));
    }

    @Test
    void aCapacityProviderHasToBeTheClusters() {
        String spot = definition("", "", "")
                .replace(
                        "\"LaunchType\": \"FARGATE\"",
                        "\"CapacityProviderStrategy\": [{\"CapacityProvider\": \"FARGATE_SPOT\"}]");
        failsWith(
                run(spot.replace("FARGATE_SPOT", "mine")),
                "ECS.InvalidParameterException",
                "The specified capacity provider 'mine' was not found.");
        providers("FARGATE");
        failsWith(
                run(spot),
                "ECS.InvalidParameterException",
                "The specified capacity provider strategy cannot contain a capacity provider that is not associated with the"
                        + " cluster. Associate the capacity provider with the cluster or specify a valid capacity provider and"
                        + " try again.");

        providers("FARGATE", "FARGATE_SPOT");
        assertThat(run(spot).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aDeletedClusterIsInactive() {
        world.clients.ecs().deleteCluster(cluster -> cluster.cluster("jobs"));
        assertThat(world.clients
                        .ecs()
                        .describeClusters(describe -> describe.clusters("jobs"))
                        .clusters())
                .singleElement()
                .satisfies(cluster -> assertThat(cluster.status()).isEqualTo("INACTIVE"));
        failsWith("ECS.ClusterNotFoundException", "The referenced cluster was inactive.", "");

        world.clients.ecs().createCluster(cluster -> cluster.clusterName("jobs"));
        runs("");
    }

    private void failsWith(String error, String cause, String moreParameters) {
        failsWith(run(definition("", moreParameters, "")), error, cause);
    }

    private static void failsWith(DescribeExecutionResponse execution, String error, String cause) {
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo(error);
        assertThat(execution.cause()).startsWith(cause + " (Service: AmazonECS; Status Code: 400; Error Code: ");
    }

    private void runs(String moreParameters) {
        assertThat(run(definition("", moreParameters, "")).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private DescribeExecutionResponse run(String definition) {
        String machine = world.clients
                .sfn()
                .createStateMachine(
                        create -> create.name("m" + ++runs).roleArn(World.ROLE).definition(definition))
                .stateMachineArn();
        String execution = world.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(machine))
                .executionArn();
        world.clock.advance(Duration.ofSeconds(1));
        return world.describe(execution);
    }

    private void trust(String role, String document) {
        world.clients.iam().updateAssumeRolePolicy(trust -> trust.roleName(role).policyDocument(document));
    }

    private void providers(String... names) {
        world.clients
                .ecs()
                .putClusterCapacityProviders(put -> put.cluster("jobs").capacityProviders(names));
    }

    private void refused(Consumer<RegisterTaskDefinitionRequest.Builder> more, String message) {
        assertThatThrownBy(() -> register(more.andThen(task -> task.requiresCompatibilities(Compatibility.FARGATE))))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining(message);
    }

    private void register(Consumer<RegisterTaskDefinitionRequest.Builder> more) {
        world.clients.ecs().registerTaskDefinition(task -> {
            task.family("job").networkMode(NetworkMode.AWSVPC).cpu("256").memory("512");
            more.accept(task);
        });
    }

    private static ContainerDefinition.Builder container() {
        return ContainerDefinition.builder().name("app").image("busybox").memory(128);
    }
}
