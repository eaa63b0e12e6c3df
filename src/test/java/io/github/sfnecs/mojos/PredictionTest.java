package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.config.CapacityProviderBean;
import io.github.sfnecs.config.ContainerOverrideBean;
import io.github.sfnecs.config.TypedBean;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * What {@code check} says of a run comes true: without a cause it passes and the run succeeds; with it, it predicts the failure that
 * the run then ends with. Every failure of the catalogue that is marked as predictable has a cause here.
 */
public class PredictionTest {
    private static final String EXECUTION_ROLE = "ecsTaskExecutionRole";
    private static final String DEFINITIONS = "arn:aws:ecs:us-east-1:000000000000:task-definition/";
    private static final String SECRET =
            "arn:aws:secretsmanager:us-east-1:000000000000:secret:team/web-a1B2c3:password::";
    private static final String ECR_IMAGE = "000000000000.dkr.ecr.us-east-1.amazonaws.com/team/web:1";
    private static final Map<String, Object> CAREFUL = Map.of("taskDefinitionArn", DEFINITIONS + "careful:1");
    private static final String ALLOW = "{\"Effect\": \"Allow\", \"Action\": %s, \"Resource\": \"*\"}";

    /** What fails. */
    private enum Run {
        /** {@code execute}. */
        EXECUTION,
        /** The call of {@code deploy-statemachine}, which itself would repeat it for minutes. */
        CREATION
    }

    /**
     * Something that is wrong in an account where all was well.
     *
     * @param predicted what check says that a run will end with
     * @param parameters of the goals, besides those of the story
     * @param before what makes the account so that all is well with these parameters
     * @param cause what goes wrong then in the account
     * @param changed what goes wrong then in the POM
     * @param run what fails for it
     */
    private record Cause(
            String name,
            KnownFailure predicted,
            Map<String, Object> parameters,
            Consumer<Scene> before,
            Consumer<Scene> cause,
            Map<String, Object> changed,
            Run run) {
        Cause(String name, KnownFailure predicted, Consumer<Scene> cause) {
            this(name, predicted, Map.of(), scene -> {}, cause, Map.of(), Run.EXECUTION);
        }

        Cause given(Map<String, Object> more, Consumer<Scene> given) {
            return new Cause(name, predicted, more, given, cause, changed, run);
        }

        /** It is the POM that goes wrong; it is deployed with these parameters. */
        Cause changing(Map<String, Object> wrong) {
            return new Cause(name, predicted, parameters, before, cause, wrong, run);
        }

        /** It is the state machine's creation that fails. */
        Cause creating() {
            return new Cause(name, predicted, parameters, before, cause, changed, Run.CREATION);
        }
    }

    private static final List<Supplier<AbstractSfnEcsMojo>> ALL =
            List.of(EnsureRoleMojo::new, DeployStateMachineMojo::new, CheckMojo::new, ExecuteMojo::new);

    private static final List<Cause> CAUSES = List.of(
            new Cause(
                    "the role may not pass the execution role",
                    KnownFailure.PASS_ROLE,
                    scene -> allow(scene, "[\"ecs:*\", \"events:*\"]")),
            new Cause(
                    "the role may not run the task definition",
                    KnownFailure.RUN_TASK,
                    scene -> allow(scene, "[\"ecs:StopTask\", \"ecs:DescribeTasks\", \"iam:*\", \"events:*\"]")),
            new Cause(
                            "the role may not tag the task",
                            KnownFailure.TAG_RESOURCE,
                            scene -> allow(
                                    scene,
                                    "[\"ecs:RunTask\", \"ecs:StopTask\", \"ecs:DescribeTasks\", \"iam:*\", \"events:*\"]"))
                    .given(Map.of("taskTags", Map.of("team", "payments")), scene -> {}),
            new Cause("the role may not look at the task, and its end is not told", KnownFailure.OTHER_ECS, scene -> {
                scene.account.completionEvents(false);
                allow(scene, "[\"ecs:RunTask\", \"ecs:StopTask\", \"iam:*\", \"events:*\"]");
            }),
            new Cause("the role may not make the rule", KnownFailure.MANAGED_RULE, scene -> {
                        allow(scene, "[\"ecs:*\", \"iam:*\"]");
                    })
                    .creating(),
            new Cause("the role trusts somebody else", KnownFailure.TRUST, scene -> {
                        scene.iam.updateAssumeRolePolicy(trust ->
                                trust.roleName(Hello.ROLE).policyDocument(Scene.trust("lambda.amazonaws.com")));
                    })
                    .creating(),
            new Cause(
                    "the task definition was deregistered",
                    KnownFailure.INACTIVE_TASK_DEFINITION,
                    scene -> scene.ecs.deregisterTaskDefinition(old -> old.taskDefinition("python-web-hello:1"))),
            new Cause(
                    "the cluster was deleted",
                    KnownFailure.CLUSTER_INACTIVE,
                    scene -> scene.ecs.deleteCluster(cluster -> cluster.cluster("test-cluster"))),
            new Cause("the cluster is misspelt", KnownFailure.NO_CLUSTER, scene -> {})
                    .changing(Map.of("clusterArn", "arn:aws:ecs:us-east-1:000000000000:cluster/tset-cluster")),
            new Cause(
                            "the cluster loses its capacity provider",
                            KnownFailure.CAPACITY_PROVIDER,
                            scene -> scene.ecs.putClusterCapacityProviders(put -> put.cluster("test-cluster")
                                    .capacityProviders("FARGATE")
                                    .defaultCapacityProviderStrategy(List.of())))
                    .given(Map.of("capacityProviderStrategy", List.of(spot())), scene -> {}),
            new Cause(
                            "the task definition is for instances",
                            KnownFailure.NOT_FARGATE,
                            scene -> scene.ecs.registerTaskDefinition(definition -> definition
                                    .family("instances")
                                    .networkMode(NetworkMode.AWSVPC)
                                    .executionRoleArn(scene.roleArn(EXECUTION_ROLE))
                                    .containerDefinitions(web().memory(128).build())))
                    .changing(Map.of("taskDefinitionArn", DEFINITIONS + "instances:1")),
            new Cause(
                            "there is no execution role for the image",
                            KnownFailure.NOT_FARGATE,
                            scene -> scene.ecs.registerTaskDefinition(definition -> definition
                                    .family("roleless")
                                    .networkMode(NetworkMode.AWSVPC)
                                    .cpu("256")
                                    .memory("512")
                                    .containerDefinitions(
                                            web().memory(128).image(ECR_IMAGE).build())))
                    .changing(Map.of("taskDefinitionArn", DEFINITIONS + "roleless:1")),
            new Cause(
                            "a new revision has other containers",
                            KnownFailure.UNKNOWN_CONTAINER,
                            scene -> scene.register("python-web-hello", null, "app"))
                    .given(
                            Map.of(
                                    "taskDefinitionArn",
                                    DEFINITIONS + "python-web-hello",
                                    "containerOverrides",
                                    List.of(web("cpu", "128"))),
                            scene -> {}),
            new Cause("a container gets more than its task has", KnownFailure.FARGATE_SIZE, scene -> {})
                    .changing(Map.of("containerOverrides", List.of(web("memory", "4096")))),
            new Cause("the whole task gets a size that Fargate does not have", KnownFailure.FARGATE_SIZE, scene -> {})
                    .changing(Map.of("memory", "4096")),
            new Cause(
                    "the execution role trusts somebody else",
                    KnownFailure.ROLE_NOT_ASSUMABLE,
                    scene -> scene.iam.updateAssumeRolePolicy(trust ->
                            trust.roleName(EXECUTION_ROLE).policyDocument(Scene.trust("lambda.amazonaws.com")))),
            new Cause(
                    "the execution role is gone",
                    KnownFailure.ROLE_NOT_ASSUMABLE,
                    scene -> scene.iam.deleteRole(role -> role.roleName(EXECUTION_ROLE))),
            new Cause("the execution role may not pull", KnownFailure.ECR_DENIED, PredictionTest::deny)
                    .given(CAREFUL, scene -> careful(scene, web().image(ECR_IMAGE), "ecr:*")),
            new Cause("the execution role may not read a secret", KnownFailure.SECRETS_DENIED, PredictionTest::deny)
                    .given(CAREFUL, scene -> careful(scene, web().secrets(secret(SECRET)), "secretsmanager:*")),
            new Cause("the execution role may not read a parameter", KnownFailure.SECRETS_DENIED, PredictionTest::deny)
                    .given(CAREFUL, scene -> careful(scene, web().secrets(secret("/team/password")), "ssm:*")),
            new Cause("the execution role may not write logs", KnownFailure.LOGS_DENIED, PredictionTest::deny)
                    .given(
                            CAREFUL,
                            scene -> careful(
                                    scene,
                                    web().logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS)
                                            .options(Map.of(
                                                    "awslogs-group", "/team",
                                                    "awslogs-region", "us-east-1",
                                                    "awslogs-stream-prefix", "web",
                                                    "awslogs-create-group", "true"))),
                                    "logs:*")),
            new Cause(
                            "the execution role may not read an environment file",
                            KnownFailure.ENV_FILE,
                            PredictionTest::deny)
                    .given(
                            CAREFUL,
                            scene -> careful(
                                    scene,
                                    web().environmentFiles(EnvironmentFile.builder()
                                            .type("s3")
                                            .value("arn:aws:s3:::team/web.env")
                                            .build()),
                                    "s3:*")),
            new Cause(
                            "the execution role may not read an environment file of the POM",
                            KnownFailure.ENV_FILE,
                            scene -> {})
                    .given(CAREFUL, scene -> careful(scene, web(), "logs:*"))
                    .changing(Map.of(
                            "containerOverrides", List.of(web("environmentFiles", "arn:aws:s3:::team/web.env")))),
            new Cause(
                            "the log group does not exist",
                            KnownFailure.LOG_GROUP_MISSING,
                            scene -> careful(
                                    scene,
                                    web().logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS)
                                            .options(Map.of(
                                                    "awslogs-group", "/gone",
                                                    "awslogs-region", "us-east-1",
                                                    "awslogs-stream-prefix", "web"))),
                                    "logs:*"))
                    .changing(CAREFUL),
            new Cause(
                            "the image was never pushed",
                            KnownFailure.IMAGE_NOT_FOUND,
                            scene -> scene.account.missingImage(ECR_IMAGE))
                    .given(CAREFUL, scene -> careful(scene, web().image(ECR_IMAGE), "ecr:*")),
            new Cause(
                            "the image is for another architecture",
                            KnownFailure.IMAGE_PLATFORM,
                            scene -> scene.account.builtFor(ECR_IMAGE, "linux/arm64"))
                    .given(CAREFUL, scene -> {
                        scene.account.builtFor(ECR_IMAGE, "linux/arm64", "linux/amd64");
                        careful(scene, web().image(ECR_IMAGE), "ecr:*");
                    }),
            new Cause(
                            "the image has no name that there can be",
                            KnownFailure.IMAGE_REFERENCE,
                            scene -> careful(scene, web().image("team/Web:1"), "ecr:*"))
                    .changing(CAREFUL),
            new Cause(
                            "the image has an empty tag",
                            KnownFailure.IMAGE_REFERENCE,
                            scene -> careful(scene, web().image("team/web::1"), "ecr:*"))
                    .changing(CAREFUL),
            new Cause(
                            "the image has half a digest",
                            KnownFailure.IMAGE_REFERENCE,
                            scene -> careful(scene, web().image("team/web@sha256:0a1b"), "ecr:*"))
                    .changing(CAREFUL),
            new Cause(
                            "the image is in a dual-stack registry, and the execution role may not pull",
                            KnownFailure.ECR_DENIED,
                            PredictionTest::deny)
                    .given(
                            CAREFUL,
                            scene -> careful(
                                    scene, web().image("000000000000.dkr-ecr.us-east-1.on.aws/team/web:1"), "ecr:*")),
            new Cause("the task has no role to execute commands with", KnownFailure.EXEC_WITHOUT_ROLE, scene -> {})
                    .changing(Map.of("enableExecuteCommand", "true")),
            new Cause("the platform version is retired", KnownFailure.PLATFORM_VERSION, scene -> {})
                    .changing(Map.of("platformVersion", "1.3.0")),
            new Cause("the platform version is not of Windows", KnownFailure.PLATFORM_VERSION, PredictionTest::windows)
                    .changing(Map.of("platformVersion", "1.4.0", "taskDefinitionArn", DEFINITIONS + "windows:1")),
            new Cause(
                            "Windows containers do not run on Fargate Spot",
                            KnownFailure.SPOT_PLATFORM,
                            PredictionTest::windows)
                    .given(Map.of("capacityProviderStrategy", List.of(spot())), scene -> {})
                    .changing(Map.of("taskDefinitionArn", DEFINITIONS + "windows:1")),
            new Cause(
                            "Windows containers do not run where Fargate Spot is one of two",
                            KnownFailure.SPOT_PLATFORM,
                            PredictionTest::windows)
                    .given(Map.of("capacityProviderStrategy", List.of(provider("FARGATE"), spot())), scene -> {})
                    .changing(Map.of("taskDefinitionArn", DEFINITIONS + "windows:1")),
            new Cause(
                            "a new revision is not for external instances",
                            KnownFailure.LAUNCH_TYPE,
                            scene -> scene.register("outside", null, "web"))
                    .given(
                            Map.of(
                                    "launchType",
                                    "EXTERNAL",
                                    "subnets",
                                    List.of(),
                                    "taskDefinitionArn",
                                    DEFINITIONS + "outside"),
                            scene -> {
                                scene.account.containerInstances(true);
                                scene.account.script(
                                        "outside", TaskScript.exits(0).atOnce());
                                scene.ecs.registerTaskDefinition(definition -> definition
                                        .family("outside")
                                        .networkMode(NetworkMode.BRIDGE)
                                        .executionRoleArn(scene.roleArn(EXECUTION_ROLE))
                                        .containerDefinitions(web().memory(128).build()));
                            }),
            new Cause(
                            "the cluster's default is not Fargate any more, which alone has platform versions",
                            KnownFailure.PLATFORM_VERSION,
                            scene -> byDefault(scene))
                    .given(
                            Map.of("launchType", "CLUSTER_DEFAULT", "platformVersion", "LATEST"),
                            scene -> byDefault(scene, "FARGATE")),
            new Cause(
                            "the cluster's default is not Fargate any more, which alone gives public addresses",
                            KnownFailure.PUBLIC_IP,
                            scene -> byDefault(scene))
                    .given(
                            Map.of("launchType", "CLUSTER_DEFAULT", "assignPublicIp", "true"),
                            scene -> byDefault(scene, "FARGATE")),
            new Cause(
                            "the cluster's default is not Fargate any more, which alone has ephemeral storage",
                            KnownFailure.NOT_WITH_LAUNCH_TYPE,
                            scene -> byDefault(scene))
                    .given(
                            Map.of("launchType", "CLUSTER_DEFAULT", "ephemeralStorage", "50"),
                            scene -> byDefault(scene, "FARGATE")),
            new Cause(
                            "the cluster's default has become Fargate, which does not have this size",
                            KnownFailure.FARGATE_SIZE,
                            scene -> byDefault(scene, "FARGATE_SPOT"))
                    .given(Map.of("launchType", "CLUSTER_DEFAULT", "memory", "4096"), scene -> byDefault(scene)),
            new Cause(
                            "the cluster's default has become Fargate, where there are no instances to choose",
                            KnownFailure.NOT_WITH_LAUNCH_TYPE,
                            scene -> byDefault(scene, "FARGATE"))
                    .given(
                            Map.of(
                                    "launchType",
                                    "CLUSTER_DEFAULT",
                                    "placementConstraints",
                                    List.of(typed("distinctInstance"))),
                            scene -> byDefault(scene)),
            new Cause("a container on an instance gets more than its task has", KnownFailure.FARGATE_SIZE, scene -> {})
                    .given(Map.of("launchType", "EC2"), scene -> byDefault(scene))
                    .changing(Map.of("containerOverrides", List.of(web("memory", "4096")))),
            new Cause("the containers get more CPU than Fargate gives the task", KnownFailure.FARGATE_SIZE, scene -> {})
                    .changing(Map.of("containerOverrides", List.of(web("cpu", "512")))),
            new Cause(
                            "Windows containers get less of Fargate than a whole vCPU",
                            KnownFailure.FARGATE_SIZE,
                            PredictionTest::windows)
                    .changing(Map.of("taskDefinitionArn", DEFINITIONS + "windows:1", "cpu", "512", "memory", "1024")),
            new Cause(
                            "a volume of the task definition waits for what RunTask says of it",
                            KnownFailure.VOLUME_AT_LAUNCH,
                            scene -> scene.ecs.registerTaskDefinition(definition -> definition
                                    .family("volume")
                                    .networkMode(NetworkMode.AWSVPC)
                                    .requiresCompatibilities(Compatibility.FARGATE)
                                    .cpu("256")
                                    .memory("512")
                                    .executionRoleArn(scene.roleArn(EXECUTION_ROLE))
                                    .volumes(Volume.builder()
                                            .name("data")
                                            .configuredAtLaunch(true)
                                            .build())
                                    .containerDefinitions(web().build())))
                    .changing(Map.of("taskDefinitionArn", DEFINITIONS + "volume:1")),
            new Cause(
                            "the task definition has constraints, too, and together they are too many",
                            KnownFailure.TOO_MANY,
                            scene -> scene.ecs.registerTaskDefinition(definition -> definition
                                    .family("bound")
                                    .networkMode(NetworkMode.AWSVPC)
                                    .executionRoleArn(scene.roleArn(EXECUTION_ROLE))
                                    .placementConstraints(Collections.nCopies(
                                            10,
                                            TaskDefinitionPlacementConstraint.builder()
                                                    .type("memberOf")
                                                    .expression("attribute:a == b")
                                                    .build()))
                                    .containerDefinitions(web().memory(128).build())))
                    .given(
                            Map.of("launchType", "EC2", "placementConstraints", List.of(typed("distinctInstance"))),
                            scene -> byDefault(scene))
                    .changing(Map.of("taskDefinitionArn", DEFINITIONS + "bound:1")),
            new Cause("a path of the POM is none", KnownFailure.INVALID_DEFINITION, scene -> {})
                    .changing(Map.of("containerOverrides", List.of(web("cpu", "$.cpu()"))))
                    .creating(),
            new Cause(
                            "the container may not send the token back",
                            KnownFailure.HEARTBEAT,
                            scene -> scene.iam.deleteRolePolicy(
                                    policy -> policy.roleName("webTaskRole").policyName("token")))
                    .given(
                            Map.of(
                                    "integrationPattern", "WAIT_FOR_TASK_TOKEN",
                                    "heartbeat", "PT10S",
                                    "taskRoleArn", "arn:aws:iam::000000000000:role/webTaskRole"),
                            PredictionTest::sendsTheTokenBack),
            new Cause(
                            "the container may not send the token back before the state's time is up",
                            KnownFailure.TIMEOUT,
                            scene -> scene.iam.deleteRolePolicy(
                                    policy -> policy.roleName("webTaskRole").policyName("token")))
                    .given(
                            Map.of(
                                    "integrationPattern", "WAIT_FOR_TASK_TOKEN",
                                    "stateTimeout", "PT10S",
                                    "taskRoleArn", "arn:aws:iam::000000000000:role/webTaskRole"),
                            PredictionTest::sendsTheTokenBack),
            new Cause("the container has no role to send the token back with", KnownFailure.HEARTBEAT, scene -> {})
                    .given(
                            Map.of(
                                    "integrationPattern", "WAIT_FOR_TASK_TOKEN",
                                    "heartbeat", "PT10S",
                                    "taskDefinitionArn", DEFINITIONS + "calls-back:1"),
                            scene -> {
                                sendsTheTokenBack(scene);
                                scene.register("calls-back", scene.roleArn("webTaskRole"), "web");
                                scene.account.script(
                                        "calls-back",
                                        TaskScript.runsForever()
                                                .sendsTaskSuccess("{}")
                                                .atOnce());
                            })
                    .changing(Map.of("taskDefinitionArn", DEFINITIONS + "python-web-hello:1")));

    /** Those that only EC2 can tell, which {@code NetworkCheckTest} pairs. */
    private static final Set<KnownFailure> OF_THE_NETWORK = Set.of(
            KnownFailure.NO_ROUTE,
            KnownFailure.SUBNET_NOT_FOUND,
            KnownFailure.SECURITY_GROUP_NOT_FOUND,
            KnownFailure.DIFFERENT_VPCS);

    private static CapacityProviderBean spot() {
        return provider("FARGATE_SPOT");
    }

    private static CapacityProviderBean provider(String name) {
        CapacityProviderBean bean = new CapacityProviderBean();
        Goals.set(bean, "provider", name);
        Goals.set(bean, "weight", "1");
        return bean;
    }

    private static TypedBean typed(String type) {
        TypedBean bean = new TypedBean();
        Goals.set(bean, "type", type);
        return bean;
    }

    /** The cluster has instances, and tasks run by default with these capacity providers. */
    private static void byDefault(Scene scene, String... providers) {
        scene.account.containerInstances(true);
        scene.ecs.putClusterCapacityProviders(put -> put.cluster("test-cluster")
                .capacityProviders("FARGATE", "FARGATE_SPOT")
                .defaultCapacityProviderStrategy(Stream.of(providers)
                        .map(provider -> CapacityProviderStrategyItem.builder()
                                .capacityProvider(provider)
                                .weight(1)
                                .build())
                        .toList()));
    }

    private static void windows(Scene scene) {
        scene.ecs.registerTaskDefinition(definition -> definition
                .family("windows")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .cpu("1024")
                .memory("2048")
                .executionRoleArn(scene.roleArn(EXECUTION_ROLE))
                .runtimePlatform(platform -> platform.operatingSystemFamily(OSFamily.WINDOWS_SERVER_2022_CORE))
                .containerDefinitions(web().build()));
    }

    private static ContainerOverrideBean web(String child, String value) {
        ContainerOverrideBean bean = new ContainerOverrideBean();
        XmlPlexusConfiguration element = new XmlPlexusConfiguration(child);
        element.setValue(value);
        Goals.set(bean, "name", "web");
        Goals.set(bean, child, element);
        return bean;
    }

    private static ContainerDefinition.Builder web() {
        return ContainerDefinition.builder().name("web").image("busybox");
    }

    private static Secret secret(String valueFrom) {
        return Secret.builder().name("PASSWORD").valueFrom(valueFrom).build();
    }

    /** A task definition for which the execution role needs these actions, and has them. */
    private static void careful(Scene scene, ContainerDefinition.Builder container, String actions) {
        scene.ecs.registerTaskDefinition(definition -> definition
                .family("careful")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .cpu("256")
                .memory("512")
                .executionRoleArn(scene.roleArn(EXECUTION_ROLE))
                .containerDefinitions(container.build()));
        scene.account.script("careful", TaskScript.exits(0).atOnce());
        scene.allow(EXECUTION_ROLE, "needed", ALLOW.formatted("\"" + actions + "\""));
    }

    private static void deny(Scene scene) {
        scene.iam.deleteRolePolicy(policy -> policy.roleName(EXECUTION_ROLE).policyName("needed"));
    }

    private static void allow(Scene scene, String actions) {
        scene.allow(Hello.ROLE, "sfn-ecs", ALLOW.formatted(actions));
    }

    private static void sendsTheTokenBack(Scene scene) {
        scene.createTaskRole("webTaskRole");
        scene.allow("webTaskRole", "token", ALLOW.formatted("\"states:SendTask*\""));
        scene.account.script(
                "python-web-hello",
                TaskScript.runsForever().sendsTaskSuccess("{}").atOnce());
    }

    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @TempDir
    Path output;

    /** A mistake in a file of the catalogue is told once, not for each cause. */
    @BeforeAll
    static void readTheCatalogue() {
        assertThat(KnownFailure.PASS_ROLE.predicted()).isTrue();
    }

    @AfterEach
    void close() {
        credentials.close();
    }

    @TestFactory
    Stream<DynamicTest> comesTrue() {
        return Tables.slice(CAUSES, 5).map(cause -> dynamicTest(cause.name, () -> comesTrue(cause)));
    }

    private void comesTrue(Cause cause) throws IOException {
        try (Scene scene = new Scene()) {
            scene.account.vpcs(Hello.VPC);
            scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
            cause.before.accept(scene);
            for (Supplier<AbstractSfnEcsMojo> goal : ALL) {
                assertThat(run(scene, cause, goal, Map.of())).isEmpty();
            }

            cause.cause.accept(scene);
            if (!cause.changed.isEmpty() && cause.run == Run.EXECUTION) {
                assertThat(run(scene, cause, EnsureRoleMojo::new, cause.changed))
                        .isEmpty();
                assertThat(run(scene, cause, DeployStateMachineMojo::new, cause.changed))
                        .isEmpty();
            }

            assertThat(run(scene, cause, CheckMojo::new, cause.changed)).contains("findings failed.");
            JsonNode findings = new ObjectMapper()
                    .readTree(output.resolve("check.json").toFile())
                    .path("findings");
            assertThat(findings.findValuesAsText("predicts")).contains(cause.predicted.name());
            assertThat(findings).allSatisfy(PredictionTest::tellsHowToMendIt);
            String failure =
                    switch (cause.run) {
                        case EXECUTION -> run(scene, cause, ExecuteMojo::new, cause.changed);
                        case CREATION -> create(scene);
                    };
            assertThat(KnownFailure.in(failure)).contains(cause.predicted);
        }
    }

    /** What failed has a meaning and a fix, and is only called a failure of the catalogue where that is marked as predictable. */
    private static void tellsHowToMendIt(JsonNode finding) {
        if (finding.path("result").asText().equals("failed")) {
            assertThat(finding.path("means").asText()).isNotBlank();
            assertThat(finding.path("fix").asText()).isNotBlank();
        }
        if (finding.has("predicts")) {
            assertThat(KnownFailure.valueOf(finding.path("predicts").asText()).predicted())
                    .isTrue();
        }
    }

    private String create(Scene scene) throws IOException {
        scene.sfn.deleteStateMachine(machine -> machine.stateMachineArn(scene.stateMachineArn(Hello.STATE_MACHINE)));
        String definition = Files.readString(output.resolve("state-machine.asl.json"));
        return catchThrowable(() -> scene.sfn.createStateMachine(machine -> machine.name(Hello.STATE_MACHINE)
                        .roleArn(scene.roleArn(Hello.ROLE))
                        .definition(definition)))
                .getMessage();
    }

    private String run(Scene scene, Cause cause, Supplier<AbstractSfnEcsMojo> made, Map<String, Object> changed) {
        AbstractSfnEcsMojo goal = made.get();
        Goals.hello(goal);
        Stream.of(cause.parameters, changed)
                .flatMap(some -> some.entrySet().stream())
                .forEach(parameter -> {
                    if (goal instanceof AbstractDefinitionMojo
                            || parameter.getKey().equals("clusterArn")) {
                        Goals.set(goal, parameter.getKey(), parameter.getValue());
                    }
                });
        return Goals.message(Goals.ready(goal, scene, output, new ListLog()));
    }

    @ParameterizedTest
    @EnumSource
    void isMarkedAsPredictableIfItIsPaired(KnownFailure known) {
        boolean paired = OF_THE_NETWORK.contains(known) || CAUSES.stream().anyMatch(cause -> cause.predicted == known);

        assertThat(known.predicted())
                .as("[%s] is marked predicted: check if a cause of PredictionTest has it come true", known)
                .isEqualTo(paired);
    }
}
