package io.github.sfnecs.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.testing.Golden;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the terminal of a person gets who looks on, character by character, and who gets it. */
class TerminalConsoleTest {
    private final StringWriter terminal = new StringWriter();
    private final Console console = new TerminalConsole(
            new Console() {
                @Override
                public void info(String message) {
                    terminal.write("[INFO] " + message + "\n");
                }

                @Override
                public void warn(String message) {
                    terminal.write("[WARNING] " + message + "\n");
                }

                @Override
                public void status(String line) {
                    terminal.write("the log has no line that is drawn anew");
                }
            },
            new PrintWriter(terminal));

    @Test
    void drawsOneLineAnewAndClearsItForEachMessageAndInTheEnd() {
        console.info("Execution started: run");
        console.status("0:01 state RunTask");
        console.status("0:02 state RunTask");
        console.info("0:02 ECS task PENDING");
        console.status(
                "0:03 state RunTask; task 3f2a91bc PENDING after 0:01: its images are being pulled, which takes long");
        console.warn("The logs are not followed.");
        console.info("0:05 state RunTask left after 0:05");
        console.status("0:06 state Next");
        console.status("");
        console.info("Execution run SUCCEEDED.");

        Golden.assertGolden("execution/terminal.txt", visible());
    }

    @Test
    void drawsNothingWhereNothingHasChanged() {
        console.status("");
        console.status("0:01 state RunTask");
        String before = visible();
        console.status("0:01 state RunTask");
        assertThat(visible()).isEqualTo(before);

        console.status("");
        String cleared = visible();
        console.status("");
        assertThat(visible()).isEqualTo(cleared);
    }

    @Test
    void obeysNoCharactersOfAStateAndStaysInItsLine() {
        console.status("state \u001b[2J\nRun\tTask\r\u202e");

        assertThat(visible()).isEqualTo("<CR><ESC>[?7lstate \\u001b[2J Run Task\\u202e<ESC>[K<ESC>[?7h");
    }

    @Test
    void cutsALongLineBetweenCharacters() {
        console.status("🚀".repeat(79));
        assertThat(terminal.toString()).contains("🚀".repeat(79) + "\u001b");

        console.status("🚀".repeat(80));
        assertThat(terminal.toString()).endsWith("\u001b[?7l" + "🚀".repeat(78) + "…\u001b[K\u001b[?7h");
    }

    private String visible() {
        return terminal.toString().replace("\r", "<CR>").replace("\u001b", "<ESC>");
    }

    /** All that counts for which console a build gets. */
    private record Facts(
            String what, MavenExecutionRequest request, Log log, Map<String, String> environment, boolean there) {
        Console chosen(Console forTheLog) {
            return Terminal.orLog(
                    forTheLog,
                    log,
                    request,
                    environment,
                    () -> Optional.of(new PrintWriter(new StringWriter())).filter(writer -> there));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Facts> attended() {
        return Stream.of(
                new Facts("a person", request(), new ListLog(), Map.of("TERM", "xterm-256color"), true),
                new Facts("a person on Windows", request(), new ListLog(), Map.of(), true),
                new Facts("a person who says so", request(), new ListLog(), Map.of("CI", "false"), true));
    }

    @ParameterizedTest
    @MethodSource("attended")
    void isForWhoLooksOn(Facts facts) {
        assertThat(facts.chosen(console)).isInstanceOf(TerminalConsole.class).isNotSameAs(console);
    }

    static Stream<Facts> unattended() {
        return Stream.of(
                new Facts("-B", request().setInteractiveMode(false), new ListLog(), Map.of(), true),
                new Facts("output to a file or a pipe", request(), new ListLog(), Map.of(), false),
                new Facts("several builds at once", parallel(), new ListLog(), Map.of(), true),
                new Facts("-q", request(), new Quiet(), Map.of(), true),
                new Facts("a terminal without cursor", request(), new ListLog(), Map.of("TERM", "dumb"), true),
                new Facts("a CI server with a terminal", request(), new ListLog(), Map.of("CI", "true"), true));
    }

    @ParameterizedTest
    @MethodSource("unattended")
    void isForNobodyElse(Facts facts) {
        assertThat(facts.chosen(console)).isSameAs(console);
    }

    @Test
    void asksForNoTerminalWhereItMayNotBeUsed() {
        assertThat(Terminal.orLog(
                        console,
                        new ListLog(),
                        request().setInteractiveMode(false),
                        Map.of(),
                        TerminalConsoleTest::unwanted))
                .isSameAs(console);
    }

    private static Optional<PrintWriter> unwanted() {
        throw new AssertionError("asked for");
    }

    private static MavenExecutionRequest request() {
        return new DefaultMavenExecutionRequest().setInteractiveMode(true);
    }

    private static MavenExecutionRequest parallel() {
        MavenExecutionRequest request = request();
        request.setDegreeOfConcurrency(2);
        return request;
    }

    private static final class Quiet extends ListLog {
        @Override
        public boolean isInfoEnabled() {
            return false;
        }
    }
}
