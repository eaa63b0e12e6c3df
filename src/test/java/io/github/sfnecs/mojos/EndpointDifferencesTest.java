package io.github.sfnecs.mojos;

import static io.github.sfnecs.mojos.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.Tag;

/**
 * What was seen of emulators that differ from AWS, a test for each difference: a goal goes on with a warning or fails with a message
 * of one screen, and never takes for its own what is not, nor loses a task. What takes its time is in
 * {@code execution.EndpointDifferencesTest}.
 */
class EndpointDifferencesTest {
    private static final String ROLE = "sfn-ecs-hello-us-east-1";
    private static final int LINES_OF_A_SCREEN = 24;

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

    @ParameterizedTest
    @CsvSource({
        "501, NotImplemented",
        "500, InternalError",
        "400, UnsupportedOperation",
        "404, UnknownOperationException"
    })
    void noValidateStateMachineDefinition(int status, String code) {
        run(new EnsureRoleMojo());
        scene.account
                .faults()
                .always("ValidateStateMachineDefinition", new Fault.Answer(status, code, "What is that?"));

        run(new DeployStateMachineMojo());

        assertThat(log.warnings)
                .containsExactly("Not checked: the definition, since ValidateStateMachineDefinition is not supported"
                        + " here. It is deployed as it is. AWS says: What is that?");
        assertThat(scene.writes()).endsWith("CreateStateMachine");
    }

    @Test
    void noEcsAtAll() {
        scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
        deployed(goal -> set(goal, "integrationPattern", "REQUEST_RESPONSE"));
        for (String operation : List.of("DescribeTaskDefinition", "ListTasks", "DescribeTasks", "StopTask")) {
            scene.account
                    .faults()
                    .always(
                            operation,
                            new Fault.Answer(501, "InternalFailure", "The API for service 'ecs' is not included."));
        }
        scene.account.forgetCalls();

        for (AbstractSfnEcsMojo goal :
                List.of(new EnsureRoleMojo(), new DeployStateMachineMojo(), new CleanupTasksMojo())) {
            assertThat(message(goal))
                    .startsWith("This endpoint does not have what the goal needs: it answered 501.\n"
                            + "  where: AWS call Ecs ")
                    .contains("  why:   InternalFailure: The API for service 'ecs' is not included.\n  fix:   Set")
                    .endsWith("LocalStack's community image has no ECS");
        }
        assertThat(scene.writes()).isEmpty();
        assertThat(message(new ExecuteMojo()))
                .containsPattern("^Execution \\S+ SUCCEEDED, but what became of its ECS task is not known\\. "
                        + "This endpoint does not have what the goal needs: it answered 501\\.\n"
                        + "  where: arn:aws:ecs:us-east-1:000000000000:task/test-cluster/[0-9a-f]{32}\n"
                        + "         AWS call Ecs DescribeTasks on ")
                .endsWith("mvn sfn-ecs:cleanup-tasks stops the task if it is still running");
        assertThat(output.resolve("execution.json")).content().contains("\"status\": \"SUCCEEDED\"");
    }

    @Test
    void anIdenticalStateMachineAlreadyExists() {
        run(new EnsureRoleMojo());
        scene.account.faults().next("CreateStateMachine", new Fault.DropAfterHandling());
        scene.account.onceAfter(
                "CreateStateMachine",
                () -> scene.account
                        .faults()
                        .next("CreateStateMachine", new Fault.Answer(409, "StateMachineAlreadyExists", "It does.")));

        run(new DeployStateMachineMojo());

        assertThat(scene.writes()).endsWith("CreateStateMachine", "CreateStateMachine");
        assertThat(log.infos).endsWith("State machine hello: done.");
    }

    @ParameterizedTest
    @CsvSource({
        "owner, true, '', 0",
        "owner, false, 'The state machine hello exists and is not ours, so it is not changed.', 0",
        "sfn-ecs:state-machine, false, '', 1"
    })
    void anotherStateMachineAlreadyExists(String tag, boolean same, String message, int updates) {
        run(new EnsureRoleMojo());
        String role = scene.roleArn(ROLE);
        scene.account
                .faults()
                .next("CreateStateMachine", new Fault.Answer(409, "StateMachineAlreadyExists", "It does."));
        scene.account.onceAfter(
                "CreateStateMachine",
                () -> scene.sfn.createStateMachine(machine -> machine.name("hello")
                        .roleArn(role)
                        .definition(
                                same ? definition() : definition().replace("\"MaxAttempts\": 3", "\"MaxAttempts\": 4"))
                        .tags(Tag.builder()
                                .key(tag)
                                .value(scene.stateMachineArn("hello"))
                                .build())));

        assertThat(message(new DeployStateMachineMojo()).lines().findFirst().orElse(""))
                .isEqualTo(message);
        assertThat(scene.writes()).filteredOn("UpdateStateMachine"::equals).hasSize(updates);
    }

    @Test
    void noStartedByAndItsFilterIsIgnored() {
        scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
        scene.runTasks(2, "sfn-ecs:hello:run", "AWS Step Functions");
        scene.runTasks(1, "family:python-web-hello", "AWS Step Functions");
        scene.runTasks(1, null, null);
        scene.account.answers("DescribeTasks", answer -> {
            answer.path("tasks").forEach(task -> ((ObjectNode) task).putNull("startedBy"));
            return answer;
        });

        run(new CleanupTasksMojo());

        assertThat(scene.writes()).filteredOn("StopTask"::equals).hasSize(2);
        assertThat(scene.runningTasks()).hasSize(2);
    }

    @Test
    void tasksThatHaveStoppedAreListedToo() {
        scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
        scene.runTasks(1, "sfn-ecs:hello:run", null);
        String arn = scene.runningTasks().get(0).taskArn();
        scene.ecs.stopTask(stop -> stop.cluster("test-cluster").task(arn));
        scene.account.forgetCalls();
        scene.account.answers("ListTasks", answer -> {
            answer.putArray("taskArns").add(arn);
            return answer;
        });

        run(new CleanupTasksMojo());

        assertThat(log.infos)
                .containsExactly("No running tasks of the state machine hello on"
                        + " arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster.");
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    void noGroup() {
        scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
        scene.runTasks(2, "sfn-ecs:hello:run", null);
        scene.account.forgetCalls();
        scene.account.answers("DescribeTasks", answer -> {
            answer.path("tasks").forEach(task -> ((ObjectNode) task).remove("group"));
            return answer;
        });

        run(new CleanupTasksMojo());

        assertThat(scene.writes()).as("what nothing proves to be ours").isEmpty();
    }

    /** As moto describes tasks. */
    @Test
    void noCreationTimeOfTasks() {
        scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
        deployed(goal -> set(goal, "integrationPattern", "REQUEST_RESPONSE"));
        scene.account.answers("DescribeTasks", answer -> {
            answer.path("tasks").forEach(task -> ((ObjectNode) task).remove("createdAt"));
            return answer;
        });
        run(new ExecuteMojo());

        run(new StatusMojo());
        run(new CleanupTasksMojo());

        assertThat(scene.runningTasks()).isEmpty();
    }

    @Test
    void noTagsOfRoles() {
        scene.account.answers("GetRole", answer -> {
            ((ObjectNode) answer.path("Role")).remove("Tags");
            return answer;
        });
        run(new EnsureRoleMojo());
        scene.account.forgetCalls();

        run(new EnsureRoleMojo());

        assertThat(scene.writes()).isEmpty();
        assertThat(log.warnings)
                .containsExactly("The role " + scene.roleArn(ROLE)
                        + " has no tag sfn-ecs:state-machine: this plugin did not create it, or this endpoint loses"
                        + " tags. It is as the definition needs it, so nothing is changed.");

        Consumer<AbstractSfnEcsMojo> changed = goal -> set(goal, "taskTags", Map.of("team", "payments"));
        assertThat(message(new EnsureRoleMojo(), changed))
                .contains("exists and is not ours, so it is not changed.")
                .contains("It has no tag sfn-ecs:state-machine, though it has our policy sfn-ecs: somebody took the tag"
                        + " off, or this endpoint loses tags.")
                .contains("-Dsfn-ecs.adoptRole");
        assertThat(scene.writes()).isEmpty();
        run(new EnsureRoleMojo(), changed.andThen(goal -> set(goal, "adoptRole", "true")));
        assertThat(scene.writes()).containsExactly("PutRolePolicy", "TagRole");
    }

    @Test
    void noTagsOfStateMachines() {
        scene.account.answers("ListTagsForResource", answer -> {
            answer.putArray("tags");
            return answer;
        });
        deployed(goal -> {});
        scene.account.forgetCalls();

        run(new DeployStateMachineMojo());

        assertThat(scene.writes()).isEmpty();
        assertThat(log.warnings)
                .containsExactly("The state machine " + scene.stateMachineArn("hello")
                        + " has no tag sfn-ecs:state-machine: this plugin did not create it, or this endpoint loses"
                        + " tags. It is as it shall be, so nothing is changed.");

        Consumer<AbstractSfnEcsMojo> changed = goal -> set(goal, "assignPublicIp", "true");
        assertThat(message(new DeployStateMachineMojo(), changed))
                .contains("exists and is not ours, so it is not changed.")
                .contains("though its definition looks like one of ours: somebody took the tag off, or this endpoint"
                        + " loses tags.")
                .contains("-Dsfn-ecs.adoptStateMachine");
        assertThat(scene.writes()).isEmpty();
        run(new DeployStateMachineMojo(), changed.andThen(goal -> set(goal, "adoptStateMachine", "true")));
        assertThat(scene.writes()).containsExactly("UpdateStateMachine", "TagResource");
    }

    @Test
    void describeClustersMissesNoCluster() {
        scene.account.answers("DescribeClusters", answer -> {
            answer.putArray("failures");
            return answer;
        });
        Consumer<AbstractSfnEcsMojo> elsewhere =
                goal -> set(goal, "clusterArn", "arn:aws:ecs:us-east-1:000000000000:cluster/none");
        deployed(elsewhere);

        assertThat(message(new ExecuteMojo(), elsewhere))
                .containsPattern("^Execution \\S+ FAILED\\.")
                .contains("The cluster does not exist in this region and account.", "fix:   Correct clusterArn");
        assertThat(message(new CleanupTasksMojo(), elsewhere))
                .contains("ClusterNotFoundException", "fix:   Correct clusterArn");
    }

    @Test
    void idsThatAreNotHexadecimal() {
        deployed(goal -> {
            set(goal, "subnets", List.of("subnet-default-us-east-1-c"));
            set(goal, "securityGroups", List.of("sg-default-us-east-1"));
        });

        assertThat(definition()).contains("\"subnet-default-us-east-1-c\"", "\"sg-default-us-east-1\"");
    }

    /**
     * LocalStack and older Floci look for action and resource as texts in the policy, and know no patterns and no conditions; LocalStack
     * calls what it does not find denied, others not allowed.
     * https://github.com/localstack/localstack/blob/v4.14.0/localstack-core/localstack/services/iam/resources/policy_simulator.py
     */
    @ParameterizedTest
    @CsvSource({
        "explicitDeny, 'It answers explicitDeny and names no statement that denies, which IAM does.'",
        "implicitDeny, 'It does not find allowed what a pattern allows: it compares texts.'"
    })
    void simulatorsThatMatchLiterally(String decision, String why) {
        scene.account.vpcs(Hello.VPC);
        deployed(goal -> {});
        String policy = scene.iam
                .getRolePolicy(get -> get.roleName(ROLE).policyName("sfn-ecs"))
                .policyDocument();
        List.of("SimulatePrincipalPolicy", "SimulateCustomPolicy")
                .forEach(
                        simulation -> scene.account.answers(simulation, answer -> literally(answer, policy, decision)));

        assertThat(message(new CheckMojo())).isEmpty();

        assertThat(String.join("\n", log.infos))
                .doesNotContain("FAILED")
                .contains("not checked  state machine's role: What " + ROLE
                        + " may do: this endpoint only pretends to simulate.")
                .contains("not checked  caller: What the user developer may do")
                .contains(why);
    }

    private static ObjectNode literally(ObjectNode answer, String policy, String decision) {
        String text = URLDecoder.decode(policy, StandardCharsets.UTF_8);
        answer.path("EvaluationResults").forEach(result -> {
            String action = result.path("EvalActionName").asText();
            ((ObjectNode) result).put("EvalDecision", decision).remove("MatchedStatements");
            result.path("ResourceSpecificResults").forEach(resource -> {
                boolean found = Stream.of(
                                action, resource.path("EvalResourceName").asText())
                        .allMatch(word -> text.contains('"' + word + '"'));
                ((ObjectNode) resource)
                        .put("EvalResourceDecision", found ? "allowed" : decision)
                        .remove("MatchedStatements");
            });
        });
        return answer;
    }

    private String definition() {
        try {
            return Files.readString(output.resolve("state-machine.asl.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deployed(Consumer<AbstractSfnEcsMojo> configured) {
        run(new EnsureRoleMojo(), configured);
        run(new DeployStateMachineMojo(), configured);
        log.infos.clear();
        log.warnings.clear();
    }

    private void run(AbstractSfnEcsMojo goal) {
        run(goal, any -> {});
    }

    private void run(AbstractSfnEcsMojo goal, Consumer<AbstractSfnEcsMojo> configured) {
        assertThat(message(goal, configured)).isEmpty();
    }

    private String message(AbstractSfnEcsMojo goal) {
        return message(goal, any -> {});
    }

    /** What the build fails with, which fits one screen. */
    private String message(AbstractSfnEcsMojo goal, Consumer<AbstractSfnEcsMojo> configured) {
        Goals.hello(goal);
        configured.accept(goal);
        String message = Goals.message(Goals.ready(goal, scene, output, log));
        assertThat(message.lines()).hasSizeLessThan(LINES_OF_A_SCREEN);
        assertThat(message).doesNotContain("\tat ", "Caused by");
        return message;
    }
}
