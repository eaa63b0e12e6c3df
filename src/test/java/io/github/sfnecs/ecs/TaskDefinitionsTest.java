package io.github.sfnecs.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.testing.CannedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which task definitions ECS runs. */
class TaskDefinitionsTest {
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1";

    private final CannedAws canned = new CannedAws();
    private final TaskDefinitions taskDefinitions = new TaskDefinitions(canned.clients.ecs());

    @AfterEach
    void close() {
        canned.close();
    }

    @Test
    void runsOneThatIsActive() {
        answers("ACTIVE");

        assertThat(taskDefinitions.active(ARN).arn()).isEqualTo(ARN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INACTIVE", "DELETE_IN_PROGRESS"})
    void runsNoneThatWasDeregistered(String status) {
        answers(status);

        assertThatThrownBy(() -> taskDefinitions.active(ARN))
                .hasMessageStartingWith("There is no active task definition '" + ARN + "'.")
                .hasMessageContaining("This revision was deregistered");
        assertThat(taskDefinitions.any(ARN).arn()).isEqualTo(ARN);
    }

    private void answers(String status) {
        canned.answers(
                "DescribeTaskDefinition",
                "{'taskDefinition': {'taskDefinitionArn': '" + ARN + "', 'family': 'job', 'status': '" + status
                        + "'}}");
    }
}
