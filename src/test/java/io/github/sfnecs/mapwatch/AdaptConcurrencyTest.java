package io.github.sfnecs.mapwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How many items a distributed Map runs at a time while somebody looks after it. */
class AdaptConcurrencyTest {
    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @BeforeEach
    void script() {
        lab.account.script("job", TaskScript.exits(0).atOnce().after(Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private List<Integer> concurrencies() {
        return lab.account.calls().stream()
                .filter(call -> call.operation().equals("UpdateMapRun"))
                .map(ApiCall::request)
                .map(request -> request.path("maxConcurrency").asInt())
                .toList();
    }

    @Test
    void growsAsFargateLaunchesAndNeverAboveTheDefinition() {
        fan.deployForMany(300, 200, Optional.empty());

        ExecutionReport report = fan.run(0);

        assertThat(report.problem()).isEmpty();
        assertThat(concurrencies()).startsWith(20).isSorted().allMatch(count -> count <= 200);
        assertThat(lab.console.infos())
                .contains("EachItem: at most 200 at a time; they begin at the 20 a second that Fargate launches"
                        + " (adaptConcurrency).");
    }

    @Test
    void leavesAloneWhatIsLaunchedAnyway() {
        fan.deployForMany(50, 40, Optional.empty());

        fan.run(0);

        assertThat(concurrencies()).isEmpty();
    }

    @Test
    void saysOnceThatItMayNot() {
        fan.deployForMany(300, 200, Optional.empty());
        lab.account.faults().always("UpdateMapRun", new Fault.Denied("Not you."));

        ExecutionReport report = fan.run(0);

        assertThat(report.problem()).isEmpty();
        assertThat(concurrencies()).hasSize(1);
        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .contains("states:UpdateMapRun", "-Dsfn-ecs.adaptConcurrency=false");
    }

    /** Else it would go on as slowly as it was let run last. */
    @Test
    void leavesItAsTheDefinitionSays() {
        fan.deployForMany(300, 200, Optional.empty());

        fan.run(Duration.ofSeconds(5), OnInterrupt.LEAVE);

        assertThat(concurrencies()).startsWith(20).endsWith(200);
    }

    /** Others in the account launch, too: what Fargate refuses is seen at the newest executions. */
    @Test
    @EnabledIfSystemProperty(named = "tables", matches = "all", disabledReason = "takes a while")
    void isLowerWhereLaunchesAreRefused() {
        fan.deployForMany(700, 200, Optional.empty());
        lab.account.rateLimits(true);
        lab.account.rateLimit("LaunchOnFargate", 2, 1);

        fan.run(0);

        int most = concurrencies().stream().mapToInt(count -> count).max().orElseThrow();
        List<Integer> all = concurrencies();
        assertThat(all.subList(all.indexOf(most), all.size())).anyMatch(count -> count < 0.8 * most);
    }
}
