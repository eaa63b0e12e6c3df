package io.github.sfnecs.config;

import static io.github.sfnecs.config.Reading.role;

import io.github.sfnecs.diagnostic.Text;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes in the role, word for word. */
class RoleMistakesTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/team/theirs";

    private static final String TAGS_EXAMPLE =
            "<resourceTags><team>payments</team></resourceTags> or -Dsfn-ecs.resourceTags=team=payments";

    private static final String ROLE_EXAMPLE = "<roleArn>arn:aws:iam::123456789012:role/my-role</roleArn>";

    static Stream<Reading> mistakes() {
        return Stream.of(
                new Reading(
                        "a role's name instead of its ARN",
                        reading("theirs", null, null, null, null),
                        "roleArn 'theirs': it is not the ARN of an IAM role",
                        ROLE_EXAMPLE),
                new Reading(
                        "a role of another account",
                        reading("arn:aws:iam::210987654321:role/theirs", null, null, null, null),
                        "roleArn 'arn:aws:iam::210987654321:role/theirs': its account is 210987654321, the cluster's"
                                + " (clusterArn) is 123456789012",
                        "Take both from the same account"),
                new Reading(
                        "a role of another partition",
                        reading("arn:aws-us-gov:iam::123456789012:role/theirs", null, null, null, null),
                        "roleArn 'arn:aws-us-gov:iam::123456789012:role/theirs': its partition is aws-us-gov, the cluster's"
                                + " (clusterArn) is aws",
                        "Take both from the same partition"),
                new Reading(
                        "both somebody else's role and the name of ours",
                        reading(ROLE, "ours", null, null, null),
                        "roleName 'ours': roleArn names a role that someone else owns; roleName would be one of ours",
                        "Leave one of them out"),
                new Reading(
                        "a role's name with a path",
                        reading(null, "/team/ours", null, null, null),
                        "roleName '/team/ours': a role's name has 1 to 64 letters, digits or _+=,.@-, and no path",
                        "<roleName>my-state-machine-role</roleName>"),
                new Reading(
                        "a role's name of 65 characters",
                        reading(null, "r".repeat(65), null, null, null),
                        "roleName '" + "r".repeat(65)
                                + "': a role's name has 1 to 64 letters, digits or _+=,.@-, and no path",
                        "<roleName>my-state-machine-role</roleName>"),
                new Reading(
                        "a name of a role that is linked to a service",
                        reading(null, "AWSServiceRoleForECS", null, null, null),
                        "roleName 'AWSServiceRoleForECS': names that begin so are for roles of AWS's own",
                        "<roleName>my-state-machine-role</roleName>"),
                new Reading(
                        "a name of a role of IAM Identity Center, in another case",
                        reading(null, "awsreservedsso_deployer", null, null, null),
                        "roleName 'awsreservedsso_deployer': names that begin so are for roles of AWS's own",
                        "<roleName>my-state-machine-role</roleName>"),
                new Reading(
                        "a path without slashes",
                        reading(null, null, "team", null, null),
                        "rolePath 'team': a path begins and ends with a slash, and has no *, ? or $",
                        "<rolePath>/service/</rolePath>"),
                new Reading(
                        "a path that does not end",
                        reading(null, null, "/team", null, null),
                        "rolePath '/team': a path begins and ends with a slash, and has no *, ? or $",
                        "<rolePath>/service/</rolePath>"),
                new Reading(
                        "a path that is a wildcard in a policy",
                        reading(null, null, "/*/", null, null),
                        "rolePath '/*/': a path begins and ends with a slash, and has no *, ? or $",
                        "<rolePath>/service/</rolePath>"),
                new Reading(
                        "a path of AWS's own",
                        reading(null, null, "/aws-service-role/ecs.amazonaws.com/", null, null),
                        "rolePath '/aws-service-role/ecs.amazonaws.com/': IAM keeps this path for roles of AWS's own",
                        "<rolePath>/service/</rolePath>"),
                new Reading(
                        "a boundary with a path that no policy has",
                        reading(null, null, null, "arn:aws:iam::123456789012:policy/te~am/bound", null),
                        "permissionsBoundaryArn 'arn:aws:iam::123456789012:policy/te~am/bound': a policy's name has 1 to 128"
                                + " letters, digits or _+=,.@-, and so has each part of its path",
                        "<permissionsBoundaryArn>arn:aws:iam::123456789012:policy/my-boundary</permissionsBoundaryArn>"),
                new Reading(
                        "a role as boundary",
                        reading(null, null, null, ROLE, null),
                        "permissionsBoundaryArn 'arn:aws:iam::123456789012:role/team/theirs': it is not the ARN of an IAM"
                                + " policy",
                        "<permissionsBoundaryArn>arn:aws:iam::123456789012:policy/my-boundary</permissionsBoundaryArn>"),
                new Reading(
                        "a boundary of another account",
                        reading(null, null, null, "arn:aws:iam::210987654321:policy/bound", null),
                        "permissionsBoundaryArn 'arn:aws:iam::210987654321:policy/bound': its account is 210987654321, the"
                                + " cluster's (clusterArn) is 123456789012",
                        "Take both from the same account"),
                new Reading(
                        "AWS's own boundary of another partition",
                        reading(null, null, null, "arn:aws-cn:iam::aws:policy/Bound", null),
                        "permissionsBoundaryArn 'arn:aws-cn:iam::aws:policy/Bound': its partition is aws-cn, the cluster's"
                                + " (clusterArn) is aws",
                        "Take both from the same partition"),
                new Reading(
                        "a role that would be AWS's own",
                        reading("arn:aws:iam::aws:role/theirs", null, null, null, null),
                        "roleArn 'arn:aws:iam::aws:role/theirs': it is not the ARN of an IAM role",
                        ROLE_EXAMPLE),
                theirs("every role", "*"),
                theirs("every role of a path", "team/*"),
                theirs("a role of every path", "*/theirs"),
                theirs("a path without a role", "team/"),
                theirs("a role's ARN with a blank", "the irs"),
                theirs("a role's ARN with a name of 65 characters", "team/" + "r".repeat(65)),
                boundary("every boundary", "*"),
                boundary("a path without a boundary", "team/"),
                boundary("a boundary's name of 129 characters", "b".repeat(129)),
                new Reading(
                        "adoption neither on nor off",
                        reading(null, null, null, null, "ours"),
                        "adoptRole 'ours': it is either true or false",
                        "<adoptRole>true</adoptRole>"),
                new Reading(
                        "a tag's value of 257 characters",
                        values -> values.tags("resourceTags", Map.of("k", "v".repeat(257))),
                        "resourceTags 'k=" + "v".repeat(118)
                                + "… (259 characters)': a tag has a key of at most 128 and a value of at most 256 characters",
                        "<resourceTags><team>payments</team></resourceTags> or -Dsfn-ecs.resourceTags=team=payments"),
                new Reading(
                        "a tag's key with a star",
                        values -> values.tags("resourceTags", Map.of("te*m", "v")),
                        "resourceTags 'te*m=v': a tag has letters, digits, blanks and _.:/=+-@ only",
                        TAGS_EXAMPLE),
                new Reading(
                        "a tag's value with a quote",
                        values -> values.tags("resourceTags", Map.of("team", "pay'ments")),
                        "resourceTags 'team=pay'ments': a tag has letters, digits, blanks and _.:/=+-@ only",
                        TAGS_EXAMPLE),
                new Reading(
                        "a tag of AWS's own, however it is written",
                        values -> values.tags("resourceTags", Map.of("AWS:team", "v")),
                        "resourceTags 'AWS:team=v': keys that begin with aws: belong to AWS, those with sfn-ecs: to this plugin",
                        TAGS_EXAMPLE),
                new Reading(
                        "51 tags",
                        values -> values.tags("resourceTags", numbered(51)),
                        "resourceTags '51 tags': a resource has at most 50",
                        "Leave some out"),
                new Reading(
                        "50 tags besides this plugin's",
                        values -> role(values).role(null, null, null, null, null, numbered(50)),
                        "resourceTags '50 tags': a role has at most 50, and one of them is this plugin's",
                        "Leave one of them out"),
                new Reading(
                        "tags that differ only in case",
                        values -> role(values)
                                .role(null, null, null, null, null, new TreeMap<>(Map.of("Team", "a", "team", "b"))),
                        "resourceTags 'team': another key differs from it in nothing but case, and IAM takes them for the same",
                        "Leave one of them out"),
                machine("with an apostrophe", "team's"),
                machine("with letters that no policy has", "\u65e5\u6b21"),
                new Reading(
                        "a tag without a value",
                        values -> values.tags("resourceTags", Collections.singletonMap("team", null)),
                        "resourceTags.team is not set: its element is empty, or names a Maven property that is not defined",
                        "<resourceTags><team>payments</team></resourceTags> or -Dsfn-ecs.resourceTags=team=payments"),
                new Reading(
                        "a tag of a property that is not defined",
                        values -> values.tags("resourceTags", Map.of("team", "${team}")),
                        "resourceTags.team '${team}': a Maven property in it is not defined",
                        "Define the property, in the POM's properties or with -D, or correct its name"));
    }

    private static SortedMap<String, String> numbered(int tags) {
        SortedMap<String, String> all = new TreeMap<>();
        IntStream.range(0, tags).forEach(i -> all.put("k" + i, "v"));
        return all;
    }

    /** A state machine that Step Functions takes and IAM does not. */
    private static Reading machine(String name, String stateMachine) {
        return new Reading(
                "a state machine's name " + name,
                values -> new RoleParameters(
                                values,
                                Optional.of(Reading.SCOPE),
                                Optional.of(
                                        new Target(Reading.TARGET.scope(), Reading.TARGET.clusters(), stateMachine)))
                        .role(null, null, null, null, null, new TreeMap<>()),
                "stateMachineName '" + stateMachine
                        + "': IAM has neither tags nor policies with other characters than letters"
                        + " and digits of Latin-1 and _.=+@-, and the role is tagged with this name",
                "<stateMachineName>my-state-machine</stateMachineName>");
    }

    private static Reading theirs(String name, String role) {
        String arn = "arn:aws:iam::123456789012:role/" + role;
        return new Reading(
                name,
                reading(arn, null, null, null, null),
                "roleArn '" + arn
                        + "': a role's name has 1 to 64 letters, digits or _+=,.@-, and its path no *, ? or $",
                ROLE_EXAMPLE);
    }

    private static Reading boundary(String name, String policy) {
        String arn = "arn:aws:iam::123456789012:policy/" + policy;
        return new Reading(
                name,
                reading(null, null, null, arn, null),
                "permissionsBoundaryArn '" + Text.shortened(arn, 120)
                        + "': a policy's name has 1 to 128 letters, digits or _+=,.@-, and so has each part of its path",
                "<permissionsBoundaryArn>arn:aws:iam::123456789012:policy/my-boundary</permissionsBoundaryArn>");
    }

    private static Consumer<ParameterReader> reading(
            String arn, String name, String path, String boundary, String adopt) {
        return values -> role(values).role(arn, name, path, boundary, adopt, new TreeMap<>());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldInAWholeSentence(Reading mistake) {
        mistake.assertTold();
    }
}
