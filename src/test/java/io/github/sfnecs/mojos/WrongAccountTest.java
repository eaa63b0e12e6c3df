package io.github.sfnecs.mojos;

import static io.github.sfnecs.mojos.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.Clients;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Credentials of another account than that of the POM's ARNs, and answers from elsewhere: nothing is written. */
class WrongAccountTest {
    private static final String OTHER = "999999999999";
    private static final String FAMILY = "arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello";

    @TempDir
    Path output;

    private final ListLog log = new ListLog();
    private Optional<Lab.Credentials> credentials = Optional.empty();

    @AfterEach
    void close() {
        credentials.ifPresent(Lab.Credentials::close);
    }

    private void as(String account) {
        credentials = Optional.of(Lab.Credentials.of(account));
    }

    /** dev and prod have the same names in them, and AWS_PROFILE is the other's. */
    @ParameterizedTest
    @CsvSource({"ensure-role, FAMILY", "deploy-statemachine, FAMILY", "deploy-statemachine, ROLE"})
    void nothingIsCreatedInTheAccountOfTheCredentials(String goal, String known) {
        try (Scene scene = new Scene();
                Clients theirs = Clients.of(scene.endpoint(), OTHER, Region.US_EAST_1)) {
            as(OTHER);
            prepare(theirs);
            if (known.equals("ROLE")) {
                theirs.iam()
                        .createRole(role -> role.roleName(Hello.ROLE)
                                .assumeRolePolicyDocument(Scene.trust("states.amazonaws.com")));
            }

            assertThat(outcome(goal(goal), scene.endpoint()))
                    .startsWith("The credentials are of the account 999999999999, the POM's ARNs of 000000000000;"
                            + " nothing was changed.")
                    .contains("The credentials are those of ")
                    .contains("Set -Dsfn-ecs.profile or AWS_PROFILE to a profile of the account 000000000000");
            assertThat(theirs.sfn().listStateMachines().stateMachines()).isEmpty();
            if (!known.equals("ROLE")) {
                assertThatThrownBy(() -> theirs.iam().getRole(role -> role.roleName(Hello.ROLE)))
                        .isInstanceOf(NoSuchEntityException.class);
            }
        }
    }

    @Test
    void checkSaysItAndGoesOn() {
        try (Scene scene = new Scene();
                Clients theirs = Clients.of(scene.endpoint(), OTHER, Region.US_EAST_1)) {
            as(OTHER);
            prepare(theirs);

            assertThat(outcome(new CheckMojo(), scene.endpoint())).contains("failed.");
            assertThat(String.join("\n", log.lines()))
                    .containsOnlyOnce("The credentials are of the account 999999999999")
                    .contains("cluster");
        }
    }

    /** What answers says another account, or another region, than it was asked in. */
    @ParameterizedTest
    @CsvSource({
        "DescribeTaskDefinition, ensure-role, ':000000000000:', ':999999999999:', the account 999999999999",
        "DescribeTaskDefinition, deploy-statemachine, :us-east-1:, :eu-west-1:, the region eu-west-1",
        "DescribeTaskDefinition, ensure-role, arn:aws:, arn:aws-cn:, the partition aws-cn",
        "GetRole, ensure-role, ':000000000000:', ':999999999999:', the account 999999999999",
        "GetRole, deploy-statemachine, ':000000000000:', ':999999999999:', the account 999999999999",
        "GetRole, deploy-statemachine, arn:aws:, arn:aws-cn:, the partition aws-cn",
        "DescribeStateMachine, deploy-statemachine, ':000000000000:', ':999999999999:', the account 999999999999",
        "DescribeStateMachine, deploy-statemachine, :us-east-1:, :eu-west-1:, the region eu-west-1",
        "DescribeTasks, cleanup-tasks, ':000000000000:', ':999999999999:', the account 999999999999",
        "DescribeTasks, cleanup-tasks, :us-east-1:, :eu-west-1:, the region eu-west-1"
    })
    void nothingIsWrittenOnAnAnswerFromElsewhere(
            String operation, String goal, String here, String there, String told) {
        try (Scene scene = new Scene()) {
            as(Scene.ACCOUNT);
            Hello hello = new Hello(scene.endpoint(), output);
            hello.deploy();
            Hello.changeStateMachine(scene);
            scene.allow(Hello.ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}");
            scene.runTasks(1, "sfn-ecs:hello:run", null);
            FakeAccount account = scene.account;
            account.answers(operation, replacing(here, there));
            account.forgetCalls();

            assertThat(hello.outcome(goal(goal))).contains(told);
            assertThat(account.writes()).isEmpty();
        }
    }

    /** Of an emulator that takes the account from the credentials, for one. */
    @ParameterizedTest
    @CsvSource({
        "':000000000000:', ':999999999999:', the account 999999999999",
        ":us-east-1:, :eu-west-1:, the region eu-west-1"
    })
    void anExecutionThatWasStartedElsewhereIsNotWaitedFor(String here, String there, String told) {
        try (Scene scene = new Scene()) {
            as(Scene.ACCOUNT);
            Hello hello = new Hello(scene.endpoint(), output);
            hello.deploy();
            scene.account.answers("StartExecution", replacing(here, there));
            scene.account.forgetCalls();

            assertThat(hello.outcome(new ExecuteMojo()))
                    .contains(told, "; an execution was started there.", "AWS answered with arn:aws:states:")
                    .containsPattern("To stop it: aws stepfunctions stop-execution --execution-arn arn:\\S+" + there);
            assertThat(scene.calls()).containsExactly("StartExecution");
        }
    }

    /** As AWS refuses what it sees only when it is asked, such as StartExecution. */
    @Test
    void whatIsRefusedToAnotherAccountIsSaidToBeThat() {
        try (Scene scene = new Scene()) {
            as(Scene.ACCOUNT);
            Hello hello = new Hello(scene.endpoint(), output);
            hello.deploy();
            scene.account
                    .faults()
                    .always(
                            "StartExecution",
                            new Fault.Denied(
                                    "User: arn:aws:sts::999999999999:assumed-role/Dev/ci is not authorized to perform:"
                                            + " states:StartExecution on resource:"
                                            + " arn:aws:states:us-east-1:000000000000:stateMachine:hello because no resource-based"
                                            + " policy allows the states:StartExecution action"));

            assertThat(hello.outcome(new ExecuteMojo()))
                    .startsWith(
                            "The credentials are of the account 999999999999, what they are used on is of 000000000000.\n"
                                    + "  where: AWS call Sfn StartExecution on ")
                    .endsWith("fix:   Set -Dsfn-ecs.profile or AWS_PROFILE to a profile of the account 000000000000, or"
                            + " assumeRoleArn to a role in it; or correct the ARNs in the POM");
        }
    }

    private static UnaryOperator<ObjectNode> replacing(String here, String there) {
        return answer -> io.github.sfnecs.fakeaws.wire.Json.parse(
                        answer.toString().replace(here, there))
                .map(ObjectNode.class::cast)
                .orElseThrow();
    }

    /** On an endpoint that nobody here wrote. */
    @Test
    @Tag("moto")
    @EnabledIfSystemProperty(named = "moto.endpoint", matches = ".+")
    void nothingIsCreatedOnMotoNeither() {
        URI moto = URI.create(System.getProperty("moto.endpoint"));
        try (Clients theirs = Clients.of(moto, OTHER, Region.US_EAST_1)) {
            prepare(theirs);
            theirs.iam().createUser(user -> user.userName("developer"));
            AccessKey key = theirs.iam()
                    .createAccessKey(create -> create.userName("developer"))
                    .accessKey();
            as(key.accessKeyId());
            assertThat(outcome(new EnsureRoleMojo(), moto))
                    .startsWith("The credentials are of the account 999999999999, the POM's ARNs of 000000000000");
            assertThat(outcome(new DeployStateMachineMojo(), moto)).contains("999999999999");
            assertThatThrownBy(() -> theirs.iam().getRole(role -> role.roleName(Hello.ROLE)))
                    .isInstanceOf(NoSuchEntityException.class);
            assertThat(theirs.sfn().listStateMachines().stateMachines()).isEmpty();
        }
    }

    private static void prepare(Clients account) {
        account.ecs().createCluster(cluster -> cluster.clusterName("test-cluster"));
        account.ecs()
                .registerTaskDefinition(definition -> definition
                        .family("python-web-hello")
                        .networkMode(NetworkMode.AWSVPC)
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("web")
                                .image("busybox")
                                .memory(128)
                                .build()));
    }

    private static AbstractSfnEcsMojo goal(String name) {
        return switch (name) {
            case "ensure-role" -> new EnsureRoleMojo();
            case "deploy-statemachine" -> new DeployStateMachineMojo();
            default -> new CleanupTasksMojo();
        };
    }

    private String outcome(AbstractSfnEcsMojo goal, URI endpoint) {
        Goals.hello(goal);
        set(goal, "taskDefinitionArn", FAMILY);
        return Goals.message(Goals.ready(goal, endpoint, output, log));
    }
}
