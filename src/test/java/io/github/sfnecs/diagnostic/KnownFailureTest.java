package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong, word for word. */
class KnownFailureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PASS_ROLE | ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to"
                        + " perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/ecsTaskExecutionRole because"
                        + " no identity-based policy allows the iam:PassRole action",
                "RUN_TASK | ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to"
                        + " perform: ecs:RunTask on resource: arn:aws:ecs:us-east-1:000000000000:task-definition/job",
                "TAG_RESOURCE | ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized"
                        + " to perform: ecs:TagResource on resource: arn:aws:ecs:us-east-1:000000000000:task/jobs/*",
                "OTHER_ECS | ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to"
                        + " perform: ecs:DescribeTasks on resource: arn:aws:ecs:us-east-1:000000000000:task/jobs/1",
                "MANAGED_RULE | AccessDeniedException: 'arn:aws:iam::000000000000:role/r' is not authorized to create"
                        + " managed-rule.",
                "TRUST | Neither the global service principal states.amazonaws.com, nor the regional one is authorized to"
                        + " assume the provided role.",
                "TRUST | Neither the global service principal states.amazonaws.com.cn, nor the regional one is authorized to"
                        + " assume the provided role.",
                "LOG_DESTINATION | The state machine IAM Role is not authorized to access the Log Destination",
                "NO_NETWORK | ECS.InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc'"
                        + " is specified. (Service: AmazonECS; Status Code: 400)",
                "NO_CLUSTER | ECS.ClusterNotFoundException: Cluster not found. (Service: AmazonECS)",
                "INACTIVE_TASK_DEFINITION | ECS.ClientException: TaskDefinition is inactive (Service: AmazonECS)",
                "INACTIVE_TASK_DEFINITION | ECS.ClientException: TaskDefinition not found. (Service: AmazonECS)",
                "INACTIVE_TASK_DEFINITION | ECS.ClientException: Unable to describe task definition.",
                "CAPACITY | ECS.AmazonECSException: Capacity is unavailable at this time. Please try again later or in a"
                        + " different availability zone",
                "CAPACITY | ECS.AmazonECSException: Rate exceeded (Service: AmazonECS; Status Code: 400; Error Code:"
                        + " ThrottlingException)",
                "NO_PLACE | AmazonECS.Unknown: {\"Failures\":[{\"Reason\":\"RESOURCE:MEMORY\"}]}",
                "NO_PLACE | AGENT arn:aws:ecs:eu-central-1:123456789012:container-instance/jobs/1",
                "CONTAINER_EXITED | AGENT_KEY is not set. Essential container in task exited",
                "IMAGE_PULL | CannotPullContainerError: pull image manifest has been retried 7 time(s)",
                "RESOURCE_INITIALIZATION | ResourceInitializationError: unable to pull secrets or registry auth",
                "OUT_OF_MEMORY | OutOfMemoryError: Container killed due to memory usage",
                "CONTAINER_EXITED | Essential container in task exited",
                "HEARTBEAT | States.HeartbeatTimeout",
                "TIMEOUT | States.Timeout",
                "PATH | States.Runtime: The JSONPath '$.x' specified for the field 'Command.$' could not be found in the"
                        + " input '{}'"
            })
    void isKnownByAwsOwnWords(KnownFailure known, String message) {
        assertThat(KnownFailure.in(message)).contains(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "States.TaskFailed",
                "Something went wrong",
                "User: anna is not authorized to perform: s3:GetObject"
            })
    void doesNotTakeOneMessageForAnother(String message) {
        assertThat(KnownFailure.in(message)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(KnownFailure.class)
    void saysInASentenceWhatItMeansAndWhatToDo(KnownFailure known) {
        assertThat(known.why()).matches("(?s)[A-Z.].*\\.");
        assertThat(known.fix()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void hasNoEntryThatAnotherHides() {
        List<String> texts =
                Arrays.stream(KnownFailure.values()).map(KnownFailure::why).toList();

        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void tellsAContainerThatWasKilledFromOneThatFailed() {
        assertThat(KnownFailure.in(
                        "Essential container in task exited\ncontainer app: exit code 137, OutOfMemoryError: killed"))
                .contains(KnownFailure.OUT_OF_MEMORY);
    }
}
