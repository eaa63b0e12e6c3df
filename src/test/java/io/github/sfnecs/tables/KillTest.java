package io.github.sfnecs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.Hello;
import io.github.sfnecs.mojos.HelloBuild;
import io.github.sfnecs.testing.ChildJvm;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine dies while a build deploys, right after a writing call had its effect: the next build makes the writing calls that
 * were left, and ends where one ends that was never killed. {@code -Dtables=all} kills after each of them, a build without it after
 * two.
 */
class KillTest {
    private static final Set<String> SLICE = Set.of("CreateRole", "UpdateStateMachine");

    private record Situation(String name, Consumer<Scene> given) {}

    private static final List<Situation> SITUATIONS = List.of(
            new Situation("creates", scene -> {}),
            new Situation("updates", scene -> hello(scene).changed(scene)));

    @TempDir
    private static Path output;

    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @AfterEach
    void close() {
        credentials.close();
    }

    private static Hello hello(Scene scene) {
        return new Hello(scene.endpoint(), output);
    }

    private record Outcome(List<String> writes, Map<String, Object> state) {}

    private record Kill(Situation situation, String write, Outcome without) {}

    @TestFactory
    Stream<DynamicTest> theNextBuildConverges() {
        List<Kill> kills = SITUATIONS.stream().flatMap(KillTest::kills).toList();
        List<Kill> tried = kills.stream()
                .filter(kill -> Tables.whole() || SLICE.contains(kill.write))
                .toList();
        System.out.println("Kills: after " + tried.size() + " of " + kills.size() + " writing calls.");
        return tried.stream()
                .map(kill -> dynamicTest(
                        kill.situation.name + ", killed after " + kill.write,
                        () -> assertThat(killed(kill.situation, kill.write)).isEqualTo(kill.without)));
    }

    private static Stream<Kill> kills(Situation situation) {
        Outcome without = neverKilled(situation);
        return without.writes.stream().map(write -> new Kill(situation, write, without));
    }

    private static Outcome neverKilled(Situation situation) {
        try (Scene scene = new Scene()) {
            situation.given.accept(scene);
            scene.account.forgetCalls();
            assertThat(hello(scene).deploy()).isEmpty();
            return new Outcome(scene.writes(), AccountState.of(scene));
        }
    }

    private static Outcome killed(Situation situation, String write) throws IOException {
        try (Scene scene = new Scene()) {
            situation.given.accept(scene);
            scene.account.forgetCalls();
            CompletableFuture<Process> build = new CompletableFuture<>();
            scene.account.onceAfter(write, () -> kill(build.join()));
            build.complete(ChildJvm.start(Scene.ACCOUNT, HelloBuild.class, "" + scene.endpoint(), output.toString()));
            assertThat(new String(build.join().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as("what the build says until it is killed")
                    .isEmpty();
            assertThat(scene.writes()).endsWith(write);

            assertThat(hello(scene).deploy()).isEmpty();
            return new Outcome(scene.writes(), AccountState.of(scene));
        }
    }

    /** With {@code SIGKILL}, and before the build hears of what it did. */
    private static void kill(Process build) {
        build.destroyForcibly();
        build.onExit().join();
    }
}
