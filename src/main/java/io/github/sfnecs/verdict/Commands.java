package io.github.sfnecs.verdict;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.goal.Goal;
import io.github.sfnecs.goal.Prefix;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.arns.Arn;

/**
 * What to type: about an execution that goes on without the build on any machine, outside any project, so nothing is left to a POM; about
 * all else where this build runs.
 *
 * @param plugin the plugin's coordinates, with its version
 * @param settings how this build reaches AWS
 * @param prefix what stands before a goal where this build runs
 * @param stateMachineArn the state machine of the POM, if the goal is about that: then a goal stops its tasks
 */
public record Commands(String plugin, AwsSettings settings, Prefix prefix, Optional<String> stateMachineArn) {
    private static final String CLEANUP = "mvn sfn-ecs:" + Goal.CLEANUP_TASKS;
    private static final int MOST_TASKS = 20;

    /** The same problem, whose commands can be typed where this build runs. */
    public Problem typed(Problem problem) {
        return new Problem(
                problem.kind(), problem.what(), problem.where(), prefix.in(problem.why()), prefix.in(problem.fix()));
    }

    /**
     * Stops these tasks. The goal that does stops the tasks of the POM's state machine; those of any other one ECS stops, one by one.
     * https://docs.aws.amazon.com/cli/latest/reference/ecs/stop-task.html
     */
    public String stopTasks(Collection<String> taskArns) {
        return cleanup().orElseGet(() -> stopEach(taskArns));
    }

    /** Stops all tasks of the POM's state machine; empty where the goal is not about one. */
    public Optional<String> cleanup() {
        return stateMachineArn.map(any -> prefix.in(CLEANUP));
    }

    private String stopEach(Collection<String> taskArns) {
        String each = taskArns.stream()
                .limit(MOST_TASKS)
                .map(arn ->
                        cli("ecs stop-task --cluster " + Command.word(new TaskArn(arn).cluster()) + " --task ", arn))
                .collect(Collectors.joining(" && "));
        return taskArns.size() > MOST_TASKS ? each + " # and " + (taskArns.size() - MOST_TASKS) + " more" : each;
    }

    /** Attaches to it again. */
    public String follow(String executionArn) {
        return goal("follow", executionArn);
    }

    /** Says why it failed. */
    public String explain(String executionArn) {
        return goal("explain", executionArn);
    }

    /** Has it go on where it failed. */
    public String redrive(String executionArn) {
        return goal("redrive", executionArn);
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
        return cli("stepfunctions stop-execution --execution-arn ", executionArn);
    }

    /** Lists what ended in this way in a Map Run. https://docs.aws.amazon.com/cli/latest/reference/stepfunctions/list-executions.html */
    public String failedIn(String mapRunArn, String status) {
        return cli(
                "stepfunctions list-executions --status-filter " + Command.word(status) + " --map-run-arn ", mapRunArn);
    }

    private String cli(String command, String arn) {
        return "aws " + command + Command.word(arn)
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
