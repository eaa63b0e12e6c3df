package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goals leave in a JVM that goes on after the build, as that of an IDE or of the Maven daemon: no thread. */
class ThreadsTest {
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    @TempDir
    private Path output;

    @AfterEach
    void close() {
        credentials.close();
    }

    @Test
    void ofGoalsThatSucceed() throws Exception {
        try (Scene scene = new Scene()) {
            assertThat(hello(scene).deploy()).isEmpty();
        }

        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void ofGoalsThatFail() throws Exception {
        try (Scene scene = new Scene()) {
            assertThat(hello(scene).outcome(new ExecuteMojo())).contains("The state machine hello does not exist.");
        }

        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void ofAGoalThatIsInterrupted() throws Exception {
        try (Scene scene = new Scene()) {
            Hello hello = hello(scene);
            assertThat(hello.deploy()).isEmpty();
            FutureTask<String> outcome = new FutureTask<>(() -> hello.outcome(new ExecuteMojo()));
            Thread build = new Thread(outcome, "build");
            scene.account.onceAfter("GetExecutionHistory", build::interrupt);
            build.start();

            assertThat(outcome.get()).contains("The build was interrupted while it waited for AWS.");
            assertThat(scene.writes()).endsWith("StartExecution", "StopExecution");
            assertThat(hello.log().warnings)
                    .anySatisfy(line -> assertThat(line).startsWith("Interrupted: the execution was stopped: arn:"));
        }

        assertThat(leftBehind()).isEmpty();
    }

    private Hello hello(Scene scene) {
        return new Hello(scene.endpoint(), output);
    }

    private List<Thread> ofOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                // the JDK's own, for connections that may be used again; it ends with the last of them
                .filter(thread -> !thread.getName().equals("Keep-Alive-Timer"))
                .toList();
    }

    private List<Thread> leftBehind() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        for (Thread thread : ofOurs()) {
            TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
        }
        return ofOurs();
    }
}
