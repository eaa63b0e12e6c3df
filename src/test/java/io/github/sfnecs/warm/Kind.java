package io.github.sfnecs.warm;

import java.util.List;
import java.util.Map;

/** What a build is asked for, other than the one before it and the one after it. */
@SuppressWarnings("ImmutableEnumChecker") // of what the JDK makes immutable
enum Kind {
    /** With a profile that there is not, which fails before anything is signed. */
    LOST(false, Map.of("sfn-ecs.profile", "nobody"), Map.of()),
    /** All that can be told, with credentials that nobody may read. */
    DEBUG(
            true,
            Map.of(
                    "aws.secretAccessKey",
                    "sentinel/of+the+secret/key",
                    "aws.sessionToken",
                    "sentinel/of+the+session/token==",
                    "sfn-ecs.assumeRoleArn",
                    "arn:aws:iam::000000000000:role/deployer"),
            Map.of()),
    /** As a team has it. */
    PLAIN(false, Map.of(), Map.of()),
    /** With an environment that it is told to warn of, and as a dry run. */
    ENVIRONMENT(
            false,
            Map.of("sfn-ecs.dryRun", "true"),
            Map.of("HTTP_PROXY", "http://corp:sentinel/of-the-proxy@proxy:8080", "AWS_REGION", "eu-west-1")),
    /** Ctrl-C in the client's terminal, of which a daemon makes an interrupt. */
    INTERRUPTED(false, Map.of(), Map.of());

    final List<String> goals = List.of("sfn-ecs:ensure-role", "sfn-ecs:deploy-statemachine", "sfn-ecs:execute");
    final boolean debug;
    final Map<String, String> properties;
    final Map<String, String> environment;

    Kind(boolean debug, Map<String, String> properties, Map<String, String> environment) {
        this.debug = debug;
        this.properties = properties;
        this.environment = environment;
    }
}
