package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.goal.Prefix;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is printed for users to type on any machine, in any folder. */
class CommandsTest {
    private static final String PLUGIN = "io.github.sfnecs:sfn-ecs-maven-plugin:1.2.3";
    private static final String ARN = "arn:aws:states:eu-central-1:123456789012:execution:nightly:run";

    private static final String TASK = "arn:aws:ecs:eu-central-1:123456789012:task/jobs/1";
    private static final AwsSettings SETTINGS =
            new AwsSettings("eu-central-1", Optional.empty(), Optional.empty(), Optional.empty());
    private static final Problem PROBLEM = Problem.failed(
            "mvn sfn-ecs:execute failed.",
            "mvn sfn-ecs:execute",
            "stray tasks: mvn sfn-ecs:cleanup-tasks",
            "Correct it, then mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine");

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

    @Test
    void areShortWhereThePomHasThePlugin() {
        Commands here = new Commands(PLUGIN, SETTINGS, Prefix.SHORT, Optional.of("arn"));

        assertThat(here.stopTasks(List.of(TASK))).isEqualTo("mvn sfn-ecs:cleanup-tasks");
        assertThat(here.typed(PROBLEM)).isEqualTo(PROBLEM);
    }

    @Test
    void areWholeAnywhereElseAndStopTasksWithoutAPom() {
        Commands anywhere = commands(Optional.of("my team"), Optional.empty(), Optional.empty());

        assertThat(anywhere.stopTasks(List.of(TASK, TASK)))
                .isEqualTo(
                        "aws ecs stop-task --cluster jobs --task " + TASK + " --region eu-central-1 --profile 'my team'"
                                + " && aws ecs stop-task --cluster jobs --task " + TASK
                                + " --region eu-central-1 --profile 'my team'");
        assertThat(anywhere.stopTasks(Collections.nCopies(23, TASK))).endsWith(" # and 3 more");
        assertThat(anywhere.typed(PROBLEM))
                .isEqualTo(Problem.failed(
                        "mvn sfn-ecs:execute failed.",
                        "mvn sfn-ecs:execute",
                        "stray tasks: mvn " + PLUGIN + ":cleanup-tasks",
                        "Correct it, then mvn " + PLUGIN + ":ensure-role " + PLUGIN + ":deploy-statemachine"));
    }

    private static Commands commands(Optional<String> profile, Optional<String> endpoint, Optional<String> role) {
        return new Commands(
                PLUGIN,
                new AwsSettings("eu-central-1", profile, endpoint.map(URI::create), role),
                new Prefix(PLUGIN),
                Optional.empty());
    }
}
