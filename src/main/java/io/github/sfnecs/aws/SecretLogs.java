package io.github.sfnecs.aws;

import java.util.List;
import java.util.Map;

/**
 * Those of the SDK's logs that print secrets. The SDK has no switch for them, so this is Maven's own; of what others log
 * nothing is lost.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/logging-slf4j.html ,
 * https://www.slf4j.org/api/org/slf4j/simple/SimpleLogger.html
 */
final class SecretLogs {
    private static final Map<String, String> LEVELS = Map.of(
            // at debug each request as it is signed, session token included, and mvn -X puts everything at that level
            "software.amazon.awssdk.http.auth.aws", "info",
            // the command line of a credential_process, in a warning if what it gave has expired
            "software.amazon.awssdk.utils.cache.CachedSupplier", "off",
            // a proxy with its password, in a warning if it is no URL
            "software.amazon.awssdk.utils.internal.proxy.ProxyEnvironmentVariableConfigProvider", "off");

    /** How Maven 3 and Maven 4 begin the name of a logger's level. */
    private static final List<String> LEVEL_OF = List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

    private SecretLogs() {}

    /** Keeps them above that. Loggers learn their level when they are made, so this is for before the first client is. */
    static void silence() {
        LEVELS.forEach((logger, level) -> LEVEL_OF.forEach(prefix -> System.setProperty(prefix + logger, level)));
    }
}
