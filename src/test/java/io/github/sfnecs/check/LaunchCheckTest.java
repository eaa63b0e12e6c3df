package io.github.sfnecs.check;

import static io.github.sfnecs.testing.ATask.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.RunTaskDefinition;
import io.github.sfnecs.testing.ATask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What is found of a task and its task definition together; PredictionTest sees that it comes true. */
class LaunchCheckTest {
    private static final Network NONE = new Network(List.of(), List.of(), false);

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(findings(task(), definition())).isEmpty();
        assertThat(findings(exec(), definition().taskRoleArn("arn:aws:iam::123456789012:role/jobTaskRole")))
                .isEmpty();
        assertThat(findings(exec().taskRole("arn:aws:iam::123456789012:role/jobTaskRole"), definition()))
                .isEmpty();
    }

    @Test
    void wantsATaskRoleForCommands() {
        assertThat(findings(exec(), definition())).singleElement().satisfies(finding -> {
            assertThat(finding.predicts()).contains(KnownFailure.EXEC_WITHOUT_ROLE);
            assertThat(finding.says()).isEqualTo("It has no task role, which enableExecuteCommand needs.");
        });
    }

    @Test
    void saysThatNobodyCanExecuteCommandsInAReadOnlyContainer() {
        TaskDefinition.Builder definition = definition()
                .taskRoleArn("arn:aws:iam::123456789012:role/jobTaskRole")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .readonlyRootFilesystem(true)
                        .build());

        assertThat(findings(task(), definition)).isEmpty();
        assertThat(findings(exec(), definition))
                .extracting(Finding::result, Finding::says)
                .containsExactly(tuple(Finding.Result.WARNING, "The root file system of app is read-only."));
    }

    @Test
    void saysThatANetworkHasNoEffectUnlessTheModeIsAwsvpc() {
        TaskDefinition.Builder bridge = definition().networkMode(NetworkMode.BRIDGE);

        assertThat(findings(task().on(LaunchType.EC2), bridge))
                .extracting(Finding::result, Finding::says)
                .containsExactly(tuple(
                        Finding.Result.WARNING,
                        "Its network mode is bridge: subnets, securityGroups and assignPublicIp have no effect."));
        assertThat(findings(task().on(LaunchType.EC2).network(NONE), bridge)).isEmpty();
    }

    @Test
    void takesNoModeAwsvpcOutsideOfAwsWhetherOrNotTheCompatibilitiesAreTold() {
        ATask outside = task().on(LaunchType.EXTERNAL).network(NONE);

        assertThat(findings(outside, definition()))
                .extracting(finding -> finding.predicts().orElseThrow())
                .containsExactly(KnownFailure.LAUNCH_TYPE);
        assertThat(findings(outside, definition().compatibilities(List.of())))
                .extracting(Finding::says)
                .containsExactly(
                        "It does not fit launch type EXTERNAL: its compatibilities are [], its network mode is awsvpc.");
        assertThat(findings(
                        outside,
                        definition()
                                .networkMode(NetworkMode.HOST)
                                .compatibilities(Compatibility.EC2, Compatibility.EXTERNAL)))
                .isEmpty();
        assertThat(findings(outside, definition().networkMode(NetworkMode.HOST).compatibilities(List.of())))
                .isEmpty();
    }

    @Test
    void saysWhichOptionsOfAwslogsAreMissing() {
        TaskDefinition.Builder definition = definition()
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .logConfiguration(log -> log.logDriver("awslogs").options(Map.of("awslogs-group", "/jobs")))
                        .build());

        assertThat(findings(task(), definition))
                .extracting(Finding::result, Finding::says)
                .containsExactly(tuple(
                        Finding.Result.WARNING,
                        "The log of app has neither awslogs-region nor awslogs-stream-prefix."));
        assertThat(findings(task().on(LaunchType.EC2), definition))
                .extracting(Finding::says)
                .containsExactly("The log of app has no awslogs-region.");
    }

    private static ATask exec() {
        return task().features(new RunTask.Features(Optional.empty(), true, false, Optional.empty(), new TreeMap<>()));
    }

    private static TaskDefinition.Builder definition() {
        return TaskDefinition.builder()
                .family("job")
                .networkMode(NetworkMode.AWSVPC)
                .compatibilities(Compatibility.EC2, Compatibility.FARGATE)
                .containerDefinitions(ContainerDefinition.builder().name("app").build());
    }

    private static List<Finding> findings(ATask task, TaskDefinition.Builder definition) {
        TaskUse use = RunTaskDefinition.outline(task.runTask()).taskUses().get(0);
        return new LaunchCheck(use, use.capacity(), definition.build()).findings();
    }
}
