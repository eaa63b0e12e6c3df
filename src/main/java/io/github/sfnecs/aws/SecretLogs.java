package io.github.sfnecs.aws;

import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.helpers.NOPLogger;
import software.amazon.awssdk.utils.Logger;

/**
 * Those of the SDK's logs that print secrets. The SDK has no switch for them, and levels do not last: each build of the Maven daemon and of
 * Maven 4 sets them anew, for loggers that are there already too, and what an earlier build has set is gone by then. So these classes log
 * to nobody, whatever the level and the build; of what others log nothing is lost.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/logging-slf4j.html ,
 * https://github.com/apache/maven-mvnd/blob/1.0.2/daemon/src/main/java/org/apache/maven/cli/DaemonMavenCli.java
 */
final class SecretLogs {
    private static final String SIGNER = "software.amazon.awssdk.http.auth.aws.internal.signer.";

    static final List<String> CLASSES = List.of(
            // at debug each request as it is signed, session token included
            SIGNER + "DefaultV4RequestSigner",
            SIGNER + "DefaultAwsV4HttpSigner",
            SIGNER + "AwsChunkedV4PayloadSigner",
            SIGNER + "chunkedencoding.ChunkedEncodedInputStream",
            SIGNER + "util.ChecksumUtil",
            SIGNER + "util.OptionalDependencyLoaderUtil",
            SIGNER + "util.SignerUtils",
            // the command line of a credential_process, in a warning if what it gave has expired
            "software.amazon.awssdk.utils.cache.CachedSupplier",
            // a proxy with its password, in a warning if it is not a URL
            "software.amazon.awssdk.utils.internal.proxy.ProxyEnvironmentVariableConfigProvider");

    private SecretLogs() {}

    /** Ends them, for as long as the SDK's classes are loaded. */
    static void silence() {
        CLASSES.forEach(SecretLogs::silence);
    }

    private static void silence(String name) {
        try {
            Field log = field(Logger.class, org.slf4j.Logger.class);
            log.set(logger(Class.forName(name)), NOPLogger.NOP_LOGGER);
        } catch (ClassNotFoundException e) {
            // what is not in the jar logs nothing
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    /** The one that the class logs to. */
    static Logger logger(Class<?> type) throws IllegalAccessException {
        return (Logger) field(type, Logger.class).get(null);
    }

    private static Field field(Class<?> owner, Class<?> type) {
        Field field = Stream.of(owner.getDeclaredFields())
                .filter(any -> any.getType() == type)
                .findFirst()
                .orElseThrow(() -> new LinkageError(owner + " has no " + type));
        field.setAccessible(true);
        return field;
    }
}
