package io.github.sfnecs.permissions;

import static io.github.sfnecs.mojos.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.AbstractDefinitionMojo;
import io.github.sfnecs.mojos.AbstractSfnEcsMojo;
import io.github.sfnecs.mojos.CheckMojo;
import io.github.sfnecs.mojos.CleanupTasksMojo;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.Hello;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The printed policies, given to a caller whom IAM binds: the goals work with them, and of what would make more of them, nothing is
 * allowed. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
class CallerEscalationTest {
    private static final String CI = "arn:aws:iam::000000000000:role/ci";
    private static final String BOUNDARY = "arn:aws:iam::000000000000:policy/boundary";
    private static final String ALL =
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}";
    private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:hello";

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @TempDir
    Path output;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    /** A try to get more than was given, by the clients of the caller. */
    private record Escalation(String what, ThrowingConsumer<Caller> attempt) {}

    private record Caller(IamClient iam, EcsClient ecs, SfnClient sfn, CloudWatchLogsClient logs) {}

    private static final List<Escalation> ESCALATIONS = List.of(
            new Escalation(
                    "create another role, bounded",
                    c -> c.iam.createRole(role -> role.roleName("mine")
                            .assumeRolePolicyDocument(trustsMe())
                            .permissionsBoundary(BOUNDARY))),
            new Escalation(
                    "create another role",
                    c -> c.iam.createRole(role -> role.roleName("mine").assumeRolePolicyDocument(trustsMe()))),
            new Escalation(
                    "create the role, without the boundary",
                    c -> c.iam.createRole(role -> role.roleName(Hello.ROLE).assumeRolePolicyDocument(trustsMe()))),
            new Escalation(
                    "put a policy on another role",
                    c -> c.iam.putRolePolicy(
                            put -> put.roleName("theirs").policyName("all").policyDocument(ALL))),
            new Escalation(
                    "put a policy on its own role",
                    c -> c.iam.putRolePolicy(
                            put -> put.roleName("ci").policyName("all").policyDocument(ALL))),
            new Escalation(
                    "attach a policy to the role",
                    c -> c.iam.attachRolePolicy(
                            attach -> attach.roleName(Hello.ROLE).policyArn(BOUNDARY))),
            new Escalation(
                    "lift the boundary",
                    c -> c.iam.deleteRolePermissionsBoundary(delete -> delete.roleName(Hello.ROLE))),
            new Escalation(
                    "put another boundary",
                    c -> c.iam.putRolePermissionsBoundary(put ->
                            put.roleName(Hello.ROLE).permissionsBoundary("arn:aws:iam::000000000000:policy/wide"))),
            new Escalation(
                    "bound another role",
                    c -> c.iam.putRolePermissionsBoundary(
                            put -> put.roleName("theirs").permissionsBoundary(BOUNDARY))),
            new Escalation(
                    "change the boundary's policy",
                    c -> c.iam.createPolicyVersion(version ->
                            version.policyArn(BOUNDARY).policyDocument(ALL).setAsDefault(true))),
            new Escalation(
                    "change the trust of another role",
                    c -> c.iam.updateAssumeRolePolicy(
                            update -> update.roleName("theirs").policyDocument(trustsMe()))),
            new Escalation(
                    "tag another role as ours",
                    c -> c.iam.tagRole(tag -> tag.roleName("theirs")
                            .tags(Tag.builder()
                                    .key("sfn-ecs:state-machine")
                                    .value(MACHINE)
                                    .build()))),
            new Escalation(
                    "take the tag off the role",
                    c -> c.iam.untagRole(untag -> untag.roleName(Hello.ROLE).tagKeys("sfn-ecs:state-machine"))),
            new Escalation("delete the role", c -> c.iam.deleteRole(delete -> delete.roleName(Hello.ROLE))),
            new Escalation(
                    "pass another role",
                    c -> c.sfn.updateStateMachine(update ->
                            update.stateMachineArn(MACHINE).roleArn("arn:aws:iam::000000000000:role/theirs"))),
            new Escalation(
                    "create another state machine",
                    c -> c.sfn.createStateMachine(create -> create.name("mine")
                            .roleArn("arn:aws:iam::000000000000:role/" + Hello.ROLE)
                            .definition("{}"))),
            new Escalation(
                    "tag another state machine as ours",
                    c -> c.sfn.tagResource(tag -> tag.resourceArn(MACHINE + "2")
                            .tags(software.amazon.awssdk.services.sfn.model.Tag.builder()
                                    .key("sfn-ecs:state-machine")
                                    .value(MACHINE + "2")
                                    .build()))),
            new Escalation(
                    "start another state machine",
                    c -> c.sfn.startExecution(start -> start.stateMachineArn(MACHINE + "2"))),
            new Escalation(
                    "stop an execution of another",
                    c -> c.sfn.stopExecution(
                            stop -> stop.executionArn("arn:aws:states:us-east-1:000000000000:execution:hello2:run"))),
            new Escalation(
                    "run a task by itself",
                    c -> c.ecs.runTask(run -> run.cluster("test-cluster").taskDefinition("python-web-hello:1"))),
            new Escalation("list another cluster's tasks", c -> c.ecs.listTasks(list -> list.cluster("other"))),
            new Escalation(
                    "stop another cluster's task",
                    c -> c.ecs.stopTask(stop -> stop.cluster("other")
                            .task("arn:aws:ecs:us-east-1:000000000000:task/other/0123456789abcdef0123456789abcdef"))),
            new Escalation(
                    "read other logs",
                    c -> c.logs.getLogEvents(get -> get.logGroupName("/theirs").logStreamName("run/web/1"))),
            new Escalation(
                    "read other streams of the task's group",
                    c -> c.logs.getLogEvents(get -> get.logGroupName("/hello").logStreamName("theirs/web/1"))));

    @TestFactory
    Stream<DynamicTest> nothingMoreIsAllowed() {
        administered(Map.of("team", "payments"));
        goal(new EnsureRoleMojo());
        goal(new DeployStateMachineMojo());
        Caller caller = caller();
        return ESCALATIONS.stream()
                .map(escalation -> dynamicTest(
                        escalation.what,
                        () -> assertThatThrownBy(() -> escalation.attempt.accept(caller))
                                .isInstanceOf(AwsServiceException.class)
                                .hasMessageContaining("is not authorized to perform")));
    }

    @Test
    void aTaskThatIsNotTaggedAsTheStateMachinesIsCanNeitherBeStoppedNorTagged() {
        administered(Map.of("team", "payments"));
        scene.runTasks(1, "service:other", null);
        String task = scene.runningTasks().get(0).taskArn();

        assertThatThrownBy(() -> caller().ecs
                        .stopTask(stop -> stop.cluster("test-cluster").task(task)))
                .hasMessageContaining("is not authorized to perform: ecs:StopTask");
        assertThatThrownBy(() -> caller().ecs
                        .tagResource(tag -> tag.resourceArn(task)
                                .tags(software.amazon.awssdk.services.ecs.model.Tag.builder()
                                        .key("team")
                                        .value("payments")
                                        .build())))
                .hasMessageContaining("is not authorized to perform: ecs:TagResource");
    }

    /** No less than what all goals need, a role that has to be repaired from its boundary on included. */
    @Test
    void theGoalsWork() {
        administered(Map.of("team", "payments"));
        goal(new EnsureRoleMojo());
        scene.iam.deleteRolePermissionsBoundary(delete -> delete.roleName(Hello.ROLE));
        scene.iam.updateAssumeRolePolicy(
                update -> update.roleName(Hello.ROLE).policyDocument(Scene.trust("states.amazonaws.com")));
        scene.allow(Hello.ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}");
        goal(new EnsureRoleMojo());
        goal(new DeployStateMachineMojo());
        scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
        goal(new ExecuteMojo());
        assertThat(scene.runningTasks()).isNotEmpty();
        goal(new CleanupTasksMojo());

        assertThat(scene.runningTasks()).isEmpty();
    }

    @Test
    void aRoleWhoseBoundaryIsGoneGetsItBackBeforeAnythingElse() {
        administered(Map.of());
        goal(new EnsureRoleMojo());
        scene.iam.deleteRolePermissionsBoundary(delete -> delete.roleName(Hello.ROLE));
        IamClient iam = caller().iam;

        assertThatThrownBy(() -> iam.putRolePolicy(
                        put -> put.roleName(Hello.ROLE).policyName("all").policyDocument(ALL)))
                .hasMessageContaining("is not authorized to perform: iam:PutRolePolicy");
        assertThatThrownBy(() -> iam.updateAssumeRolePolicy(
                        update -> update.roleName(Hello.ROLE).policyDocument(trustsMe())))
                .hasMessageContaining("is not authorized to perform: iam:UpdateAssumeRolePolicy");
        goal(new EnsureRoleMojo());
        assertThat(scene.iam.getRole(get -> get.roleName(Hello.ROLE)).role().permissionsBoundary())
                .isNotNull();
    }

    /** What is left is what the boundary's holder gave: the role is the caller's, within the boundary. */
    @Test
    void theRoleItselfCanBeTakenWithinTheBoundary() {
        administered(Map.of());
        goal(new EnsureRoleMojo());

        caller().iam
                .putRolePolicy(
                        put -> put.roleName(Hello.ROLE).policyName("more").policyDocument(ALL));

        assertThat(scene.account.allows(
                        scene.roleArn(Hello.ROLE), "iam:CreateUser", "arn:aws:iam::000000000000:user/me", Map.of()))
                .isFalse();
    }

    /** An administrator prepares the boundary and the caller's role, with all that is printed. */
    private void administered(Map<String, String> taskTags) {
        tags = taskTags;
        for (String policy : List.of("boundary", "wide")) {
            scene.iam.createPolicy(create -> create.policyName(policy)
                    .policyDocument("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                            + " \"Action\": [\"ecs:*\", \"events:*\", \"iam:PassRole\"], \"Resource\": \"*\"}]}"));
        }
        scene.ecs.createCluster(cluster -> cluster.clusterName("other"));
        scene.allow(
                "ecsTaskExecutionRole", "logs", "{\"Effect\": \"Allow\", \"Action\": \"logs:*\", \"Resource\": \"*\"}");
        scene.createRole("theirs", Scene.trust("states.amazonaws.com"));
        registerPrinting();
        scene.createRole("ci", trustsMe());
        List<String> policies = printed();
        for (int i = 0; i < policies.size(); i++) {
            attach("goal-" + i, policies.get(i));
        }
        scene.account.bindSessions();
    }

    /** All together are too large for a role's inline policies. */
    private void attach(String name, String policy) {
        String arn = scene.iam
                .createPolicy(create -> create.policyName(name).policyDocument(policy))
                .policy()
                .arn();
        scene.iam.attachRolePolicy(attach -> attach.roleName("ci").policyArn(arn));
    }

    private Map<String, String> tags = Map.of();

    /** The newest revision, which prints to the log group of the task. */
    private void registerPrinting() {
        scene.ecs.registerTaskDefinition(definition -> definition
                .family("python-web-hello")
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .executionRoleArn(scene.roleArn("ecsTaskExecutionRole"))
                .containerDefinitions(ContainerDefinition.builder()
                        .name("web")
                        .image("busybox")
                        .logConfiguration(LogConfiguration.builder()
                                .logDriver("awslogs")
                                .options(Map.of(
                                        "awslogs-group", "/hello",
                                        "awslogs-create-group", "true",
                                        "awslogs-region", "us-east-1",
                                        "awslogs-stream-prefix", "run"))
                                .build())
                        .build()));
    }

    private static String trustsMe() {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                + " \"Principal\": {\"AWS\": \"arn:aws:iam::000000000000:root\"}, \"Action\": \"sts:AssumeRole\"}]}";
    }

    /** The policies as they are printed, without what is said above them. */
    private List<String> printed() {
        CheckMojo check = new CheckMojo();
        set(check, "printCallerPolicy", "true");
        ListLog log = run(check);
        return Stream.of(String.join("\n", log.lines()).split("The caller of ", -1))
                .skip(1)
                .map(text -> text.substring(text.indexOf("\n{")))
                .toList();
    }

    private void goal(AbstractSfnEcsMojo goal) {
        set(goal, "assumeRoleArn", CI);
        run(goal);
    }

    private ListLog run(AbstractSfnEcsMojo goal) {
        Goals.hello(goal);
        if (goal instanceof AbstractDefinitionMojo) {
            set(goal, "taskDefinitionArn", "arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:2");
            set(goal, "permissionsBoundaryArn", BOUNDARY);
            set(goal, "taskTags", tags);
            set(goal, "integrationPattern", "REQUEST_RESPONSE");
        }
        ListLog log = new ListLog();
        assertThat(Goals.message(Goals.ready(goal, scene, output, log))).isEmpty();
        return log;
    }

    private Caller caller() {
        Credentials session;
        try (StsClient sts = StsClient.builder()
                .endpointOverride(scene.endpoint())
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            session = sts.assumeRole(assume -> assume.roleArn(CI).roleSessionName("build"))
                    .credentials();
        }
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
        return new Caller(
                client(IamClient.builder(), provider),
                client(EcsClient.builder(), provider),
                client(SfnClient.builder(), provider),
                client(CloudWatchLogsClient.builder(), provider));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, StaticCredentialsProvider provider) {
        return builder.endpointOverride(scene.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(provider)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
