package io.github.sfnecs.arn;

import java.util.Optional;
import java.util.regex.Pattern;
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
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

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

    /**
     * The cluster that a definition names by its ARN or by its name; empty where that is not one cluster of this scope, in which alone
     * a state machine can run tasks. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
     */
    public static Optional<ClusterArn> in(Scope scope, String named) {
        boolean byName = !named.startsWith("arn:");
        String name = byName ? named : named.substring(named.indexOf('/') + 1);
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String arn = scope.regional("ecs", TYPE + name);
        return byName || arn.equals(named) ? Optional.of(new ClusterArn(arn, scope, name)) : Optional.empty();
    }
}
