package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.Waves;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
