package io.github.sfnecs.arn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.arns.Arn;

/**
 * Where everything lives that this plugin works with: one partition, one region, one account. Makes the ARNs in it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 *
 * @param partition such as {@code aws}, {@code aws-cn}, {@code aws-us-gov}
 * @param region such as {@code eu-central-1}
 * @param account twelve digits
 */
public record Scope(String partition, String region, String account) {
    private static final Pattern REGIONAL =
            Pattern.compile("arn:([a-z0-9-]{1,40}):[a-z0-9-]{1,80}:([a-z0-9-]{1,40}):(\\d{12}):.{1,2000}");

    /** The scope of what a text names, where that is a resource in one region and account. */
    public static Optional<Scope> in(String text) {
        Matcher arn = REGIONAL.matcher(text);
        return arn.matches() ? Optional.of(new Scope(arn.group(1), arn.group(2), arn.group(3))) : Optional.empty();
    }

    /** The scope of a regional resource. */
    public static Scope of(Arn arn) {
        return new Scope(
                arn.partition(), arn.region().orElseThrow(), arn.accountId().orElseThrow());
    }

    /** The ARN of a state machine. */
    public String stateMachine(String name) {
        return regional("states", "stateMachine:" + name);
    }

    /** The ARN of an execution. */
    public String execution(String stateMachine, String name) {
        return regional("states", "execution:" + stateMachine + ":" + name);
    }

    /** What covers every revision of a task definition's family. */
    public String everyRevision(String family) {
        return regional("ecs", "task-definition/" + family + ":*");
    }

    /** What covers every task of a cluster; a task's id is unknown before it runs. */
    public String everyTask(String cluster) {
        return regional("ecs", "task/" + cluster + "/*");
    }

    /** The ARN of a rule of the default event bus. */
    public String rule(String name) {
        return regional("events", "rule/" + name);
    }

    /**
     * The ARN of a role.
     *
     * @param path begins and ends with a slash
     */
    public String role(String path, String name) {
        return global(account, "role" + path + name);
    }

    /**
     * The ARN of a user.
     *
     * @param path begins and ends with a slash
     */
    public String user(String path, String name) {
        return global(account, "user" + path + name);
    }

    /**
     * The ARN of a managed policy.
     *
     * @param owner an account, or {@code aws} for AWS's own
     */
    public String policy(String owner, String name) {
        return global(owner, "policy/" + name);
    }

    private String global(String owner, String resource) {
        return arn("iam", "", owner, resource);
    }

    /** The ARN of a bucket, whose name nobody else's in the partition is. */
    public String bucket(String name) {
        return arn("s3", "", "", name);
    }

    private String arn(String service, String of, String owner, String resource) {
        return String.join(":", "arn", partition, service, of, owner, resource);
    }

    /** Another place of the partition, as far as these say. */
    public Scope elsewhere(Optional<String> otherRegion, Optional<String> otherAccount) {
        return new Scope(partition, otherRegion.orElse(region), otherAccount.orElse(account));
    }

    /**
     * Where a person looks at an execution.
     * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-view-execution-details.html
     */
    public String consoleLink(String executionArn) {
        String host =
                switch (partition) {
                    case "aws-cn" -> "console.amazonaws.cn";
                    case "aws-us-gov" -> "console.amazonaws-us-gov.com";
                    default -> "console.aws.amazon.com";
                };
        return "https://" + region + "." + host + "/states/home?region=" + region + "#/v2/executions/details/"
                + executionArn;
    }

    /** The ARN of a resource of a service. */
    public String regional(String service, String resource) {
        return arn(service, region, account, resource);
    }
}
