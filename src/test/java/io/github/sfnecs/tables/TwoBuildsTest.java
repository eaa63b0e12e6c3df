package io.github.sfnecs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.Hello;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two builds deploy the same state machine: at each call of the first one the second runs from beginning to end before the first
 * goes on. Both end well, and what is deployed is what one of them wanted, whole: that of the build that wrote last.
 * {@code -Dtables=all} tries all interleavings, a build without it the most unlike builds.
 */
class TwoBuildsTest {
    private static final String HERE = "subnet-1";
    private static final String THERE = "subnet-2";

    /** What is there when both begin, and where the second build has the task run; the first has it run here. */
    private record Situation(String name, String second, Consumer<Scene> given) {}

    private static final List<Situation> SITUATIONS = List.of(
            new Situation("two create different ones", THERE, scene -> {}),
            new Situation("two create the same", HERE, scene -> {}),
            new Situation("two update differently", THERE, scene -> hello(scene).changed(scene)),
            new Situation("two update the same", HERE, scene -> hello(scene).changed(scene)));

    @TempDir
    private static Path output;

    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @AfterEach
    void close() {
        credentials.close();
    }

    private static Hello hello(Scene scene) {
        return new Hello(scene.endpoint(), output).in(HERE);
    }

    private record Meeting(Situation situation, NthCall call, List<Map<String, Object>> possible) {}

    @TestFactory
    Stream<DynamicTest> theLastWriterWins() {
        List<Meeting> tried = (Tables.whole() ? SITUATIONS : SITUATIONS.subList(0, 1))
                .stream().flatMap(TwoBuildsTest::meetings).toList();
        System.out.println("Two builds at once: the second at " + tried.size() + " calls of the first.");
        return tried.stream()
                .map(meeting -> dynamicTest(
                        meeting.situation.name + ", the second after " + meeting.call + " of the first",
                        () -> holds(meeting.situation, meeting.call, meeting.possible)));
    }

    private static Stream<Meeting> meetings(Situation situation) {
        Outcome first = alone(situation, HERE);
        Outcome second = alone(situation, situation.second);
        return NthCall.among(first.calls).map(call -> new Meeting(situation, call, List.of(first.state, second.state)));
    }

    private record Outcome(List<ApiCall> calls, Map<String, Object> state) {}

    private static Outcome alone(Situation situation, String subnet) {
        try (Scene scene = new Scene()) {
            situation.given.accept(scene);
            scene.account.forgetCalls();
            assertThat(hello(scene).in(subnet).deploy()).isEmpty();
            return new Outcome(scene.account.calls(), AccountState.of(scene));
        }
    }

    private static void holds(Situation situation, NthCall call, List<Map<String, Object>> possible) throws Exception {
        try (Scene scene = new Scene()) {
            situation.given.accept(scene);
            scene.account.forgetCalls();
            FutureTask<String> second =
                    new FutureTask<>(() -> hello(scene).in(situation.second).deploy());
            call.onceAfterIn(scene.account, second);

            assertThat(hello(scene).deploy()).as("the first build").isEmpty();
            // a call that nobody waits for may have come late, or not at all
            second.run();
            assertThat(second.get()).as("the second build").isEmpty();

            assertThat(AccountState.of(scene)).isIn(possible).containsEntry("hello is", lastWritten(scene));
        }
    }

    private static String lastWritten(Scene scene) {
        return scene.account.writes().stream()
                .filter(call -> call.status() == 200 && call.request().has("definition"))
                .reduce((before, after) -> after)
                .orElseThrow()
                .request()
                .path("definition")
                .asText();
    }

    @Test
    void aBuildInWhoseWayAwsFindsAnotherTriesAgain() {
        Situation updates = SITUATIONS.get(3);
        Map<String, Object> alone = alone(updates, HERE).state;
        try (Scene scene = new Scene()) {
            updates.given.accept(scene);
            scene.account.faults().next("UpdateAssumeRolePolicy", busy("ConcurrentModification"));
            scene.account.faults().next("UpdateStateMachine", busy("ConflictException"));

            assertThat(hello(scene).deploy()).isEmpty();
            assertThat(AccountState.of(scene)).isEqualTo(alone);
        }
    }

    @Test
    void aBuildThatSawNoTagsOfWhatAnotherHasJustCreatedLooksAgain() {
        try (Scene scene = new Scene()) {
            assertThat(hello(scene).deploy()).isEmpty();
            scene.account
                    .faults()
                    .next("ListTagsForResource", new Fault.Answer(400, "ResourceNotFound", "There is none yet."));

            assertThat(hello(scene).in("subnet-2").deploy()).isEmpty();
        }
    }

    private static Fault busy(String code) {
        return new Fault.Answer(409, code, "Somebody else is changing this.");
    }

    @Test
    void bothMayRunAtOnce() throws Exception {
        Map<String, Object> alone = alone(SITUATIONS.get(1), HERE).state;
        try (Scene scene = new Scene()) {
            CyclicBarrier start = new CyclicBarrier(2);
            FutureTask<String> second = new FutureTask<>(() -> {
                start.await();
                return hello(scene).deploy();
            });
            new Thread(second, "the second build").start();
            start.await();

            assertThat(hello(scene).deploy()).as("the first build").isEmpty();
            assertThat(second.get()).as("the second build").isEmpty();
            assertThat(AccountState.of(scene)).isEqualTo(alone);
        }
    }
}
