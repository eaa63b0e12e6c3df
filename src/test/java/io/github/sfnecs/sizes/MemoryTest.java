package io.github.sfnecs.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.mapwatch.Fan;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The heap that a goal needs, in MiB, in a JVM that has no more. On JDK 17 nothing to clean needs 13, ten thousand tasks 35; an
 * execution that fails at once 13, one with the longest history 18, and ten thousand items less than 30, with their page. Here is room
 * for other JDKs.
 */
@EnabledIfSystemProperty(named = "tables", matches = "all", disabledReason = "only a whole run says anything")
class MemoryTest {
    private static final int FLOOR = 20;
    private static final int TEN_THOUSAND_TASKS = 44;
    private static final int LONGEST_HISTORY = 32;

    private static final int TEN_THOUSAND_EXECUTIONS = 40;

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

    @Test
    void ofTenThousandItems() throws IOException, InterruptedException {
        new Fan(lab).deployForMany(10_000, 1_200, Optional.empty());

        runsTenThousand();
    }

    @Test
    void ofAHundredThousandItemsInBatches() throws IOException, InterruptedException {
        new Fan(lab).deployForMany(100_000, 1_200, Optional.of(10));

        runsTenThousand();
    }

    private void runsTenThousand() throws IOException, InterruptedException {
        lab.account.script("job", TaskScript.exits(0).atOnce());

        assertThat(SmallBuild.run(lab, "map", TEN_THOUSAND_EXECUTIONS)).isEqualTo("10000 executions on a page\n0");
    }
}
