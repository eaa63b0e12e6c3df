package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goals print for users to type can be typed where no POM has the plugin. */
class TypedCommandsTest {
    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void ofStatus() {
        assertThat(said(new StatusMojo()))
                .contains("to create it: mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.2.3:ensure-role"
                        + " io.github.sfnecs:sfn-ecs-maven-plugin:1.2.3:deploy-statemachine");
    }

    @Test
    void ofWhatCheckFinds() {
        assertThat(said(new CheckMojo()))
                .contains("fix:   mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.2.3:ensure-role")
                .doesNotContain("mvn sfn-ecs:");
    }

    private String said(AbstractSfnEcsMojo goal) {
        ListLog log = new ListLog();
        Goals.hello(goal, Set.of());
        Goals.ready(goal, scene, folder, log);
        Goals.outsideOfAnyProject(goal);
        String failure = Goals.message(goal);
        return String.join("\n", log.lines()) + failure;
    }
}
