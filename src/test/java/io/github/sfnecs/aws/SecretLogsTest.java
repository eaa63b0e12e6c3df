package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.helpers.NOPLogger;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.utils.Logger;

/** What the SDK would print of secrets, whatever the level. */
class SecretLogsTest {
    static List<String> classes() {
        return SecretLogs.CLASSES;
    }

    @ParameterizedTest
    @MethodSource("classes")
    void goesNowhere(String name) throws ReflectiveOperationException {
        SecretLogs.silence();

        assertThat(SecretLogs.logger(Class.forName(name)).logger()).isSameAs(NOPLogger.NOP_LOGGER);
    }

    @Test
    void leavesNoSetting() {
        Properties before = (Properties) System.getProperties().clone();

        SecretLogs.silence();

        assertThat(System.getProperties()).isEqualTo(before);
    }

    /** The SDK's next version may have more. */
    @Test
    void allThatSignsIsKnown() throws Exception {
        File jar = new File(AwsV4HttpSigner.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        assertThat(in(jar)).isNotEmpty().filteredOn(SecretLogsTest::logs).isSubsetOf(SecretLogs.CLASSES);
    }

    private static List<String> in(File jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            return file.stream()
                    .map(entry -> entry.getName().replace('/', '.'))
                    .filter(name -> name.startsWith("software.amazon.awssdk.http.auth.aws.internal.signer"))
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }

    private static boolean logs(String name) {
        try {
            return Stream.of(Class.forName(name, false, SecretLogsTest.class.getClassLoader())
                            .getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()))
                    .map(Field::getType)
                    .anyMatch(Logger.class::equals);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(e.toString(), e);
        }
    }
}
