package io.github.sfnecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.ClassPath;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;

/** What every user's build downloads for the plugin, as its descriptor says. */
class ClassPathTest {
    private static final long MOST_BYTES = 20_000_000;

    private final ClassPath classPath = classPath();

    @Test
    void isSmall() {
        assertThat(classPath.jars()).allSatisfy(jar -> assertThat(jar).exists());
        assertThat(classPath.bytes()).isBetween(MOST_BYTES / 2, MOST_BYTES);
    }

    @Test
    void hasOneHttpClient() {
        assertThat(classPath.jars())
                .extracting(Path::toString)
                .noneMatch(jar -> jar.contains("/io/netty/") || jar.contains("/org/apache/httpcomponents/"))
                .filteredOn(jar -> jar.contains("awssdk") && jar.contains("-client" + File.separator))
                .hasSize(1)
                .allMatch(jar -> jar.contains("url-connection-client"));
    }

    private static ClassPath classPath() {
        try {
            Path jar = Path.of(SfnClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // software/amazon/awssdk/sfn/2/sfn-2.jar
            Path repository = jar.resolve("../../../../../..").normalize();
            return ClassPath.of(Path.of("target/classes/META-INF/maven/plugin.xml"), repository);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
