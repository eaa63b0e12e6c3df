package io.github.sfnecs.fakeaws.tests;

import static io.github.sfnecs.fakeaws.tests.World.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** Running, listing and stopping tasks through the ECS API itself. */
class TasksTest {

    private static final CapacityProviderStrategyItem SPOT = CapacityProviderStrategyItem.builder()
            .capacityProvider("FARGATE_SPOT")
            .build();
    private static final CapacityProviderStrategyItem FARGATE =
            CapacityProviderStrategyItem.builder().capacityProvider("FARGATE").build();
    private static final ContainerOverride NOBODY =
            ContainerOverride.builder().name("nobody").build();

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tasksAreListedInPagesAndByWhoStartedThem() {
        for (int i = 0; i < 10; i++) {
            run(task -> task.count(10).startedBy("me"));
        }
        run(task -> task.startedBy("you"));

        assertThat(list(101)).hasSize(101);
        assertThat(world.clients
                        .ecs()
                        .listTasks(list -> list.cluster("jobs").startedBy("you"))
                        .taskArns())
                .hasSize(1);
        assertThatThrownBy(() -> world.clients
                        .ecs()
                        .listTasks(list -> list.cluster("jobs").startedBy("you").family("job")))
                .isInstanceOf(EcsException.class);
    }

    private List<String> list(int expected) {
        var first = world.clients.ecs().listTasks(list -> list.cluster("jobs"));
        assertThat(first.taskArns()).hasSize(100);
        return world.clients.ecs().listTasksPaginator(list -> list.cluster("jobs")).taskArns().stream()
                .limit(expected + 1)
                .toList();
    }

    @Test
    void aRepeatedRequestRunsNoSecondTask() {
        Task task = run(request -> request.clientToken("once"));

        assertThat(run(request -> request.clientToken("once")).taskArn()).isEqualTo(task.taskArn());
        assertThat(world.task("RUNNING").taskArn()).isEqualTo(task.taskArn());
    }

    @Test
    void aStoppedTaskSaysWhoStoppedItAndWhy() {
        Task task = run(request -> request.group("mine"));
        world.clock.advance(Duration.ofMinutes(1));
        world.clients
                .ecs()
                .stopTask(stop -> stop.cluster("jobs").task(task.taskArn()).reason("enough"));
        world.clock.advance(Duration.ofMinutes(1));

        Task stopped = world.task("STOPPED");
        assertThat(stopped.stopCodeAsString()).isEqualTo("UserInitiated");
        assertThat(stopped.stoppedReason()).isEqualTo("enough");
        assertThat(stopped.group()).isEqualTo("mine");
        assertThat(stopped.startedAt()).isBefore(stopped.stoppingAt());
        assertThat(stopped.containers().get(0).exitCode()).isEqualTo(143);
    }

    @Test
    void containersEndBeforeTheirTaskHasStopped() {
        world.account.script("job", TaskScript.exits(3).stopping(Duration.ofSeconds(10)));
        run(request -> {});
        world.clock.advance(Duration.ofSeconds(4));

        Task ending = world.task("STOPPED");
        assertThat(ending.lastStatus()).isEqualTo("STOPPING");
        assertThat(ending.executionStoppedAt()).isEqualTo(ending.startedAt().plusSeconds(1));
        assertThat(ending.stoppedAt()).isNull();
        assertThat(ending.containers().get(0).exitCode()).isEqualTo(3);
        assertThat(ending.containers().get(0).lastStatus()).isEqualTo("STOPPED");

        world.clock.advance(Duration.ofSeconds(5));
        assertThat(world.task("STOPPED").lastStatus()).isEqualTo("DEPROVISIONING");
        world.clock.advance(Duration.ofSeconds(5));
        assertThat(world.task("STOPPED").stoppedAt())
                .isEqualTo(ending.executionStoppedAt().plusSeconds(10));
    }

    @Test
    void containersThatAreToldToStopTakeAWhile() {
        world.account.script("job", TaskScript.runsForever().stopping(Duration.ofSeconds(10)));
        Task task = run(request -> {});
        world.clock.advance(Duration.ofMinutes(1));
        world.clients.ecs().stopTask(stop -> stop.cluster("jobs").task(task.taskArn()));

        world.clock.advance(Duration.ofSeconds(4));
        assertThat(world.task("STOPPED").containers().get(0).exitCode()).isNull();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(world.task("STOPPED").containers().get(0).exitCode()).isEqualTo(143);
        assertThat(world.task("STOPPED").executionStoppedAt())
                .isEqualTo(world.task("STOPPED").stoppingAt().plusSeconds(5));
    }

    @Test
    void aContainerHasItsIdFromTheRuntimeOnceItRuns() {
        Task task = run(request -> {});
        assertThat(task.containers().get(0).runtimeId()).isNull();

        world.clock.advance(Duration.ofMinutes(1));

        String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        assertThat(world.task("RUNNING").containers().get(0).runtimeId()).matches(id + "-\\d{10}");
    }

    @Test
    void aTaskTellsWhatItRunsOn() {
        run(task -> task.group("mine"));

        Task task = world.task("RUNNING");
        assertThat(task.cpu()).isEqualTo("256");
        assertThat(task.memory()).isEqualTo("512");
        assertThat(task.launchTypeAsString()).isEqualTo("FARGATE");
        assertThat(task.platformFamily()).isEqualTo("Linux");
        assertThat(task.ephemeralStorage().sizeInGiB()).isEqualTo(20);
        assertThat(task.attributes()).extracting(Attribute::name).containsExactly("ecs.cpu-architecture");
        assertThat(task.attributes()).extracting(Attribute::value).containsExactly("x86_64");
    }

    @Test
    void aTaskTellsWhatItsDefinitionAsksFor() {
        world.clients
                .ecs()
                .registerTaskDefinition(definition -> definition
                        .family("windows")
                        .networkMode(NetworkMode.AWSVPC)
                        .cpu("1024")
                        .memory("2048")
                        .ephemeralStorage(storage -> storage.sizeInGiB(100))
                        .runtimePlatform(platform -> platform.operatingSystemFamily(OSFamily.WINDOWS_SERVER_2022_CORE)
                                .cpuArchitecture(CPUArchitecture.ARM64))
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .build()));

        Task task = run(request ->
                request.taskDefinition("windows").launchType((LaunchType) null).capacityProviderStrategy(FARGATE));

        assertThat(task.capacityProviderName()).isEqualTo("FARGATE");
        assertThat(task.platformFamily()).isEqualTo("Windows Server 2022 Core");
        assertThat(task.ephemeralStorage().sizeInGiB()).isEqualTo(100);
        assertThat(task.attributes()).extracting(Attribute::value).containsExactly("arm64");
    }

    @Test
    void aServiceRunsItsTasksInItsGroup() {
        world.clients
                .ecs()
                .createService(service -> service.cluster("jobs")
                        .serviceName("web")
                        .taskDefinition("job")
                        .desiredCount(1)
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))));

        assertThat(world.task("RUNNING").group()).isEqualTo("service:web");
        assertThat(world.task("RUNNING").startedBy()).startsWith("ecs-svc/");
    }

    @Test
    void mistakesAreRefusedInEcsWords() {
        assertThatThrownBy(() -> run(task -> task.cluster("nowhere"))).isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> run(task -> task.taskDefinition("nothing")))
                .hasMessageContaining("TaskDefinition not found.");
        assertThatThrownBy(() -> run(task -> task.networkConfiguration(network -> {})))
                .hasMessageContaining("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        assertThatThrownBy(() -> run(task -> task.capacityProviderStrategy(SPOT)))
                .hasMessageContaining("Specifying both a launch type and capacity provider strategy is not supported.");
        assertThatThrownBy(() -> run(task -> task.overrides(overrides -> overrides.containerOverrides(NOBODY))))
                .hasMessageContaining("Override for container named nobody is not a container in the TaskDefinition.");
        assertThatThrownBy(() -> run(task -> task.launchType(LaunchType.EC2)))
                .hasMessageContaining("No Container Instances were found in your cluster.");
    }

    @Test
    void aDeregisteredRevisionIsInactive() {
        world.clients.ecs().deregisterTaskDefinition(deregister -> deregister.taskDefinition("job:1"));

        assertThatThrownBy(() -> run(task -> task.taskDefinition("job:1")))
                .hasMessageContaining("TaskDefinition is inactive");
        assertThat(world.clients
                        .ecs()
                        .describeTaskDefinition(describe -> describe.taskDefinition("job:1"))
                        .taskDefinition()
                        .statusAsString())
                .isEqualTo("INACTIVE");
        world.register("job", World.TASK_ROLE);
        assertThat(run(task -> {}).taskDefinitionArn()).endsWith("task-definition/job:2");
    }

    @Test
    void stopsPacedByTheClockAreNotThrottled() {
        world.account.rateLimits(true);
        world.account.script("job", TaskScript.runsForever());
        int refused = 0;
        String task = run(request -> {}).taskArn();
        for (int stop = 0; stop < 200; stop++) {
            world.clock.advance(Duration.ofMillis(25));
            world.clients.ecs().stopTask(request -> request.cluster("jobs").task(task));
        }
        for (int stop = 0; stop < 101; stop++) {
            try {
                world.clients.ecs().stopTask(request -> request.cluster("jobs").task(task));
            } catch (EcsException e) {
                assertThat(e.isThrottlingException()).isTrue();
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 2);
    }

    @Test
    void throttlesByAwsQuotasOnlyWhenAsked() {
        world.create(definition("", "", ""));
        for (int i = 0; i < 101; i++) {
            world.clients.sfn().listExecutions(list -> list.stateMachineArn(World.MACHINE));
        }
        world.account.rateLimits(true);
        for (int i = 0; i < 100; i++) {
            world.clients.sfn().listExecutions(list -> list.stateMachineArn(World.MACHINE));
        }

        assertThatThrownBy(() -> world.clients.sfn().listExecutions(list -> list.stateMachineArn(World.MACHINE)))
                .hasMessageContaining("Rate exceeded");
        world.clock.advance(Duration.ofMillis(500));
        world.clients.sfn().listExecutions(list -> list.stateMachineArn(World.MACHINE));
    }

    private Task run(Consumer<RunTaskRequest.Builder> more) {
        return world.clients
                .ecs()
                .runTask(task -> {
                    task.cluster("jobs")
                            .taskDefinition("job")
                            .launchType(LaunchType.FARGATE)
                            .networkConfiguration(
                                    network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")));
                    more.accept(task);
                })
                .tasks()
                .get(0);
    }
}
