package io.github.sfnecs.aws;

import software.amazon.awssdk.arns.Arn;

/**
 * The ARN of an ECS cluster, from which region, account and partition come.
 *
 * @param text the ARN itself
 * @param scope where the cluster lives
 * @param name the cluster's name
 */
public record ClusterArn(String text, Scope scope, String name) {
    private static final String TYPE = "cluster/";

    /**
     * Takes an ARN apart.
     *
     * @throws IllegalArgumentException if it is not the ARN of an ECS cluster
     */
    public static ClusterArn parse(String text) {
        Arn arn = Arn.fromString(text);
        String resource = arn.resourceAsString();
        if (!arn.service().equals("ecs") || !resource.startsWith(TYPE) || resource.length() == TYPE.length()) {
            throw new IllegalArgumentException(text);
        }
        return new ClusterArn(text, Scope.of(arn), resource.substring(TYPE.length()));
    }
}
