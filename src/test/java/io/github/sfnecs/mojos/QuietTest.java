package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen with {@code mvn -q}: what a goal was asked for, and nothing else. */
class QuietTest {
    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void statusShowsWhatThereIs() {
        assertThat(seen(new StatusMojo())).startsWith("State machine hello does not exist");
    }

    @Test
    void checkShowsItsFindings() {
        assertThat(seen(new CheckMojo()))
                .contains("passed       cluster: ", "FAILED       ", "\n             fix: ", "\nChecked. Passed: ");
    }

    @Test
    void checkPrintsTheCallersPolicy() {
        CheckMojo check = new CheckMojo();
        Goals.set(check, "printCallerPolicy", "true");

        assertThat(seen(check)).startsWith("The caller of ").contains("\"Statement\"");
    }

    @Test
    void explainExplains() {
        assertThat(new Hello(scene.endpoint(), folder).deploy()).isEmpty();
        scene.sfn.startExecution(
                start -> start.stateMachineArn(scene.stateMachineArn("hello")).name("run"));

        assertThat(seen(new ExplainMojo())).startsWith("Execution run ");
    }

    @Test
    void explainExplainsAMessage() {
        ExplainMojo explain = new ExplainMojo();
        Goals.set(explain, "error", "CannotPullContainerError: i/o timeout");

        assertThat(seen(explain, Set.of("error"), new QuietLog()))
                .contains("CannotPullContainerError: i/o timeout", "fix: ");
    }

    @Test
    void aDryRunShowsWhatWouldBeDone() {
        EnsureRoleMojo ensureRole = new EnsureRoleMojo();
        Goals.set(ensureRole, "dryRun", "true");

        assertThat(seen(ensureRole)).contains("sfn-ecs-hello-us-east-1", "dry run");
    }

    @Test
    void whatAGoalDoesIsNotShown() {
        assertThat(seen(new EnsureRoleMojo())).isEmpty();
    }

    @Test
    void withoutItAllIsInTheLog() {
        ListLog log = new ListLog();

        assertThat(seen(new StatusMojo(), Set.of(), log)).isEmpty();
        assertThat(log.lines()).isNotEmpty();
    }

    private String seen(AbstractSfnEcsMojo goal) {
        return seen(goal, Set.of(), new QuietLog());
    }

    private String seen(AbstractSfnEcsMojo goal, Set<String> given, ListLog log) {
        Goals.hello(goal, given);
        goal.output = new PrintStream(output, false, StandardCharsets.UTF_8);
        Goals.message(Goals.ready(goal, scene, folder, log));
        return output.toString(StandardCharsets.UTF_8);
    }

    private static final class QuietLog extends ListLog {
        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        public boolean isWarnEnabled() {
            return false;
        }
    }
}
