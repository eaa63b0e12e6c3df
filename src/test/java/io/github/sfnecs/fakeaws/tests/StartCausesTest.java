package io.github.sfnecs.fakeaws.tests;

import static io.github.sfnecs.fakeaws.tests.World.PULL_AND_LOG;
import static io.github.sfnecs.fakeaws.tests.World.definition;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Why a task that RunTask accepted never starts, in AWS's words, and that it starts once the cause is mended. */
class StartCausesTest {

    private static final String HOST = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-a1B2c3";
    private static final String PULL = "ResourceInitializationError: unable to pull secrets or registry auth: execution"
            + " resource retrieval failed: ";
    private static final String LOGGER =
            "ResourceInitializationError: failed to validate logger args: create stream has been"
                    + " retried 1 times: failed to create Cloudwatch log ";
    private static final String CALL = "operation error %s, https response error StatusCode: 400, RequestID: ";

    private final World world = new World();
    private int runs;
    private String lastReason;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theExecutionRoleHasToGetIntoEcr() {
        container(container().image(HOST + "/team/app:1"));
        world.letExecutionRole(PULL_AND_LOG.replace("\"ecr:GetAuthorizationToken\", ", ""));

        String id = neverStarts(PULL + "unable to retrieve ecr registry auth: service call has been retried 1 time(s): "
                + CALL.formatted("ECR: GetAuthorizationToken"));
        assertThat(lastReason)
                .endsWith(", api error AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/"
                        + "ecsTaskExecutionRole/" + id
                        + " is not authorized to perform: ecr:GetAuthorizationToken on resource:"
                        + " * because no identity-based policy allows the ecr:GetAuthorizationToken action");
        world.letExecutionRole(PULL_AND_LOG);
        starts();
    }

    @Test
    void thePolicyOfAwsForExecutionRolesIsEnoughForEcrAndLogs() {
        container(logging("false").image(HOST + "/team/app:1"));
        world.clients.logs().createLogGroup(group -> group.logGroupName("/jobs"));
        world.letExecutionRole(allow("ecs:ListClusters", "*"));

        neverStarts(PULL + "unable to retrieve ecr registry auth");
        world.clients
                .iam()
                .attachRolePolicy(attach -> attach.roleName("ecsTaskExecutionRole")
                        .policyArn("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"));
        starts();
    }

    @Test
    void theExecutionRoleHasToReadTheManifest() {
        container(container().image(HOST + "/team/app:1"));
        world.letExecutionRole(PULL_AND_LOG, """
                {"Effect": "Deny", "Action": "ecr:BatchGetImage",
                 "Resource": "arn:aws:ecr:eu-central-1:123456789012:repository/team/app"}""");

        neverStarts("CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
                + HOST + "/team/app:1: pulling from host " + HOST
                + " failed with status code [manifests 1]: 403 Forbidden");
        world.letExecutionRole(PULL_AND_LOG);
        starts();
    }

    @Test
    void theExecutionRoleHasToReadTheLayers() {
        container(container().image(HOST + "/team/app:1"));
        world.letExecutionRole(PULL_AND_LOG.replace("\"ecr:GetDownloadUrlForLayer\", ", ""));

        neverStarts(
                "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed"
                        + " open: unexpected status code https://" + HOST + "/v2/team/app/blobs/sha256:");
        world.letExecutionRole(PULL_AND_LOG);
        starts();
    }

    @ParameterizedTest
    @ValueSource(strings = {"busybox", "busybox:latest", "docker.io/library/busybox:latest"})
    void anImageThatIsNotThereIsNotPulled(String name) {
        world.account.missingImage(name);

        neverStarts("CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref"
                + " docker.io/library/busybox:latest: not found");
        world.account.pushedImage(name);
        starts();
    }

    @Test
    void anotherTagThanTheMissingOneIsPulled() {
        world.account.missingImage("busybox:2");

        starts();
    }

    @Test
    void theExecutionRoleHasToReadASecret() {
        container(container().secrets(secret(SECRET + ":password::")));

        neverStarts(PULL
                + "unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret "
                + SECRET + " from secrets manager: " + CALL.formatted("Secrets Manager: GetSecretValue"));
        assertThat(lastReason)
                .contains("is not authorized to perform: secretsmanager:GetSecretValue on resource: " + SECRET);
        world.letExecutionRole(allow("secretsmanager:GetSecretValue", SECRET));
        starts();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/team/key", "team/key", "arn:aws:ssm:eu-central-1:123456789012:parameter/team/key"})
    void theExecutionRoleHasToReadAParameter(String valueFrom) {
        String parameter = "arn:aws:ssm:eu-central-1:123456789012:parameter/team/key";
        container(container().secrets(secret(valueFrom)));

        neverStarts(PULL + "unable to retrieve secrets from ssm: service call has been retried 1 time(s): "
                + CALL.formatted("SSM: GetParameters"));
        assertThat(lastReason).contains("is not authorized to perform: ssm:GetParameters on resource: " + parameter);
        world.letExecutionRole(allow("ssm:GetParameters", parameter));
        starts();
    }

    @Test
    void theExecutionRoleHasToReadTheRegistrysPassword() {
        container(container().repositoryCredentials(credentials -> credentials.credentialsParameter(SECRET)));

        neverStarts(PULL
                + "unable to get registry auth from asm: service call has been retried 1 time(s): asm fetching secret"
                + " from the service for " + SECRET + ": " + CALL.formatted("Secrets Manager: GetSecretValue"));
        world.letExecutionRole(allow("secretsmanager:GetSecretValue", SECRET));
        starts();
    }

    @Test
    void theExecutionRoleHasToOpenALogStream() {
        world.clients.logs().createLogGroup(group -> group.logGroupName("/jobs"));
        container(logging("false"));
        world.letExecutionRole(allow("ecr:*", "*"));

        String id = neverStarts(LOGGER + "stream: " + CALL.formatted("CloudWatch Logs: CreateLogStream"));
        assertThat(lastReason)
                .contains("is not authorized to perform: logs:CreateLogStream on resource:"
                        + " arn:aws:logs:eu-central-1:123456789012:log-group:/jobs:log-stream:jobs/app/" + id)
                .endsWith(" : exit status 1");
        world.letExecutionRole(PULL_AND_LOG);
        starts();
    }

    @Test
    void theLogGroupHasToBeThere() {
        container(logging("false"));

        neverStarts(LOGGER + "stream: " + CALL.formatted("CloudWatch Logs: CreateLogStream"));
        assertThat(lastReason)
                .endsWith(", ResourceNotFoundException: The specified log group does not exist. : exit status 1");
        world.clients.logs().createLogGroup(group -> group.logGroupName("/jobs"));
        starts();
    }

    @Test
    void theExecutionRoleHasToCreateTheLogGroupIfTheTaskDoes() {
        container(logging("true"));
        world.letExecutionRole(PULL_AND_LOG.replace(", \"logs:CreateLogGroup\"", ""));

        neverStarts(LOGGER + "group: " + CALL.formatted("CloudWatch Logs: CreateLogGroup"));
        assertThat(lastReason)
                .contains("logs:CreateLogGroup on resource:"
                        + " arn:aws:logs:eu-central-1:123456789012:log-group:/jobs:log-stream: because");
        world.letExecutionRole(PULL_AND_LOG);
        starts();
        world.letExecutionRole(PULL_AND_LOG.replace(", \"logs:CreateLogGroup\"", ""));
        starts();
    }

    @Test
    void aTaskDefinitionIsDescribedWithAllThatItsStartNeeds() {
        ContainerDefinition container = logging("true")
                .memory(256)
                .cpu(128)
                .secrets(secret(SECRET))
                .repositoryCredentials(credentials -> credentials.credentialsParameter(SECRET))
                .build();
        container(container.toBuilder());

        assertThat(world.clients
                        .ecs()
                        .describeTaskDefinition(describe -> describe.taskDefinition("job"))
                        .taskDefinition()
                        .containerDefinitions())
                .containsExactly(container.toBuilder().essential(true).build());
    }

    /** Runs the task in a state that waits for it, and returns the task's id. */
    private String neverStarts(String reason) {
        DescribeExecutionResponse execution = run();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo("States.TaskFailed");
        assertThat(execution.cause())
                .contains("\"StopCode\":\"TaskFailedToStart\"")
                .doesNotContain("ExitCode");
        Task task = world.task("STOPPED");
        assertThat(task.stoppedReason()).startsWith(reason);
        assertThat(task.containers()).allSatisfy(container -> {
            assertThat(container.exitCode()).isNull();
            assertThat(container.reason()).isEqualTo(task.stoppedReason());
        });
        lastReason = task.stoppedReason();
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }

    private void starts() {
        world.account.script("job", TaskScript.exits(0));
        assertThat(run().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private DescribeExecutionResponse run() {
        String machine = world.clients
                .sfn()
                .createStateMachine(
                        create -> create.name("m" + ++runs).roleArn(World.ROLE).definition(definition(".sync", "", "")))
                .stateMachineArn();
        String execution = world.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(machine))
                .executionArn();
        world.clock.advance(Duration.ofMinutes(1));
        return world.describe(execution);
    }

    private void container(ContainerDefinition.Builder container) {
        world.clients
                .ecs()
                .registerTaskDefinition(task -> task.family("job")
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(World.EXECUTION_ROLE)
                        .taskRoleArn(World.TASK_ROLE)
                        .containerDefinitions(container.build()));
    }

    private static ContainerDefinition.Builder container() {
        return ContainerDefinition.builder().name("app").image("busybox");
    }

    private static ContainerDefinition.Builder logging(String createGroup) {
        return container()
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of(
                                "awslogs-group", "/jobs",
                                "awslogs-region", "eu-central-1",
                                "awslogs-stream-prefix", "jobs",
                                "awslogs-create-group", createGroup)));
    }

    private static Secret secret(String valueFrom) {
        return Secret.builder().name("PASSWORD").valueFrom(valueFrom).build();
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}";
    }
}
