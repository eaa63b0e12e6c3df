package io.github.sfnecs.config;

import static io.github.sfnecs.config.Reading.SCOPE;
import static io.github.sfnecs.config.Reading.target;

import io.github.sfnecs.diagnostic.Text;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes in what all goals share, word for word. */
class TargetMistakesTest {
    private static final String CLUSTER_EXAMPLE =
            "<clusterArn>arn:aws:ecs:eu-central-1:123456789012:cluster/my-cluster</clusterArn>";
    private static final String ROLE_EXAMPLE = "<assumeRoleArn>arn:aws:iam::123456789012:role/my-role</assumeRoleArn>";
    private static final String NAME =
            "a name has at most 80 characters, no blanks, and none of <>{}[]?*\"#%\\^|~`$&,;:/";

    static Stream<Reading> mistakes() {
        return Stream.of(
                new Reading(
                        "no cluster",
                        values -> target(values).cluster(null),
                        "clusterArn is not set: it is required",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "a blank cluster",
                        values -> target(values).cluster(" "),
                        "clusterArn is not set: it is required",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "the cluster's name instead of its ARN",
                        values -> target(values).cluster("jobs"),
                        "clusterArn 'jobs': it is not the ARN of an ECS cluster",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "a task definition as cluster",
                        values -> target(values).cluster("arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1"),
                        "clusterArn 'arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1': it is not the ARN of an"
                                + " ECS cluster",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "a cluster without a region",
                        values -> target(values).cluster("arn:aws:ecs::123456789012:cluster/jobs"),
                        "clusterArn 'arn:aws:ecs::123456789012:cluster/jobs': it is not the ARN of an ECS cluster",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "a cluster whose account has too few digits",
                        values -> target(values).cluster("arn:aws:ecs:eu-central-1:12345678901:cluster/jobs"),
                        "clusterArn 'arn:aws:ecs:eu-central-1:12345678901:cluster/jobs': it is not the ARN of an ECS"
                                + " cluster",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "a cluster without a name",
                        values -> target(values).cluster("arn:aws:ecs:eu-central-1:123456789012:cluster/"),
                        "clusterArn 'arn:aws:ecs:eu-central-1:123456789012:cluster/': it is not the ARN of an ECS cluster",
                        CLUSTER_EXAMPLE),
                cluster("every cluster", "*"),
                cluster("a cluster's name with a blank", "my jobs"),
                cluster("a cluster's name of 256 characters", "j".repeat(256)),
                new Reading(
                        "a cluster of AWS",
                        values -> target(values).cluster("arn:aws:ecs:eu-central-1:aws:cluster/jobs"),
                        "clusterArn 'arn:aws:ecs:eu-central-1:aws:cluster/jobs': it is not the ARN of an ECS cluster",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "a cluster of every region",
                        values -> target(values).cluster("arn:aws:ecs:*:123456789012:cluster/jobs"),
                        "clusterArn 'arn:aws:ecs:*:123456789012:cluster/jobs': it is not the ARN of an ECS cluster",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "a cluster of every partition",
                        values -> target(values).cluster("arn:*:ecs:eu-central-1:123456789012:cluster/jobs"),
                        "clusterArn 'arn:*:ecs:eu-central-1:123456789012:cluster/jobs': it is not the ARN of an ECS"
                                + " cluster",
                        CLUSTER_EXAMPLE),
                new Reading(
                        "a property that is not defined",
                        values -> target(values).cluster("${cluster}"),
                        "clusterArn '${cluster}': a Maven property in it is not defined",
                        "Define the property, in the POM's properties or with -D, or correct its name"),
                new Reading(
                        "a state machine's name with a blank that does not break",
                        values -> target(values).stateMachine("my\u00a0machine"),
                        "stateMachineName 'my\u00a0machine': " + NAME,
                        "<stateMachineName>my-name</stateMachineName>"),
                new Reading(
                        "a state machine's name beyond the first plane",
                        values -> target(values).stateMachine("my-\ud83d\ude00"),
                        "stateMachineName 'my-\ud83d\ude00': " + NAME,
                        "<stateMachineName>my-name</stateMachineName>"),
                new Reading(
                        "no state machine",
                        values -> target(values).stateMachine(""),
                        "stateMachineName is not set: it is required",
                        "<stateMachineName>my-state-machine</stateMachineName>"),
                new Reading(
                        "a state machine's name with a blank",
                        values -> target(values).stateMachine("my machine"),
                        "stateMachineName 'my machine': " + NAME,
                        "<stateMachineName>my-name</stateMachineName>"),
                new Reading(
                        "a state machine's name with a colon",
                        values -> target(values).stateMachine("a:b"),
                        "stateMachineName 'a:b': " + NAME,
                        "<stateMachineName>my-name</stateMachineName>"),
                new Reading(
                        "a state machine's name of 81 characters",
                        values -> target(values).stateMachine("x".repeat(81)),
                        "stateMachineName '" + "x".repeat(81) + "': " + NAME,
                        "<stateMachineName>my-name</stateMachineName>"),
                new Reading(
                        "another region than the cluster's",
                        values -> target(values).settings(Optional.of(SCOPE), "us-east-1", null, null, null),
                        "region 'us-east-1': the cluster (clusterArn) is in eu-central-1",
                        "Leave region out: it is the cluster's"),
                new Reading(
                        "an endpoint without a scheme",
                        values -> target(values).settings(Optional.of(SCOPE), null, null, "localhost:4566", null),
                        "endpoint 'localhost:4566': it is not an http or https URL",
                        "<endpoint>http://localhost:4566</endpoint>"),
                new Reading(
                        "an endpoint that is wrong and has a password in it",
                        values -> target(values)
                                .settings(Optional.of(SCOPE), null, null, "ftp://anna:s3cr/et@localhost", null),
                        "endpoint 'ftp://…@localhost': it is not an http or https URL",
                        "<endpoint>http://localhost:4566</endpoint>"),
                new Reading(
                        "an endpoint of another scheme",
                        values -> target(values).settings(Optional.of(SCOPE), null, null, "ftp://localhost", null),
                        "endpoint 'ftp://localhost': it is not an http or https URL",
                        "<endpoint>http://localhost:4566</endpoint>"),
                new Reading(
                        "an endpoint that is no URL",
                        values -> target(values).settings(Optional.of(SCOPE), null, null, "http://local host", null),
                        "endpoint 'http://local host': it is not an http or https URL",
                        "<endpoint>http://localhost:4566</endpoint>"),
                new Reading(
                        "an endpoint at a port that there is not",
                        values ->
                                target(values).settings(Optional.of(SCOPE), null, null, "http://localhost:65536", null),
                        "endpoint 'http://localhost:65536': it is not an http or https URL",
                        "<endpoint>http://localhost:4566</endpoint>"),
                new Reading(
                        "an endpoint of the environment without a scheme",
                        values -> target(values).endpoints(Map.of("AWS_ENDPOINT_URL", "localhost:4566")),
                        "AWS_ENDPOINT_URL 'localhost:4566': it is not an http or https URL",
                        "unset AWS_ENDPOINT_URL, or export AWS_ENDPOINT_URL=http://localhost:4566"),
                new Reading(
                        "an empty endpoint of the environment, for one service",
                        values -> target(values)
                                .endpoints(
                                        Map.of("AWS_ENDPOINT_URL", "https://aws.example", "AWS_ENDPOINT_URL_SFN", "")),
                        "AWS_ENDPOINT_URL_SFN '': it is not an http or https URL",
                        "unset AWS_ENDPOINT_URL_SFN, or export AWS_ENDPOINT_URL_SFN=http://localhost:4566"),
                new Reading(
                        "the name of a role to work as",
                        values -> target(values).settings(Optional.of(SCOPE), null, null, null, "deployer"),
                        "assumeRoleArn 'deployer': it is not the ARN of an IAM role",
                        ROLE_EXAMPLE),
                new Reading(
                        "a user to work as",
                        values -> target(values)
                                .settings(Optional.of(SCOPE), null, null, null, "arn:aws:iam::123456789012:user/anna"),
                        "assumeRoleArn 'arn:aws:iam::123456789012:user/anna': it is not the ARN of an IAM role",
                        ROLE_EXAMPLE),
                new Reading(
                        "every role to work as",
                        values -> target(values)
                                .settings(Optional.of(SCOPE), null, null, null, "arn:aws:iam::210987654321:role/*"),
                        "assumeRoleArn 'arn:aws:iam::210987654321:role/*': a role's name has 1 to 64 letters, digits or"
                                + " _+=,.@-, and its path no *, ? or $",
                        ROLE_EXAMPLE),
                new Reading(
                        "a role of another partition to work as",
                        values -> target(values)
                                .settings(
                                        Optional.of(SCOPE),
                                        null,
                                        null,
                                        null,
                                        "arn:aws-cn:iam::210987654321:role/deployer"),
                        "assumeRoleArn 'arn:aws-cn:iam::210987654321:role/deployer': its partition is aws-cn, the cluster's"
                                + " (clusterArn) is aws",
                        "Take both from the same partition"),
                new Reading(
                        "a switch that is neither on nor off",
                        values -> values.flag("dryRun", "yes"),
                        "dryRun 'yes': it is either true or false",
                        "<dryRun>true</dryRun>"));
    }

    private static Reading cluster(String name, String cluster) {
        String arn = "arn:aws:ecs:eu-central-1:123456789012:cluster/" + cluster;
        return new Reading(
                name,
                values -> target(values).cluster(arn),
                "clusterArn '" + Text.shortened(arn, 120) + "': a cluster's name has 1 to 255 letters, digits, _ or -",
                CLUSTER_EXAMPLE);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldInAWholeSentence(Reading mistake) {
        mistake.assertTold();
    }
}
