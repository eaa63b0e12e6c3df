package io.github.sfnecs.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.sfnecs.testing.Hostile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Where a container's log is, from its task definition and the task. */
class ContainerLogTest {
    private static final Task TASK = Task.builder()
            .taskArn("arn:aws:ecs:eu-central-1:123456789012:task/jobs/3f2a91bc0d1e")
            .lastStatus("PENDING")
            .build();

    @Test
    void aStreamIsNamedByPrefixContainerAndTask() {
        assertThat(of(TASK, awslogs("app", Map.of("awslogs-region", "eu-west-1", "awslogs-stream-prefix", "ecs"))))
                .containsExactly(
                        new ContainerLog.Followed("app", new LogStream("eu-west-1", "/jobs", "ecs/app/3f2a91bc0d1e")));
    }

    @Test
    void theRegionIsTheTasksUnlessSaidOtherwise() {
        assertThat(of(TASK, awslogs("app", Map.of("awslogs-stream-prefix", "ecs"))))
                .containsExactly(new ContainerLog.Followed(
                        "app", new LogStream("eu-central-1", "/jobs", "ecs/app/3f2a91bc0d1e")));
    }

    @Test
    void aTaskArnOfTheOldFormHasAnIdToo() {
        Task old = Task.builder()
                .taskArn("arn:aws:ecs:eu-central-1:123456789012:task/3f2a")
                .build();

        assertThat(of(old, awslogs("app", Map.of("awslogs-stream-prefix", "ecs"))))
                .containsExactly(
                        new ContainerLog.Followed("app", new LogStream("eu-central-1", "/jobs", "ecs/app/3f2a")));
    }

    @Test
    void withoutPrefixTheStreamIsNamedByDockerOnceTheContainerRuns() {
        ContainerDefinition app = awslogs("app", Map.of());
        Container other = Container.builder().name("proxy").runtimeId("0000").build();
        Container pending = Container.builder().name("app").build();
        Container running = pending.toBuilder().runtimeId("4f5e").build();

        assertThat(of(with("PENDING", other, pending), app)).containsExactly(new ContainerLog.NotYet("app"));
        assertThat(of(with("RUNNING", other, running), app))
                .containsExactly(new ContainerLog.Followed("app", new LogStream("eu-central-1", "/jobs", "4f5e")));
        assertThat(of(with("STOPPED", other, pending), app))
                .containsExactly(
                        new ContainerLog.NotFollowed("app", "The log of container app is not followed: it never ran."));
    }

    @Test
    void whatIsNotInCloudWatchIsNotFollowed() {
        assertThat(of(
                        TASK,
                        container("app"),
                        container("proxy").toBuilder()
                                .logConfiguration(log -> log.logDriver(LogDriver.SPLUNK))
                                .build(),
                        container("side").toBuilder()
                                .logConfiguration(log -> log.logDriver("brand-new"))
                                .build()))
                .extracting(log -> ((ContainerLog.NotFollowed) log).reason())
                .containsExactly(
                        "The log of container app is not followed: it has no log driver.",
                        "The log of container proxy is not followed: its log driver is splunk, not awslogs.",
                        "The log of container side is not followed: its log driver is brand-new, not awslogs.");
    }

    @Test
    void aConfigurationThatSaysNotEnoughIsNotFollowed() {
        assertThat(of(TASK, awslogs("app", new HashMap<>(Map.of("awslogs-group", "")))))
                .extracting(log -> ((ContainerLog.NotFollowed) log).reason())
                .containsExactly(
                        "The log of container app is not followed: its log configuration has no awslogs-group.");
        assertThat(of(Task.builder().build(), awslogs("app", Map.of("awslogs-stream-prefix", "ecs"))))
                .extracting(log -> ((ContainerLog.NotFollowed) log).reason())
                .containsExactly("The log of container app is not followed:"
                        + " its log configuration has no region in awslogs-region.");
    }

    /** The region is part of the name of the host that gets the signed request. */
    @Test
    void aRegionCanNotLeadElsewhere() {
        assertThat(of(TASK, awslogs("app", Map.of("awslogs-region", "example.com/", "awslogs-stream-prefix", "ecs"))))
                .hasOnlyElementsOfType(ContainerLog.NotFollowed.class);
    }

    @Test
    void anyTextAnywhereIsSurvived() {
        for (String text : Hostile.texts()) {
            Task task = Task.builder()
                    .taskArn(text)
                    .lastStatus(text)
                    .containers(Container.builder().name(text).runtimeId(text).build())
                    .build();
            assertThatCode(() -> of(
                            task,
                            awslogs(text, Map.of("awslogs-group", text, "awslogs-stream-prefix", text)),
                            awslogs(text, Map.of("awslogs-region", text)),
                            container(text).toBuilder()
                                    .logConfiguration(log -> log.logDriver(text))
                                    .build()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whateverIsMissingIsSurvived() {
        Map<String, String> nulls = new HashMap<>();
        nulls.put("awslogs-group", "/jobs");
        nulls.put("awslogs-region", null);
        nulls.put("awslogs-stream-prefix", null);
        Task task = Task.builder().containers(null, Container.builder().build()).build();

        assertThat(of(task, null, ContainerDefinition.builder().build(), awslogs("app", nulls)))
                .hasOnlyElementsOfType(ContainerLog.NotFollowed.class)
                .hasSize(1);
        assertThat(ContainerLog.of(TaskDefinition.builder().build(), task)).isEmpty();
    }

    private static List<ContainerLog> of(Task task, ContainerDefinition... containers) {
        return ContainerLog.of(
                TaskDefinition.builder()
                        .containerDefinitions(Arrays.asList(containers))
                        .build(),
                task);
    }

    private static Task with(String status, Container... containers) {
        return TASK.toBuilder().lastStatus(status).containers(containers).build();
    }

    private static ContainerDefinition container(String name) {
        return ContainerDefinition.builder().name(name).build();
    }

    private static ContainerDefinition awslogs(String name, Map<String, String> more) {
        Map<String, String> options = new HashMap<>(Map.of("awslogs-group", "/jobs"));
        options.putAll(more);
        return container(name).toBuilder()
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(options))
                .build();
    }
}
