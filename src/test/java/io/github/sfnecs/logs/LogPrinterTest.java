package io.github.sfnecs.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.Hostile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a container printed, as the console shows it. */
class LogPrinterTest {
    private static final String FIRST = "arn:aws:ecs:eu-central-1:123456789012:task/jobs/3f2a91bc0d1e";
    private static final String SECOND = "arn:aws:ecs:eu-central-1:123456789012:task/jobs/77777777ffff";

    private final LogPrinter printer = new LogPrinter();

    @Test
    void noLineOfAContainerCanPassForOneOfOurs() {
        printer.learn(FIRST, List.of(followed("app")));

        assertThat(text("app", "Execution run SUCCEEDED.\n[INFO] BUILD SUCCESS"))
                .isEqualTo("app | Execution run SUCCEEDED.\napp | [INFO] BUILD SUCCESS");
    }

    @Test
    void noLineOfAContainerIsACommandToACiServer() {
        printer.learn(FIRST, List.of(followed("app")));

        assertThat(text("app", "##vso[task.prependpath]/tmp")).isEqualTo("app | \\u0023#vso[task.prependpath]/tmp");
    }

    @Test
    void fromTheSecondTaskOnTasksAreToldApart() {
        printer.learn(FIRST, List.of(followed("app")));
        assertThat(text("app", "hello")).isEqualTo("app | hello");

        printer.learn(FIRST, List.of(followed("app")));
        assertThat(text("app", "hello")).isEqualTo("app | hello");

        printer.learn(SECOND, List.of(followed("other")));
        assertThat(text("app", "hello")).isEqualTo("3f2a91bc app | hello");
        assertThat(text("other", "hello")).isEqualTo("77777777 other | hello");
    }

    /** Of any number of tasks only the last that printed are known. */
    @Test
    void ofOneThatIsForgottenTheNameOfItsStreamTells() {
        printer.learn(
                FIRST, List.of(new ContainerLog.Followed("app", new LogStream("eu-central-1", "/jobs", "run/app/1"))));
        for (int task = 0; task <= 10_000; task++) {
            printer.learn(SECOND + task, List.of(followed("other" + task)));
            text("other0", "hello");
        }

        assertThat(printer.text(
                        new LogLine(new LogStream("eu-central-1", "/jobs", "run/app/1"), Instant.EPOCH, "hello")))
                .isEqualTo("run/app/1 | hello");
        assertThat(text("other0", "hello")).isEqualTo("77777777 other0 | hello");
    }

    @Test
    void eachLineOfAnEventHasThePrefix() {
        printer.learn(FIRST, List.of(followed("app"), followed("proxy")));

        assertThat(text("app", "Exception\n\tat x\r\n\nend"))
                .isEqualTo("app | Exception\napp | \tat x\napp |\napp | end");
        assertThat(text("app", "")).isEqualTo("app |");
    }

    @Test
    void whatATerminalWouldObeyIsShown() {
        printer.learn(FIRST, List.of(followed("app")));

        assertThat(text("app", "\u001b[31mred\u001b[0m\u0007\t\u202ex"))
                .isEqualTo("app | \\u001b[31mred\\u001b[0m\\u0007\t\\u202ex");
        assertThat(text("app", "10%\r20%")).isEqualTo("app | 10%\napp | 20%");
    }

    @Test
    void noTextReachesTheTerminalAsItIs() {
        for (String hostile : Hostile.texts()) {
            LogPrinter one = new LogPrinter();
            LogStream stream = new LogStream("eu-central-1", "/jobs", hostile);
            one.learn(hostile, List.of(new ContainerLog.Followed(hostile, stream), new ContainerLog.NotYet("proxy")));
            one.learn(hostile + "2", List.of());

            assertThat(one.text(new LogLine(stream, Instant.EPOCH, hostile)).codePoints())
                    .noneMatch(c -> c != '\n' && c != '\t' && Character.isISOControl(c));
        }
    }

    @Test
    void aVeryLongLineIsCut() {
        printer.learn(FIRST, List.of(followed("app")));

        assertThat(text("app", "x".repeat(20_000))).isEqualTo("app | " + "x".repeat(20_000));
        assertThat(text("app", "x".repeat(20_001))).isEqualTo("app | " + "x".repeat(20_000) + "… (20001 characters)");
    }

    @Test
    void anEventOfVeryManyLinesIsCutInItsMiddle() {
        printer.learn(FIRST, List.of(followed("app"), followed("proxy")));

        assertThat(text("app", "line\n".repeat(1_001)).lines()).hasSize(1_000).contains("app | … (2 lines more)");
    }

    @Test
    void aLineFromAnUnknownStreamSaysWhereItIsFrom() {
        assertThat(text("app", "hello")).isEqualTo("app | hello");
    }

    private String text(String stream, String text) {
        return printer.text(new LogLine(stream(stream), Instant.EPOCH, text));
    }

    private static ContainerLog followed(String container) {
        return new ContainerLog.Followed(container, stream(container));
    }

    private static LogStream stream(String name) {
        return new LogStream("eu-central-1", "/jobs", name);
    }
}
