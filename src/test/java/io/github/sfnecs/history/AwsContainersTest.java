package io.github.sfnecs.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.TaskShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Not all containers of a task are the task definition's. */
class AwsContainersTest {
    private static final ContainerReport AGENT =
            container("aws-guardduty-agent-Ab12C", OptionalInt.empty(), "CannotPullContainerError: 403 Forbidden");

    private static ContainerReport container(String name, OptionalInt exitCode, String reason) {
        return new ContainerReport(name, Optional.empty(), exitCode, Optional.ofNullable(reason));
    }

    private static TaskReport task(ContainerReport... containers) {
        return new TaskReport(
                "arn",
                "definition",
                "STOPPED",
                Optional.of("EssentialContainerExited"),
                Optional.of("Essential container in task exited"),
                List.of(containers));
    }

    private static TaskShape definition(String... names) {
        return new TaskShape(
                "arn",
                "job",
                "awsvpc",
                List.of(names).stream()
                        .map(name -> new TaskShape.Container(name, true))
                        .toList(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void areNotTheUsersWhereOnlyTheirNamesTell() {
        TaskReport ended = task(container("app", OptionalInt.of(0), null), AGENT);

        assertThat(ended.culprits()).isEmpty();
        assertThat(ended.said()).contains("container of AWS aws-guardduty-agent-Ab12C: no exit code, CannotPull");
        assertThat(ended.table()).containsPattern("aws-guardduty-agent-Ab12C +of AWS");
    }

    @Test
    void areNotTheUsersWhereTheTaskDefinitionDoesNotHaveThem() {
        TaskReport ended = task(
                        container("app", OptionalInt.of(0), null), container("watcher", OptionalInt.of(2), null))
                .with(definition("app"));

        assertThat(ended.culprits()).isEmpty();
        assertThat(ended.said()).contains("container of AWS watcher: exit code 2");
    }

    @Test
    void areTheUsersWhereTheTaskDefinitionHasThem() {
        assertThat(task(AGENT).with(definition(AGENT.name())).culprits()).hasSize(1);
    }

    @Test
    void areNotToldApartByATaskDefinitionOfOthers() {
        assertThat(task(container("app", OptionalInt.of(2), null))
                        .with(definition("web"))
                        .culprits())
                .hasSize(1);
    }

    @Test
    void areNotWhyWhereOneOfTheUsersFailed() {
        TaskReport failed = task(container("app", OptionalInt.of(1), null), AGENT);

        assertThat(failed.culprits()).extracting(ContainerReport::name).containsExactly("app");
        assertThat(failed.said()).doesNotContain("guardduty");
        assertThat(failed.failedOfAws()).containsExactly(AGENT);
    }

    @Test
    void thatEndWithTheTaskDidNotFail() {
        assertThat(task(
                                container("app", OptionalInt.of(1), null),
                                container("ecs-service-connect-x", OptionalInt.of(137), null))
                        .failedOfAws())
                .isEmpty();
    }

    /** What stops with a task is not why it stopped. */
    @Test
    void ofTwoTheOneThatFailedByItselfIsWhy() {
        assertThat(task(container("app", OptionalInt.of(1), null), container("envoy", OptionalInt.of(137), null))
                        .culprits())
                .extracting(ContainerReport::name)
                .containsExactly("app");
    }

    @Test
    void aSidecarThatWasKilledAfterTheOtherEndedWellIsToldSo() {
        assertThat(task(container("app", OptionalInt.of(0), null), container("envoy", OptionalInt.of(137), null))
                        .said())
                .contains("container envoy: exit code 137, beside a container that ended with 0");
        assertThat(task(container("app", OptionalInt.of(137), null)).said()).doesNotContain("beside");
        assertThat(task(
                                container("app", OptionalInt.of(137), "OutOfMemoryError: killed"),
                                container("log", OptionalInt.of(0), null))
                        .said())
                .doesNotContain("beside");
    }
}
