package io.github.sfnecs.fakeaws.contract;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The contract, kept by moto as far as that goes, started as {@link MotoControlPlaneTest} says. That is not far: as it is started,
 * it runs no state machine, and it takes any definition, so that what else was recorded is not for it.
 */
@Tag("moto")
@EnabledIfSystemProperty(named = "moto.endpoint", matches = ".+")
class MotoExecutionTest extends ExecutionContract {

    @Override
    URI endpoint() {
        return URI.create(System.getProperty("moto.endpoint"));
    }

    @Override
    void pass(Duration time) {
        Assumptions.abort("moto's executions do nothing but run");
    }

    @Test
    @Override
    @Disabled("moto never says why")
    void whatRunsCannotBeRedrivenAndSaysWhy() {}

    @Test
    @Override
    @Disabled("moto takes any status")
    void aListKnowsTheStatusesOnly() {}

    @Test
    @Override
    @Disabled("moto's pages have any size")
    void aPageHasAThousandExecutionsAtMost() {}

    @Test
    @Override
    @Disabled("moto has a message of its own")
    void whatIsNotAnArnIsNotAnExecution() {}

    @Override
    @Disabled("moto's parser is Python's, with its own words")
    void anInputThatIsNotJsonIsRefused(String input, String why) {}
}
