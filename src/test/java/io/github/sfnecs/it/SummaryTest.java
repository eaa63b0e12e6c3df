package io.github.sfnecs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.sfnecs.fakeaws.ApiCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of all consumer projects in the end. */
class SummaryTest {
    @TempDir
    Path folder;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(folder.resolve("reports"));
    }

    private void built(String project, String result, String needs, String... services) throws IOException {
        Path it = Files.createDirectories(folder.resolve("it").resolve(project));
        Files.writeString(it.resolve("invoker.properties"), "it.needs = " + needs);
        if (result.equals("skipped")) {
            Files.writeString(it.resolve("skipped.txt"), needs + ": it is not there");
        }
        for (String service : services) {
            new Tally(it, "embedded ecs")
                    .add(List.of(new ApiCall(
                            service, "Any", JsonNodeFactory.instance.objectNode(), Instant.EPOCH, 200, null)));
        }
        Files.writeString(
                folder.resolve("reports/BUILD-" + project + ".xml"),
                "<build-job project=\"" + project + "/pom.xml\" result=\"" + result + "\"/>");
    }

    private String summary() throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Summary.main(
                    folder.resolve("reports").toString(), folder.resolve("it").toString(), "http://there", "");
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysHowOftenEachServiceWasCalledAndWhatIsMissing() throws Exception {
        built("roles", "success", "control-plane", "iam");
        built("clusters", "success", "ecs-api", "ecs");
        built("help", "success", "");
        built("runs", "skipped", "run-task");

        assertThat(summary()).isEqualTo("""
                Consumer projects on http://there: 3 ran, 1 were skipped.
                  They made 2 AWS calls there: embedded ecs 1, iam 1
                  1 need run-task: it is not there
                    runs
                """);
    }

    @Test
    void failsWhereAProjectThatNeedsAnAwsCalledNone() throws Exception {
        built("help", "success", "");
        built("failed", "failure-build", "control-plane");
        built("roles", "success", "control-plane");

        assertThatThrownBy(this::summary)
                .hasMessage("Their it.needs says that they need an AWS, but they made no call: roles."
                        + " Leave it.needs blank where a project calls nobody.");
    }
}
