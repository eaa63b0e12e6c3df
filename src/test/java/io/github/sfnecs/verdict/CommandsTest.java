package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.aws.AwsSettings;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is printed for users to type on any machine, in any folder. */
class CommandsTest {
    private static final String PLUGIN = "io.github.sfnecs:sfn-ecs-maven-plugin:1.2.3";
    private static final String ARN = "arn:aws:states:eu-central-1:123456789012:execution:nightly:run";

    @Test
    void nameThePluginInFullSinceOutsideAProjectMavenDoesNotKnowItsShortName() {
        Commands commands = commands(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(commands.follow(ARN))
                .isEqualTo("mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.2.3:follow -Dsfn-ecs.executionArn=" + ARN);
    }

    /** A machine's AWS settings need not have a region. */
    @Test
    void nameTheRegion() {
        Commands commands = commands(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(commands.stop(ARN))
                .isEqualTo("aws stepfunctions stop-execution --execution-arn " + ARN + " --region eu-central-1");
        assertThat(commands.stop("null")).endsWith("--execution-arn null");
    }

    @Test
    void reachAwsAsThisBuildDoes() {
        String role = "arn:aws:iam::123456789012:role/deployer";
        Commands commands = commands(Optional.of("my team"), Optional.of("http://localhost:4566"), Optional.of(role));

        assertThat(commands.follow(ARN))
                .endsWith(
                        " -Dsfn-ecs.profile='my team' -Dsfn-ecs.endpoint=http://localhost:4566 -Dsfn-ecs.assumeRoleArn="
                                + role);
        assertThat(commands.stop(ARN)).endsWith(" --profile 'my team' --endpoint-url http://localhost:4566");
    }

    @Test
    void leaveOutAnEndpointWithAPassword() {
        Commands commands =
                commands(Optional.empty(), Optional.of("http://me:secret@localhost:4566"), Optional.empty());

        assertThat(commands.follow(ARN) + commands.stop(ARN)).doesNotContain("secret");
    }

    private static Commands commands(Optional<String> profile, Optional<String> endpoint, Optional<String> role) {
        return new Commands(PLUGIN, new AwsSettings("eu-central-1", profile, endpoint.map(URI::create), role));
    }
}
