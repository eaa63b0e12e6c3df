package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that say what a failure means are read when there is one to explain: goals that succeed don't pay for them. */
class CatalogueIsReadLateTest {
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @TempDir
    Path output;

    @AfterEach
    void close() {
        credentials.close();
    }

    @Test
    void noGoalThatSucceedsReadsIt() throws Exception {
        try (Fresh fresh = new Fresh()) {
            assertThat(fresh.failures(output, 0)).containsExactly("", "", "", "");
            assertThat(fresh.read).isEmpty();
        }
    }

    @Test
    void aFailureHasItRead() throws Exception {
        try (Fresh fresh = new Fresh()) {
            assertThat(fresh.failures(output, 3))
                    .last()
                    .asString()
                    .contains("The container ended with an error of its own");
            assertThat(fresh.read).contains("io/github/sfnecs/diagnostic/failures/exit.txt");
        }
    }

    /** What a build does; it runs in classes that no other test has used. */
    static final class Build {
        private Build() {}

        static List<String> failures(Path output, int exitCode) {
            try (Scene scene = new Scene()) {
                scene.account.vpcs(Hello.VPC);
                scene.account.script(
                        "python-web-hello", TaskScript.exits(exitCode).atOnce());
                return Stream.of(new EnsureRoleMojo(), new DeployStateMachineMojo(), new CheckMojo(), new ExecuteMojo())
                        .map(goal -> Goals.run(goal, scene, output, Set.of()).message())
                        .toList();
            }
        }
    }

    /** Loads each class of ours anew, and tells which texts were read. */
    private static final class Fresh extends URLClassLoader {
        final List<String> read = new ArrayList<>();

        Fresh() {
            super(
                    Stream.of(ExecuteMojo.class, CatalogueIsReadLateTest.class)
                            .map(type ->
                                    type.getProtectionDomain().getCodeSource().getLocation())
                            .toArray(URL[]::new),
                    CatalogueIsReadLateTest.class.getClassLoader());
        }

        @SuppressWarnings("unchecked")
        List<String> failures(Path output, int exitCode) throws ReflectiveOperationException {
            var build = loadClass(Build.class.getName()).getDeclaredMethod("failures", Path.class, int.class);
            build.setAccessible(true);
            return (List<String>) build.invoke(null, output, exitCode);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                return name.startsWith("io.github.sfnecs.") && findLoadedClass(name) == null
                        ? findClass(name)
                        : super.loadClass(name, resolve);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            if (name.startsWith("io/github/sfnecs/") && name.endsWith(".txt")) {
                read.add(name);
            }
            return super.getResourceAsStream(name);
        }
    }
}
