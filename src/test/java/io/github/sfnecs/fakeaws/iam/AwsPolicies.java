package io.github.sfnecs.fakeaws.iam;

import io.github.sfnecs.fakeaws.wire.NotEmulated;
import java.time.Instant;
import java.util.Map;

/**
 * The policies that AWS manages, as far as the tests need them: the one that consoles attach to {@code ecsTaskExecutionRole}.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html">AmazonECSTaskExecutionRolePolicy</a>
 */
final class AwsPolicies {

    private static final String EXECUTION = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": [
               "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage",
               "logs:CreateLogStream", "logs:PutLogEvents"]}]}""";

    private AwsPolicies() {}

    static boolean owns(String arn) {
        return arn.contains(":iam::aws:policy/");
    }

    static ManagedPolicy get(String arn) {
        if (!arn.endsWith(":policy/service-role/AmazonECSTaskExecutionRolePolicy")) {
            throw new NotEmulated("AWS's managed policies but AmazonECSTaskExecutionRolePolicy, such as " + arn);
        }
        return new ManagedPolicy(
                "AmazonECSTaskExecutionRolePolicy",
                "/service-role/",
                arn,
                "ANPAEMBEDDEDEXECUTION",
                "Provides access to other AWS service resources that are required to run Amazon ECS tasks",
                EXECUTION,
                Map.of(),
                Instant.parse("2017-11-16T18:48:22Z"));
    }
}
