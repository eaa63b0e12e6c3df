package io.github.sfnecs.verdict;

import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.diagnostic.Command;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;

/**
 * What to type about an execution that goes on without the build: on any machine, outside any project, so nothing is left to a POM.
 * Maven knows the short name of a plugin only where a POM or the settings have it.
 * https://maven.apache.org/guides/introduction/introduction-to-plugin-prefix-mapping.html
 *
 * @param plugin the plugin's coordinates, with its version
 * @param settings how this build reaches AWS
 */
public record Commands(String plugin, AwsSettings settings) {
    /** Attaches to it again. */
    public String follow(String executionArn) {
        return goal("follow", executionArn);
    }

    /** Says why it failed. */
    public String explain(String executionArn) {
        return goal("explain", executionArn);
    }

    private String goal(String goal, String executionArn) {
        return "mvn " + plugin + ":" + goal + " -Dsfn-ecs.executionArn=" + Command.word(executionArn)
                + settings.profile()
                        .map(name -> " -Dsfn-ecs.profile=" + Command.word(name))
                        .orElse("")
                + endpoint()
                        .map(url -> " -Dsfn-ecs.endpoint=" + Command.word(url))
                        .orElse("")
                + settings.assumeRoleArn()
                        .map(role -> " -Dsfn-ecs.assumeRoleArn=" + Command.word(role))
                        .orElse("");
    }

    /** Stops it. https://docs.aws.amazon.com/cli/latest/reference/stepfunctions/stop-execution.html */
    public String stop(String executionArn) {
        return cli("stop-execution --execution-arn ", executionArn);
    }

    /** Lists what failed in a Map Run. https://docs.aws.amazon.com/cli/latest/reference/stepfunctions/list-executions.html */
    public String failedIn(String mapRunArn) {
        return cli("list-executions --status-filter FAILED --map-run-arn ", mapRunArn);
    }

    private String cli(String command, String arn) {
        return "aws stepfunctions " + command + Command.word(arn)
                + Arn.tryFromString(arn)
                        .flatMap(Arn::region)
                        .map(region -> " --region " + Command.word(region))
                        .orElse("")
                + settings.profile()
                        .map(name -> " --profile " + Command.word(name))
                        .orElse("")
                + endpoint().map(url -> " --endpoint-url " + Command.word(url)).orElse("");
    }

    /** None that has a password in it. */
    private Optional<String> endpoint() {
        return settings.endpoint().filter(url -> url.getRawUserInfo() == null).map(URI::toString);
    }
}
