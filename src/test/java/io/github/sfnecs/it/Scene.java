package io.github.sfnecs.it;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.EmbeddedAws;
import io.github.sfnecs.fakeaws.FakeAccount;
import io.github.sfnecs.fakeaws.FakeClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The account that a team has before it meets the plugin: the cluster {@code test-cluster}, the Fargate task definition
 * {@code python-web-hello:1} with one container {@code web}, and the role {@code ecsTaskExecutionRole}, in an embedded AWS that
 * runs {@value #SPEED} times as fast as the machine. All of it is made through the AWS API.
 */
public final class Scene implements AutoCloseable {
    /** The account of the story. */
    public static final String ACCOUNT = "000000000000";

    private static final Region REGION = Region.US_EAST_1;
    private static final String CLUSTER = "test-cluster";
    private static final double SPEED = 20;

    private final EmbeddedAws aws = EmbeddedAws.start(FakeClock.scaled(SPEED));

    /** The IAM of the account, as an administrator sees it. */
    public final IamClient iam = client(IamClient.builder());

    /** The ECS of the account. */
    public final EcsClient ecs = client(EcsClient.builder());

    /** The Step Functions of the account. */
    public final SfnClient sfn = client(SfnClient.builder());

    /** The account's knobs and journal; the journal begins with what the consumer project does. */
    public final FakeAccount account = aws.account(ACCOUNT);

    /** An account as the team has it. */
    public Scene() {
        ecs.createCluster(cluster -> cluster.clusterName(CLUSTER));
        createRole("ecsTaskExecutionRole", trust("ecs-tasks.amazonaws.com"));
        register("python-web-hello", null, "web");
        account.forgetCalls();
    }

    /** The account, and what a consumer project in this folder needs to reach it. */
    public static Scene in(Path folder) throws IOException {
        Scene scene = new Scene();
        Files.write(folder.resolve("test.properties"), scene.properties());
        return scene;
    }

    /** The properties, as {@code name=value}, that lead a Maven build to this account. */
    public List<String> properties() {
        return List.of(
                "sfn-ecs.endpoint=" + endpoint(), "aws.accessKeyId=" + ACCOUNT, "aws.secretAccessKey=not-needed-here");
    }

    /** Where the account is. */
    public URI endpoint() {
        return aws.endpoint();
    }

    /** The ARN of a role. */
    public String roleArn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    /** The ARN of a state machine. */
    public String stateMachineArn(String name) {
        return "arn:aws:states:" + REGION + ":" + ACCOUNT + ":stateMachine:" + name;
    }

    /** Registers a new revision of a Fargate task definition with these containers and the story's execution role. */
    public String register(String family, String taskRoleArn, String... containers) {
        return ecs.registerTaskDefinition(definition -> definition
                        .family(family)
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(roleArn("ecsTaskExecutionRole"))
                        .taskRoleArn(taskRoleArn)
                        .containerDefinitions(List.of(containers).stream()
                                .map(name -> ContainerDefinition.builder()
                                        .name(name)
                                        .image("public.ecr.aws/docker/library/python:3")
                                        .build())
                                .toList()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** Creates a role with this trust policy and returns its ARN. */
    public String createRole(String name, String trust) {
        return iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
    }

    /** Gives a role an inline policy of these statements. */
    public void allow(String role, String policy, String... statements) {
        iam.putRolePolicy(request -> request.roleName(role)
                .policyName(policy)
                .policyDocument(
                        "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}"));
    }

    /** A role like the one that the console of Step Functions creates from the definition: all but iam:PassRole. */
    public String createConsoleRole(String name) {
        String arn = iam.createRole(role -> role.roleName(name)
                        .path("/service-role/")
                        .assumeRolePolicyDocument(trust("states.amazonaws.com")))
                .role()
                .arn();
        allow(name, "ECSTaskManagement", """
                {"Effect": "Allow", "Action": ["ecs:RunTask"],
                 "Resource": ["arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:1"]}""", """
                {"Effect": "Allow", "Action": ["ecs:StopTask", "ecs:DescribeTasks"], "Resource": "*"}""", """
                {"Effect": "Allow", "Action": ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
                 "Resource": ["arn:aws:events:us-east-1:000000000000:rule/StepFunctionsGetEventsForECSTaskRule"]}""");
        return arn;
    }

    /** A trust policy for a service, without conditions, as the console writes it. */
    public static String trust(String service) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Service": "%s"}, "Action": "sts:AssumeRole"}]}""".formatted(service);
    }

    /** Every task on the cluster that is running or on its way there. */
    public List<Task> runningTasks() {
        List<String> arns = ecs.listTasksPaginator(list -> list.cluster(CLUSTER)).taskArns().stream()
                .toList();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(describe -> describe.cluster(CLUSTER).tasks(arns))
                        .tasks();
    }

    /** The names of the writing calls that were made, in order. */
    public List<String> writes() {
        return account.writes().stream().map(ApiCall::operation).toList();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(aws.endpoint())
                .region(REGION)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "not-needed-here")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void close() {
        iam.close();
        ecs.close();
        sfn.close();
        aws.close();
    }
}
