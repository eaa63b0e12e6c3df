package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.KnownFailure.Seen;
import io.github.sfnecs.testing.CountingText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong, word for word. */
class KnownFailureTest {
    private static final String DENIED =
            "ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/r/s is not"
                    + " authorized to perform: %s on resource: %s because no identity-based policy allows the %1$s action";
    private static final String SETUP =
            "ResourceInitializationError: unable to pull secrets or registry auth: execution"
                    + " resource retrieval failed: ";
    private static final String AGENT =
            "operation error %s: %s, https response error StatusCode: 400, RequestID: 1, api error"
                    + " AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/e/t is not authorized to perform: %s on"
                    + " resource: *";
    private static final String PULL = "CannotPullContainerError: pull image manifest has been retried 7 time(s): ";

    /** What AWS says, and what it means. */
    private record Said(KnownFailure means, String text) {
        @Override
        public String toString() {
            return means + ": " + text;
        }
    }

    private static Said said(KnownFailure means, String text) {
        return new Said(means, text);
    }

    /** The rows of what goes wrong when Step Functions runs an ECS task, in the service's own wording. */
    static Stream<Said> theServicesOwnWording() {
        return Stream.of(
                said(KnownFailure.PASS_ROLE, DENIED.formatted("iam:PassRole", "arn:aws:iam::000000000000:role/e")),
                said(
                        KnownFailure.RUN_TASK,
                        DENIED.formatted("ecs:RunTask", "arn:aws:ecs:us-east-1:000000000000:task-definition/job")),
                said(
                        KnownFailure.TAG_RESOURCE,
                        DENIED.formatted("ecs:TagResource", "arn:aws:ecs:us-east-1:000000000000:task/jobs/*")),
                said(
                        KnownFailure.MANAGED_RULE,
                        "AccessDeniedException: 'arn:aws:iam::000000000000:role/r' is not authorized to create managed-rule."),
                said(
                        KnownFailure.TRUST,
                        "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to"
                                + " assume the provided role."),
                said(
                        KnownFailure.TRUST,
                        "Neither the global service principal states.amazonaws.com.cn, nor the regional one is authorized to"
                                + " assume the provided role."),
                said(
                        KnownFailure.LOG_DESTINATION,
                        "The state machine IAM Role is not authorized to access the Log Destination"),
                said(
                        KnownFailure.NO_NETWORK,
                        "ECS.InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is"
                                + " specified. (Service: AmazonECS; Status Code: 400)"),
                said(KnownFailure.NO_CLUSTER, "ECS.ClusterNotFoundException: Cluster not found. (Service: AmazonECS)"),
                said(
                        KnownFailure.INACTIVE_TASK_DEFINITION,
                        "ECS.ClientException: TaskDefinition is inactive (Service: AmazonECS)"),
                said(
                        KnownFailure.INACTIVE_TASK_DEFINITION,
                        "ECS.ClientException: TaskDefinition not found. (Service: AmazonECS)"),
                said(
                        KnownFailure.CAPACITY,
                        "ECS.AmazonECSException: Capacity is unavailable at this time. Please try again later or in a"
                                + " different availability zone (Service: AmazonECS; Status Code: 400; Error Code:"
                                + " ThrottlingException)"),
                said(
                        KnownFailure.THROTTLED,
                        "ECS.AmazonECSException: Rate exceeded (Service: AmazonECS; Status Code: 400; Error Code:"
                                + " ThrottlingException)"),
                said(KnownFailure.NO_TASK, "AmazonECS.Unknown: {\"Tasks\":[],\"Failures\":[]}"),
                said(KnownFailure.IMAGE_PULL, "CannotPullContainerError: something that nobody has seen"),
                said(
                        KnownFailure.RESOURCE_INITIALIZATION,
                        "ResourceInitializationError: something that nobody has seen"),
                said(KnownFailure.OUT_OF_MEMORY, "OutOfMemoryError: Container killed due to memory usage"),
                said(KnownFailure.EXIT_137, "Essential container in task exited\ncontainer app: exit code 137, "),
                said(KnownFailure.CONTAINER_EXITED, "Essential container in task exited"));
    }

    /** All else. */
    static Stream<Said> everythingElse() {
        return Stream.of(
                said(KnownFailure.EXECUTION_ABORTED, "Execution run ABORTED.\nCancelled: States.Timeout"),
                said(KnownFailure.EXECUTION_TIMED_OUT, "Execution run TIMED_OUT.\n"),
                said(KnownFailure.HEARTBEAT, "States.HeartbeatTimeout"),
                said(KnownFailure.TIMEOUT, "States.Timeout\ncontainer app: exit code 143, "),
                said(
                        KnownFailure.DATA_LIMIT,
                        "States.DataLimitExceeded: The state/task 'x' returned a result with a size"),
                said(
                        KnownFailure.HISTORY_LIMIT,
                        "States.Runtime: The execution reached the maximum number of history events (25000)."),
                said(
                        KnownFailure.PATH,
                        "States.Runtime: The JSONPath '$.x' specified for the field 'Command.$' could not be found in the"
                                + " input '{}'"),
                said(KnownFailure.INTRINSIC, "States.IntrinsicFailure: An error occurred"),
                said(
                        KnownFailure.INVALID_DEFINITION,
                        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: …'"),
                said(
                        KnownFailure.OTHER_ECS,
                        DENIED.formatted("ecs:DescribeTasks", "arn:aws:ecs:us-east-1:000000000000:task/jobs/1")),
                said(KnownFailure.PERMISSIONS, "States.Permissions: The role may not"),
                said(
                        KnownFailure.NETWORK_INTERFACE,
                        "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-1'"),
                said(KnownFailure.EXPIRED_TOKEN, "The security token included in the request is expired"),
                said(
                        KnownFailure.EXECUTION_ROLE_REQUIRED,
                        "ClientException: Fargate requires task definition to have execution role ARN to support ECR images."),
                said(
                        KnownFailure.EXECUTION_ROLE_REQUIRED,
                        "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."),
                said(
                        KnownFailure.ROLE_NOT_ASSUMABLE,
                        "ECS.ClientException: ECS was unable to assume the role 'arn:aws:iam::000000000000:role/t' that was"
                                + " provided for this task. Please verify that the role being passed has the proper trust"
                                + " relationship and permissions"),
                said(
                        KnownFailure.SUBNET_NOT_FOUND,
                        "ECS.InvalidParameterException: The subnet ID 'subnet-1' does not exist"),
                said(
                        KnownFailure.SECURITY_GROUP_NOT_FOUND,
                        "ECS.InvalidParameterException: The security group 'sg-1' does not exist"),
                said(
                        KnownFailure.DIFFERENT_VPCS,
                        "ECS.InvalidParameterException: Security group sg-1 and subnet subnet-1 belong to different networks."),
                said(
                        KnownFailure.NO_ADDRESSES,
                        "InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses to satisfy the request."),
                said(KnownFailure.NO_INTERFACES, "AmazonECS.Unknown: {\"Failures\":[{\"Reason\":\"RESOURCE:ENI\"}]}"),
                said(
                        KnownFailure.CLUSTER_INACTIVE,
                        "ECS.ClusterNotFoundException: The referenced cluster was inactive."),
                said(
                        KnownFailure.CAPACITY_PROVIDER,
                        "The specified capacity provider strategy cannot contain a capacity provider that is not associated"
                                + " with the cluster. Associate the capacity provider with the cluster and try again."),
                said(
                        KnownFailure.PROVIDER_AND_LAUNCH_TYPE,
                        "ECS.InvalidParameterException: Specifying both a launch type and capacity provider strategy is not"
                                + " supported. Remove one and try again."),
                said(
                        KnownFailure.NOT_FARGATE,
                        "ECS.InvalidParameterException: Task definition does not support launch_type FARGATE."),
                said(
                        KnownFailure.FARGATE_SIZE,
                        "No Fargate configuration exists for given values: 256 CPU, 4096 memory."),
                said(
                        KnownFailure.FARGATE_SIZE,
                        "The 'memory' setting for container 'app' is greater than for the task."),
                said(
                        KnownFailure.UNKNOWN_CONTAINER,
                        "ECS.InvalidParameterException: Override for container named web is not a container in the"
                                + " TaskDefinition."),
                said(
                        KnownFailure.PLATFORM_VERSION,
                        "ECS.PlatformUnknownException: The platform version does not exist."),
                said(KnownFailure.LONG_OVERRIDES, "Container Overrides length must be at most 8192"),
                said(
                        KnownFailure.QUOTA,
                        "ECS.ClientException: You've reached the limit on the number of tasks you can run concurrently"),
                said(KnownFailure.BLOCKED, "ECS.BlockedException: Your account is currently blocked."),
                said(
                        KnownFailure.NO_INTERFACES,
                        "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-1':"
                                + " NetworkInterfaceLimitExceeded"),
                said(
                        KnownFailure.QUOTA,
                        "AmazonECS.Unknown: {\"Failures\":[{\"Reason\":\"You’ve reached the limit on the number of vCPUs you"
                                + " can run concurrently\"}]}"),
                said(KnownFailure.SERVER, "ECS.ServerException: Service Unavailable. Please try again later."),
                said(KnownFailure.STORAGE_TIMEOUT, "Timeout waiting for EphemeralStorage provisioning to complete."),
                said(KnownFailure.NO_PLACE, "AmazonECS.Unknown: {\"Failures\":[{\"Reason\":\"RESOURCE:MEMORY\"}]}"),
                said(KnownFailure.NO_PLACE, "AGENT arn:aws:ecs:eu-central-1:123456789012:container-instance/jobs/1"),
                said(
                        KnownFailure.NO_PLACE,
                        "ECS.InvalidParameterException: No Container Instances were found in your cluster."),
                said(KnownFailure.REGISTRY_LIMIT, PULL + "toomanyrequests: You have reached your pull rate limit."),
                said(
                        KnownFailure.IMAGE_PLATFORM,
                        PULL + "image Manifest does not contain descriptor matching platform 'linux/amd64'"),
                said(KnownFailure.NO_SPACE, "CannotPullContainerError: write /data: no space left on device"),
                said(KnownFailure.KMS, SETUP + "AccessDeniedException: Access to KMS is not allowed"),
                said(
                        KnownFailure.KMS,
                        SETUP + "unable to retrieve secrets from ssm: AccessDeniedException: The ciphertext refers to a"
                                + " customer master key that does not exist, does not exist in this region, or you are not"
                                + " allowed to access."),
                said(
                        KnownFailure.SECRETS_DENIED,
                        SETUP + "unable to retrieve secret from asm: "
                                + AGENT.formatted(
                                        "Secrets Manager", "GetSecretValue", "secretsmanager:GetSecretValue")),
                said(
                        KnownFailure.SECRETS_DENIED,
                        SETUP + "unable to retrieve secrets from ssm: "
                                + AGENT.formatted("SSM", "GetParameters", "ssm:GetParameters")),
                said(
                        KnownFailure.SECRET_NOT_FOUND,
                        SETUP
                                + "unable to retrieve secret from asm: retrieved secret from Secrets Manager did not contain"
                                + " json key password"),
                said(
                        KnownFailure.SECRET_NOT_FOUND,
                        SETUP + "unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid"
                                + " parameters: /team/password"),
                said(
                        KnownFailure.SECRET_NOT_FOUND,
                        "ResourceInitializationError: Fetching secret data from SSM Parameter Store in us-east-2: invalid"
                                + " parameters: /team/password"),
                said(
                        KnownFailure.ECR_DENIED,
                        SETUP + "unable to retrieve ecr registry auth: "
                                + AGENT.formatted("ECR", "GetAuthorizationToken", "ecr:GetAuthorizationToken")),
                said(
                        KnownFailure.ECR_DENIED,
                        PULL + "failed to resolve ref x: pulling from host y failed with status code [manifests 1]: 403"
                                + " Forbidden"),
                said(
                        KnownFailure.ECR_DENIED,
                        "CannotPullContainerError: The task can’t pull the image. Check that the role has the permissions to"
                                + " pull images from the registry."),
                said(KnownFailure.REGISTRY_LOGIN, PULL + "failed to resolve ref ghcr.io/x: failed to authorize: 401"),
                said(
                        KnownFailure.LOGS_DENIED,
                        "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times:"
                                + " failed to create Cloudwatch log stream: "
                                + AGENT.formatted("CloudWatch Logs", "CreateLogStream", "logs:CreateLogStream")),
                said(
                        KnownFailure.LOG_GROUP_MISSING,
                        "ResourceInitializationError: failed to validate logger args: failed to create Cloudwatch log stream:"
                                + " ResourceNotFoundException: The specified log group does not exist."),
                said(
                        KnownFailure.EFS,
                        "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr:"
                                + " Mount attempt 1/3 failed due to timeout"),
                said(
                        KnownFailure.ENV_FILE,
                        "ResourceInitializationError: failed to download env files: file download command: non-empty error"
                                + " stream: RequestCanceled"),
                said(
                        KnownFailure.NO_ROUTE,
                        SETUP
                                + "The task cannot pull registry auth from Amazon ECR: There is a connection issue between the"
                                + " task and Amazon ECR. Check your task network configuration."),
                said(KnownFailure.NO_ROUTE, PULL + "failed to do request: dial tcp 34.205.13.154:443: i/o timeout"),
                said(KnownFailure.NO_ROUTE, "CannotPullContainerError: context canceled"),
                said(KnownFailure.IMAGE_NOT_FOUND, PULL + "failed to resolve ref x: not found"),
                said(KnownFailure.CANNOT_START, "CannotStartContainerError: failed to get container status"),
                said(
                        KnownFailure.CANNOT_START,
                        "ResourceInitializationError: failed to create new container runtime task: OCI runtime create failed:"
                                + " exec: \"report\": executable file not found in $PATH"),
                said(KnownFailure.CANNOT_CREATE, "CannotCreateContainerError: API error (400)"),
                said(KnownFailure.RUNTIME, "DockerTimeoutError: Could not transition to started; timed out"),
                said(
                        KnownFailure.SPOT,
                        "SpotInterruption\nYour Spot Task was interrupted.\ncontainer app: exit code 137, "),
                said(KnownFailure.HEALTH, "Task failed container health checks"),
                said(KnownFailure.HOST_GONE, "Host EC2 (instance i-1) terminated."),
                said(
                        KnownFailure.STOPPED_BY_USER,
                        "UserInitiated\nTask stopped by user\ncontainer app: exit code 143, "),
                said(
                        KnownFailure.SIDECAR,
                        "Essential container in task exited\nnon-essential container envoy: exit code 137, "),
                said(KnownFailure.OUT_OF_MEMORY, "container app: exit code 137, OutOfMemoryError: killed"),
                said(KnownFailure.EXIT_137, "{\"ExitCode\":137}"),
                said(KnownFailure.EXIT_137, "Container exited with code 137"),
                said(KnownFailure.EXIT_139, "container app: exit code 139, "),
                said(KnownFailure.EXIT_143, "container app: exit code 143, "),
                said(KnownFailure.EXIT_134, "container app: exit code 134, "),
                said(KnownFailure.EXIT_125, "container app: exit code 125, "),
                said(KnownFailure.EXIT_126, "container app: exit code 126, "),
                said(KnownFailure.EXIT_127, "container app: exit code 127, "),
                said(KnownFailure.EXIT_1, "Essential container in task exited\ncontainer app: exit code 1, "),
                said(KnownFailure.CONTAINER_EXITED, "AGENT_KEY is not set. Essential container in task exited"));
    }

    @ParameterizedTest
    @MethodSource({"theServicesOwnWording", "everythingElse"})
    void isKnownByAwsOwnWords(Said said) {
        assertThat(KnownFailure.in(said.text)).contains(said.means);
    }

    /** Whoever holds a task token may send a cause of 32,768 characters; what it says may stand at its end. */
    @ParameterizedTest
    @MethodSource("theServicesOwnWording")
    void isKnownAtTheEndOfALongText(Said said) {
        assertThat(KnownFailure.in("lorem ipsum ".repeat(32_768 / 12) + "\n" + said.text))
                .contains(said.means);
    }

    @Test
    void isKnownAtBothEndsOfATextThatIsTooLongForAws() {
        String tooLong = "\nlorem ipsum ".repeat(100_000) + "\n";

        assertThat(KnownFailure.in("Execution run ABORTED." + tooLong)).contains(KnownFailure.EXECUTION_ABORTED);
        assertThat(KnownFailure.in(tooLong + "OutOfMemoryError")).contains(KnownFailure.OUT_OF_MEMORY);
        assertThat(KnownFailure.in(tooLong + "OutOfMemoryError" + tooLong)).isEmpty();
    }

    /** It may be made of the very words that are looked for. */
    @Test
    void isLookedForInATimeThatGrowsAsTheTextDoes() {
        String words = "CannotPullContainerError: repository ";

        assertThat(looks(words.repeat(1 << 10))).isLessThanOrEqualTo(5 * looks(words.repeat(1 << 8)));
    }

    private static long looks(String text) {
        CountingText counting = new CountingText(text, 100L * text.length());
        assertThat(Wording.inOrder("CannotPull\\w{0,40}Error", "repository ", "not found|manifest unknown")
                        .or("repository ", "name unknown")
                        .isIn(counting))
                .isFalse();
        return counting.looks();
    }

    @Test
    void hasAWordingForEachEntry() {
        Set<KnownFailure> said = Stream.concat(theServicesOwnWording(), everythingElse())
                .map(Said::means)
                .collect(Collectors.toSet());

        assertThat(said).containsExactlyInAnyOrder(KnownFailure.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "States.TaskFailed",
                "Something went wrong",
                "User: anna is not authorized to perform: s3:GetObject",
                "MyInternalError: no",
                "The health check failed over",
                "container app: exit code 3, ",
                "container app: exit code 1270, "
            })
    void doesNotTakeOneMessageForAnother(String message) {
        assertThat(KnownFailure.in(message)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(KnownFailure.class)
    void saysInASentenceWhatHappenedWhyAndWhatToDo(KnownFailure known) {
        assertThat(known.happened()).matches("[A-Z].*\\.");
        assertThat(known.causes())
                .isNotEmpty()
                .allSatisfy(cause -> assertThat(cause).isNotBlank().doesNotEndWith("."));
        assertThat(known.fix()).isNotBlank().doesNotEndWith(".");
        assertThat(known.page()).startsWith("https://docs.aws.amazon.com/");
        assertThat(known.why()).contains(known.happened()).contains(known.causes());
    }

    @Test
    void hasNoEntryThatAnotherHides() {
        List<String> texts =
                Arrays.stream(KnownFailure.values()).map(KnownFailure::happened).toList();

        assertThat(texts).doesNotHaveDuplicates();
    }

    /** What nobody has seen is said to be so, and is as little as can be. */
    @Test
    void marksWhatWasNotSeen() {
        assertThat(KnownFailure.values())
                .filteredOn(known -> known.seen() == Seen.UNSEEN)
                .containsExactly(
                        KnownFailure.HISTORY_LIMIT,
                        KnownFailure.EXIT_125,
                        KnownFailure.EXIT_126,
                        KnownFailure.EXIT_127,
                        KnownFailure.EXIT_1);
    }
}
