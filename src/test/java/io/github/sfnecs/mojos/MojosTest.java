package io.github.sfnecs.mojos;

import static io.github.sfnecs.mojos.Goals.get;
import static io.github.sfnecs.mojos.Goals.set;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.config.KeyValues;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.ClosedPort;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goals as Maven configures and runs them. */
@MojoTest
class MojosTest {
    private static final String EMPTY = "src/test/resources/harness/empty";
    private static final String STORY = "src/test/resources/harness/story";
    private static final String MISSPELT = "src/test/resources/harness/misspelt";
    private static final String COMPLETE = "src/test/resources/harness/complete";

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final ListLog log = new ListLog();

    @TempDir
    Path output;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    @Basedir(EMPTY)
    void haveDefaults(
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "execute") ExecuteMojo execute)
            throws Exception {
        assertThat(get(deploy, "assignPublicIp")).isEqualTo("false");
        assertThat(get(deploy, "enableExecuteCommand")).isEqualTo("false");
        assertThat(get(deploy, "integrationPattern")).isEqualTo("RUN_JOB");
        assertThat(get(deploy, "rolePath")).isEqualTo("/");
        assertThat(get(deploy, "adoptRole")).isEqualTo("false");
        assertThat(get(deploy, "adoptStateMachine")).isEqualTo("false");
        assertThat(get(deploy, "launchType")).isNull();
        assertThat(get(deploy, "outputDirectory").toString()).endsWith("/sfn-ecs");
        assertThat(get(execute, "wait")).isEqualTo("true");
        assertThat(get(execute, "timeout")).isEqualTo("PT1H");
        assertThat(get(execute, "stopOnInterrupt")).isEqualTo("true");
        assertThat(get(execute, "dryRun")).isEqualTo("false");
        assertThat(get(execute, "skip")).isEqualTo("false");
    }

    @Test
    @Basedir(EMPTY)
    @MojoParameter(name = "launchType", value = "fargate")
    @MojoParameter(name = "dryRun", value = "yes")
    @MojoParameter(name = "timeout", value = "1h")
    void reportAllMistakesTogetherAndCallNobody(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role, @InjectMojo(goal = "execute") ExecuteMojo execute)
            throws Exception {
        ready(role);
        ready(execute);

        assertThatThrownBy(role::execute)
                .isExactlyInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll(
                        "mistakes in the configuration:\n1. clusterArn is not set: it is required",
                        "dryRun 'yes': it is either true or false",
                        "taskDefinitionArn is not set: it is required",
                        "launchType 'fargate': it is one of [FARGATE, EC2, EXTERNAL, CLUSTER_DEFAULT]");
        assertThatThrownBy(execute::execute)
                .isExactlyInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll(
                        "clusterArn is not set", "timeout '1h': it is a positive duration in ISO-8601");
        assertThat(scene.account.calls()).isEmpty();
    }

    @Test
    @Basedir(STORY)
    void nameAnEndpointOfTheEnvironmentThatIsNone(@InjectMojo(goal = "execute") ExecuteMojo execute) {
        execute.setLog(log);
        set(execute, "endpoint", " ");
        execute.environment = Map.of("AWS_ENDPOINT_URL", "localhost:4566");

        assertThatThrownBy(execute::execute)
                .isExactlyInstanceOf(MojoFailureException.class)
                .hasMessage("""

                        AWS_ENDPOINT_URL 'localhost:4566': it is not an http or https URL
                          fix:   unset AWS_ENDPOINT_URL, or export AWS_ENDPOINT_URL=http://localhost:4566
                        """);
    }

    @Test
    @Basedir(STORY)
    void failReadablyAtWhatNobodyThoughtOf(@InjectMojo(goal = "ensure-role") EnsureRoleMojo role) {
        role.clients = settings -> {
            throw new IllegalStateException("Nobody thought of it.");
        };
        role.setLog(log);

        assertThatThrownBy(role::execute)
                .isExactlyInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll(
                        "The plugin came upon something that it does not know.\n"
                                + "  why:   java.lang.IllegalStateException: Nobody thought of it.",
                        "AWS_ENDPOINT_URL",
                        "mvn -e");
    }

    /** Its password is nobody's business. */
    @Test
    @Basedir(STORY)
    void sayThatAProxyIsNoneButNotWhichOne(@InjectMojo(goal = "ensure-role") EnsureRoleMojo role) throws Exception {
        role.environment = Map.of(
                "HTTPS_PROXY", "corp:sentinel@proxy:8080",
                "HTTP_PROXY", "http://corp:se^nti|nel@my_proxy:8080");

        ready(role).execute();

        assertThat(log.warnings)
                .containsExactly(
                        "The proxy in HTTPS_PROXY is not used: it is not a URL such as http://proxy.example.com:8080");
        assertThat(log.lines()).noneMatch(line -> line.contains("nel@"));
    }

    @Test
    @Basedir(STORY)
    void tellTheWholeStory(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "execute") ExecuteMojo execute,
            @InjectMojo(goal = "cleanup-tasks") CleanupTasksMojo cleanup)
            throws Exception {
        ready(role).execute();
        ready(deploy).execute();
        ready(execute).execute();
        assertThat(scene.runningTasks()).hasSize(1);
        ready(cleanup).execute();

        assertThat(scene.runningTasks()).isEmpty();
        assertThat(scene.writes())
                .containsExactly("CreateRole", "PutRolePolicy", "CreateStateMachine", "StartExecution", "StopTask");
        assertThat(output.toFile().list())
                .containsExactlyInAnyOrder(
                        "trust-policy.json",
                        "permissions-policy.json",
                        "state-machine.asl.json",
                        "execution.json",
                        "execution.xml",
                        "execution.html",
                        "cleanup.json");
        assertThat(log.infos).contains("Role sfn-ecs-story-us-east-1: done.", "State machine story: done.");
        assertThat(Files.getPosixFilePermissions(output.resolve("execution.json")))
                .as("readable for whom any file of the build is")
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(output.resolve("any"))));
    }

    @Test
    @Basedir(COMPLETE)
    void bindListsMapsAndBeansAndWhatTheBuildHasSet(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy)
            throws Exception {
        for (AbstractSfnEcsMojo mojo : List.of(role, deploy)) {
            ((MavenSession) get(mojo, "session"))
                    .getCurrentProject()
                    .getProperties()
                    .setProperty("buildNumber", "42");
            ready(mojo).execute();
        }

        assertGolden("mojos/complete.asl.json", Files.readString(output.resolve("state-machine.asl.json")));
        assertGolden("mojos/complete-permissions.json", Files.readString(output.resolve("permissions-policy.json")));
        assertThat(scene.iam
                        .getRole(get -> get.roleName("sfn-ecs-complete-us-east-1"))
                        .role()
                        .arn())
                .isEqualTo("arn:aws:iam::000000000000:role/team/sfn-ecs-complete-us-east-1");
        assertThat(scene.sfn
                        .listTagsForResource(list -> list.resourceArn(scene.stateMachineArn("complete")))
                        .tags())
                .anySatisfy(tag -> {
                    assertThat(tag.key()).isEqualTo("team");
                    assertThat(tag.value()).isEqualTo("payments");
                });
    }

    @Test
    @Basedir(MISSPELT)
    void tellOfElementsThatABeanDoesNotHaveTogetherWithAllOtherMistakes(
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy) {
        assertThat(Goals.message(ready(deploy))).isEqualTo("""
                        7 mistakes in the configuration:
                        1. capacityProviderStrategy[0].wieght: there is no such element
                          fix:   Did you mean <weight>…</weight>?
                        2. capacityProviderStrategy[1].capacityProvider: there is no such element
                          fix:   Did you mean <provider>…</provider>?
                        3. containerOverrides[0].env: there is no such element
                          fix:   Did you mean <environment>…</environment>?
                        4. retry.attempts: there is no such element
                          fix:   Did you mean <maxAttempts>…</maxAttempts>?
                        5. capacityProviderStrategy[1].provider is not set: it is required
                          fix:   <provider>FARGATE_SPOT</provider>
                        6. containerOverrides[0].memory '1 GB': it is a whole number of at least 6
                          fix:   <memory>512</memory>
                        7. retry.backoffRate '0.5': it is a number of at least 1
                          fix:   <backoffRate>2.0</backoffRate>""");
    }

    @Test
    @Basedir(STORY)
    void tellOfPropertiesThatNoGoalHas(@InjectMojo(goal = "execute") ExecuteMojo execute) {
        ((MavenSession) get(execute, "session")).getUserProperties().setProperty("sfn-ecs.inputs", "{}");

        assertThat(Goals.message(ready(execute)))
                .isEqualTo("-Dsfn-ecs.inputs: no goal has this parameter\n  fix:   Did you mean -Dsfn-ecs.input?");
        assertThat(scene.account.calls()).isEmpty();
    }

    @Test
    @Basedir(STORY)
    @MojoParameter(name = "skip", value = "true")
    void warnOfAPropertyThatThePomOverrulesBeforeAnythingElse(@InjectMojo(goal = "execute") ExecuteMojo execute)
            throws Exception {
        ((MavenSession) get(execute, "session")).getUserProperties().setProperty("sfn-ecs.skip", "false");
        ready(execute);
        MojoExecution goal = new MojoExecution(Goals.plugin().getMojo("execute"));
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom skip = new Xpp3Dom("skip");
        skip.setValue("true");
        configuration.addChild(skip);
        goal.setConfiguration(configuration);
        set(execute, "mojoExecution", goal);

        execute.execute();

        assertThat(log.warnings.get(0))
                .isEqualTo("-Dsfn-ecs.skip=false is ignored: the POM has <skip>true</skip>, which wins.");
    }

    @Test
    @Basedir(STORY)
    @MojoParameter(name = "retry", value = "7")
    void takeOneTextForBeansAndMaps(@InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy)
            throws Exception {
        KeyValues tags = new KeyValues();
        tags.set("team=payments,stage=test");
        deploy.setTaskTags(tags);
        set(deploy, "dryRun", "true");

        ready(deploy).execute();

        assertThat(Files.readString(output.resolve("state-machine.asl.json")))
                .contains("\"MaxAttempts\": 7", "\"Key\": \"team\"", "\"Value\": \"test\"");
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    @Basedir(STORY)
    @MojoParameter(name = "dryRun", value = "true")
    void writeNothingInADryRun(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "execute") ExecuteMojo execute,
            @InjectMojo(goal = "cleanup-tasks") CleanupTasksMojo cleanup)
            throws Exception {
        for (AbstractSfnEcsMojo mojo : List.of(role, deploy, execute, cleanup)) {
            ready(mojo).execute();
        }

        assertThat(scene.writes()).isEmpty();
        assertThat(log.infos).contains("Not started, this is a dry run.", "Dry run: no task was stopped.");
    }

    @Test
    @Basedir(EMPTY)
    @MojoParameter(name = "skip", value = "true")
    void doNothingWhenSkippedHoweverWrongTheConfiguration(@InjectMojo(goal = "execute") ExecuteMojo execute)
            throws Exception {
        ready(execute).execute();

        assertThat(scene.account.calls()).isEmpty();
        assertThat(log.infos).containsExactly("Skipped (sfn-ecs.skip).");
    }

    @Test
    @Basedir(STORY)
    void failTheBuildWhereAwsRefuses(@InjectMojo(goal = "execute") ExecuteMojo execute) throws Exception {
        ready(execute);

        assertThatThrownBy(execute::execute)
                .isExactlyInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("\nThe state machine story does not exist.\n  where: ");
    }

    @Test
    @Basedir(STORY)
    void failTheBuildWhereTheCallerMayNot(@InjectMojo(goal = "ensure-role") EnsureRoleMojo role) throws Exception {
        ready(role);
        scene.account
                .faults()
                .always("CreateRole", new Fault.Denied("User: anna is not authorized to perform: iam:CreateRole"));

        assertThatThrownBy(role::execute)
                .isExactlyInstanceOf(MojoFailureException.class)
                .hasMessageContaining("You are not allowed to do this.\n  where: AWS call Iam CreateRole");
    }

    @Test
    @Basedir(STORY)
    void areInErrorWhereAwsIsOutOfReach(@InjectMojo(goal = "execute") ExecuteMojo execute) throws Exception {
        ready(execute);
        try (ClosedPort nowhere = new ClosedPort()) {
            set(execute, "endpoint", nowhere.uri().toString());

            assertThatThrownBy(execute::execute)
                    .isExactlyInstanceOf(MojoExecutionException.class)
                    .hasMessageContaining("AWS could not be reached.\n  where: AWS call Sfn StartExecution");
        }
    }

    @Test
    @Basedir(STORY)
    void areInErrorWhereTheSessionHasExpired(@InjectMojo(goal = "cleanup-tasks") CleanupTasksMojo cleanup)
            throws Exception {
        ready(cleanup);
        scene.account.faults().always("ListTasks", new Fault.ExpiredToken());

        assertThatThrownBy(cleanup::execute)
                .isExactlyInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("AWS does not accept the credentials.");
    }

    @Test
    @Basedir(STORY)
    void areInErrorWhereTheirFilesCanNotBeWritten(@InjectMojo(goal = "ensure-role") EnsureRoleMojo role)
            throws Exception {
        ready(role);
        Path file = Files.writeString(output.resolve("file"), "no folder");
        set(role, "outputDirectory", file.toFile());

        assertThatThrownBy(role::execute)
                .isExactlyInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("trust-policy.json can't be written.");
        assertThat(scene.writes()).isEmpty();
    }

    private <T extends AbstractSfnEcsMojo> T ready(T goal) {
        return Goals.ready(goal, scene, output, log);
    }
}
