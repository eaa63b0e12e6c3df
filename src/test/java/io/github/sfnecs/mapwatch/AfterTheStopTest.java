package io.github.sfnecs.mapwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of items when their execution has been stopped. */
class AfterTheStopTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void saysWhatGoesOn() {
        Problem problem = stopped(Duration.ofMinutes(5));

        assertThat(problem.why())
                .endsWith("EachItem still goes on, with 10 executions running."
                        + " Step Functions ends what runs for items a while after the execution.");
        assertThat(problem.fix()).endsWith("\nWhen that has ended: mvn sfn-ecs:cleanup-tasks");
    }

    @Test
    void waitsUntilNothingDoes() {
        Problem problem = stopped(Duration.ofSeconds(45));

        assertThat(problem.text()).doesNotContain("goes on", "cleanup-tasks");
        assertThat(lab.time.waited()).isBetween(TIMEOUT.plusSeconds(45), TIMEOUT.plusSeconds(60));
    }

    @Test
    void doesNotAskForWhatItMayNotSee() {
        lab.account.faults().always("DescribeMapRun", new Fault.Denied("Not you."));

        assertThat(stopped(Duration.ofMinutes(5)).why())
                .endsWith("EachItem may still go on."
                        + " Step Functions ends what runs for items a while after the execution.");
        assertThat(lab.calls("DescribeMapRun")).isEqualTo(1);
    }

    private Problem stopped(Duration after) {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(20)));
        lab.account.mapRunsGoOn(after);
        fan.deployForMany(30, 10, Optional.empty());
        return fan.run(TIMEOUT, OnInterrupt.STOP).problem().orElseThrow();
    }
}
