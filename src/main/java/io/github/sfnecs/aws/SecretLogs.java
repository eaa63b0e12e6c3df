package io.github.sfnecs.aws;

import java.util.List;

/**
 * The log of the SDK's signer. At debug level it prints each request as it is signed, session token included, and {@code mvn -X}
 * puts everything at that level. The SDK has no switch for it, so this is Maven's own; of the rest of the SDK's log nothing is lost.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/logging-slf4j.html ,
 * https://www.slf4j.org/api/org/slf4j/simple/SimpleLogger.html
 */
final class SignerLog {
    private static final String LOGGER = "software.amazon.awssdk.http.auth.aws";

    /** How Maven 3 and Maven 4 begin the name of a logger's level. */
    private static final List<String> LEVEL_OF = List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

    private SignerLog() {}

    /** Keeps it above debug. Loggers learn their level when they are made, so this is for before the first client is. */
    static void silence() {
        LEVEL_OF.forEach(prefix -> System.setProperty(prefix + LOGGER, "info"));
    }
}
