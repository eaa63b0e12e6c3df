package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.EnvironmentFileType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementConstraintType;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** The members of RunTask beside those that every task has. */
class LaunchMembersTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void managedTagsNameTheCluster() {
        assertThat(run(task -> task.enableECSManagedTags(true)).tags())
                .singleElement()
                .satisfies(tag -> {
                    assertThat(tag.key()).isEqualTo("aws:ecs:clusterName");
                    assertThat(tag.value()).isEqualTo("jobs");
                });
    }

    @Test
    void theWholeTaskGetsAnotherSize() {
        Task task = run(request -> request.overrides(
                overrides -> overrides.cpu("1024").memory("4096").ephemeralStorage(storage -> storage.sizeInGiB(100))));

        assertThat(task.cpu()).isEqualTo("1024");
        assertThat(task.memory()).isEqualTo("4096");
        assertThat(task.ephemeralStorage().sizeInGiB()).isEqualTo(100);
        assertThatThrownBy(() -> run(request -> request.overrides(overrides -> overrides.memory("4096"))))
                .hasMessageContaining("No Fargate configuration exists for given values: 256 CPU, 4096 memory.");
        assertThatThrownBy(() -> run(request ->
                        request.overrides(overrides -> overrides.ephemeralStorage(storage -> storage.sizeInGiB(20)))))
                .hasMessageContaining("21 to 200 GiB");
    }

    @Test
    void fargateTakesNoPlaceAndNoResources() {
        assertThatThrownBy(() -> run(task -> task.placementConstraints(List.of(PlacementConstraint.builder()
                        .type(PlacementConstraintType.DISTINCT_INSTANCE)
                        .build()))))
                .hasMessageContaining("Placement constraints are not supported with FARGATE launch type.");
        assertThatThrownBy(() -> run(task -> task.placementStrategy(List.of(PlacementStrategy.builder()
                        .type(PlacementStrategyType.RANDOM)
                        .build()))))
                .hasMessageContaining("Placement strategies are not supported with FARGATE launch type.");
        assertThatThrownBy(() -> run(container(app -> app.resourceRequirements(List.of(ResourceRequirement.builder()
                        .type(ResourceType.GPU)
                        .value("1")
                        .build())))))
                .hasMessageContaining("Resource requirements are not supported with FARGATE launch type.");
    }

    @Test
    void containersCarryWhatTheyAreGiven() {
        ContainerOverride given = run(container(app -> app.memoryReservation(256)
                        .environmentFiles(List.of(EnvironmentFile.builder()
                                .type(EnvironmentFileType.S3)
                                .value("arn:aws:s3:::my-bucket/app.env")
                                .build()))))
                .overrides()
                .containerOverrides()
                .get(0);

        assertThat(given.memoryReservation()).isEqualTo(256);
        assertThat(given.environmentFiles())
                .singleElement()
                .satisfies(file -> assertThat(file.value()).endsWith("/app.env"));
        assertThatThrownBy(() -> run(container(app -> app.environmentFiles(List.of(EnvironmentFile.builder()
                        .type(EnvironmentFileType.S3)
                        .value("s3://my-bucket/app.env")
                        .build())))))
                .hasMessageContaining("Invalid arn for environment file");
    }

    private static Consumer<RunTaskRequest.Builder> container(Consumer<ContainerOverride.Builder> override) {
        return task -> task.overrides(overrides -> overrides.containerOverrides(List.of(
                ContainerOverride.builder().name("app").applyMutation(override).build())));
    }

    private Task run(Consumer<RunTaskRequest.Builder> more) {
        return world.clients
                .ecs()
                .runTask(task -> more.accept(task.cluster("jobs")
                        .taskDefinition("job")
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))))
                .tasks()
                .get(0);
    }
}
