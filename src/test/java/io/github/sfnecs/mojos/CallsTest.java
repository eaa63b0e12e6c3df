package io.github.sfnecs.mojos;

import static io.github.sfnecs.mojos.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.Waves;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which calls {@code ensure-role deploy-statemachine} makes in one build, and which of them wait for others. */
class CallsTest {
    /** What {@code ensure-role} reads, the names of the policies that are not ours included. */
    private static final List<String> READ = List.of(
            "DescribeTaskDefinition", "GetRole", "GetRolePolicy", "ListRolePolicies", "ListAttachedRolePolicies");

    private final Scene scene = new Scene(FakeClock.system());
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @TempDir
    Path output;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void nothingToDoIsSevenCallsTwoInARow() {
        build();
        scene.account.forgetCalls();
        Waves waves = new Waves(5, 2);
        scene.account.waves(waves);

        build();

        assertThat(waves.kept()).isTrue();
        assertThat(calls(0, 5)).containsExactlyInAnyOrderElementsOf(READ);
        assertThat(calls(5, 7)).containsExactlyInAnyOrder("DescribeStateMachine", "ListTagsForResource");
        assertThat(scene.calls()).hasSize(7);
    }

    @Test
    void theFirstDeployIsSixCallsInARow() {
        Waves waves = new Waves(5, 1, 1, 4, 1, 1);
        scene.account.waves(waves);

        build();

        assertThat(waves.kept()).isTrue();
        assertThat(calls(0, 5)).containsExactlyInAnyOrderElementsOf(READ);
        assertThat(calls(5, 7)).containsExactly("CreateRole", "PutRolePolicy");
        assertThat(calls(7, 11))
                .containsExactlyInAnyOrder("GetRole", "GetRolePolicy", "DescribeStateMachine", "ListTagsForResource");
        assertThat(calls(11, 13)).containsExactly("ValidateStateMachineDefinition", "CreateStateMachine");
    }

    @Test
    void aChangeOfTheDefinitionIsFourCallsInARow() {
        build();
        scene.account.forgetCalls();
        Waves waves = new Waves(5, 2, 1, 1);
        scene.account.waves(waves);

        hello().in("subnet-2").run(goals());

        assertThat(waves.kept()).isTrue();
        assertThat(calls(7, 9)).containsExactly("ValidateStateMachineDefinition", "UpdateStateMachine");
    }

    @Test
    void aRoleThatWasRepairedIsReadAgain() {
        build();
        scene.tagRole(Hello.ROLE, "team", "other");
        scene.account.forgetCalls();

        build();

        assertThat(scene.writes()).containsExactly("TagRole");
        assertThat(scene.calls().stream().filter("GetRole"::equals)).hasSize(2);
        assertThat(scene.calls().stream().filter("DescribeTaskDefinition"::equals))
                .hasSize(1);
    }

    @Test
    void whatAnotherEndpointAnsweredIsNoAnswer() {
        build();
        try (Scene other = new Scene(FakeClock.system())) {
            Map<Object, Object> context = new HashMap<>();
            AbstractSfnEcsMojo here = new EnsureRoleMojo();
            AbstractSfnEcsMojo there = new DeployStateMachineMojo();
            here.setPluginContext(context);
            there.setPluginContext(context);
            hello().run(here);
            Hello elsewhere = new Hello(other.endpoint(), output);
            elsewhere.run(new EnsureRoleMojo());
            other.account.forgetCalls();

            elsewhere.run(there);

            assertThat(other.account.calls())
                    .extracting(ApiCall::operation)
                    .contains("DescribeTaskDefinition", "GetRole");
        }
    }

    /** Three names of two task definitions, which four states have. */
    @Test
    void ofAFileEachNameOfATaskDefinitionIsReadOnceAndNoneWaitsForAnother() throws IOException {
        scene.register("load", null, "app");
        scene.register("report", null, "app");
        ownFile();
        scene.account.forgetCalls();
        Waves first = new Waves(7, 1, 1, 4, 1, 1);
        scene.account.waves(first);

        runOwn(goals());

        assertThat(first.kept()).isTrue();
        assertThat(calls(0, 7)).containsExactlyInAnyOrderElementsOf(readOf(3));
        scene.account.forgetCalls();
        Waves nothingToDo = new Waves(7, 2);
        scene.account.waves(nothingToDo);

        runOwn(goals());

        assertThat(nothingToDo.kept()).isTrue();
        assertThat(calls(0, 7)).containsExactlyInAnyOrderElementsOf(readOf(3));
        assertThat(calls(7, 9)).containsExactlyInAnyOrder("DescribeStateMachine", "ListTagsForResource");
    }

    @Test
    void checkReadsEachNameOfAFilesTaskDefinitionsOnce() throws IOException {
        scene.register("load", null, "app");
        scene.register("report", null, "app");
        ownFile();
        runOwn(goals());
        scene.account.forgetCalls();

        Goals.message(own(new CheckMojo()));

        assertThat(scene.made().stream()
                        .filter(call -> call.operation().equals("DescribeTaskDefinition"))
                        .map(call -> call.request().path("taskDefinition").asText()))
                .containsExactlyInAnyOrder(
                        "load", "report", "arn:aws:ecs:us-east-1:000000000000:task-definition/report:1");
    }

    /** What {@code ensure-role} reads where the definition names so many task definitions. */
    private static List<String> readOf(int taskDefinitions) {
        return Stream.concat(
                        READ.stream().skip(1),
                        Stream.generate(() -> READ.get(0)).limit(taskDefinitions))
                .toList();
    }

    private void ownFile() throws IOException {
        String state = """
                "%s": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", %s, "Parameters": {
                  "Cluster": "arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster", "TaskDefinition": "%s",
                  "LaunchType": "FARGATE", "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}}}""";
        Files.writeString(
                output.resolve("own.asl.json"),
                Stream.of(
                                state.formatted("A", "\"Next\": \"B\"", "load"),
                                state.formatted(
                                        "B",
                                        "\"Next\": \"C\"",
                                        "arn:aws:ecs:us-east-1:000000000000:task-definition/report:1"),
                                state.formatted("C", "\"Next\": \"D\"", "load"),
                                state.formatted("D", "\"End\": true", "report"))
                        .collect(Collectors.joining(",", "{\"StartAt\": \"A\", \"States\": {", "}}")));
    }

    private AbstractSfnEcsMojo own(AbstractStateMachineMojo goal) {
        set(goal, "stateMachineName", Hello.STATE_MACHINE);
        set(goal, "definitionFile", output.resolve("own.asl.json").toFile());
        set(goal, "markTasks", "true");
        return Goals.ready(goal, scene, output, new ListLog());
    }

    private void runOwn(AbstractSfnEcsMojo... goals) {
        for (AbstractSfnEcsMojo goal : goals) {
            assertThat(Goals.message(own((AbstractStateMachineMojo) goal))).isEmpty();
        }
    }

    private void build() {
        hello().run(goals());
    }

    private Hello hello() {
        return new Hello(scene.endpoint(), output);
    }

    /** Goals of one build, which Maven gives one map. */
    private static AbstractSfnEcsMojo[] goals() {
        Map<Object, Object> context = new HashMap<>();
        return Stream.of(new EnsureRoleMojo(), new DeployStateMachineMojo())
                .peek(goal -> goal.setPluginContext(context))
                .toArray(AbstractSfnEcsMojo[]::new);
    }

    private List<String> calls(int from, int to) {
        return scene.calls().subList(from, to);
    }
}
