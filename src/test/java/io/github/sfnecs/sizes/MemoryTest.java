package io.github.sfnecs.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The heap that a goal needs, in MiB, in a JVM that has no more. On JDK 17 nothing to clean needs 13, ten thousand tasks 35; an
 * execution that fails at once 13, and one with the longest history 18. Here is room for other JDKs.
 */
@EnabledIfSystemProperty(named = "tables", matches = "all", disabledReason = "only a whole run says anything")
class MemoryTest {
    private static final int FLOOR = 20;
    private static final int TEN_THOUSAND_TASKS = 44;
    private static final int LONGEST_HISTORY = 32;

    private final Lab lab = new Lab();
    private final Crowd crowd = new Crowd(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void ofCleanupWithNothingToClean() throws IOException, InterruptedException {
        assertThat(SmallBuild.run(lab, "cleanup-tasks", FLOOR)).isEqualTo("15 lines about 0 stopped tasks\n0");
    }

    @Test
    void ofCleanupWithTenThousandTasks() throws IOException, InterruptedException {
        lab.account.script("job", TaskScript.runsForever().atOnce());
        crowd.tasks(10_000);

        assertThat(SmallBuild.run(lab, "cleanup-tasks", TEN_THOUSAND_TASKS))
                .endsWith(" lines about 10000 stopped tasks\n0");
    }

    @Test
    void ofAnExecutionThatFails() throws IOException, InterruptedException {
        lab.account.script("job", TaskScript.exits(1).atOnce());
        lab.deploy(ATask.task());

        assertThat(SmallBuild.run(lab, "execute", FLOOR))
                .startsWith("state RunTask, attempt 1\n")
                .endsWith("\n0");
    }

    @Test
    void ofAnExecutionWithTheLongestHistory() throws IOException, InterruptedException {
        crowd.endlessHistory(Duration.ZERO);

        assertThat(SmallBuild.run(lab, "execute", LONGEST_HISTORY))
                .startsWith("state Circle\n")
                .endsWith("\n0");
    }
}
