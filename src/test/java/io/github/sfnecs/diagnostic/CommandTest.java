package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that somebody else chose, in commands that users copy. */
class CommandTest {
    /** Where a shell that is misled leaves its files. */
    @TempDir
    Path folder;

    @Test
    void leavesNamesAsTheyAre() {
        assertThat(Command.word("arn:aws:iam::123456789012:role/team/a_b+c=d,e.f@g-h"))
                .isEqualTo("arn:aws:iam::123456789012:role/team/a_b+c=d,e.f@g-h");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(echo x)",
                "`echo x`",
                "a; echo x",
                "a' ; echo x '",
                "a\" b",
                "a\\",
                "*",
                "~",
                "!!",
                "a&&b",
                "a|b",
                "a>b",
                "",
                "a b",
                "'",
                "''",
                "ä",
                "#x",
                "{a,b}",
                "$HOME"
            })
    @DisabledOnOs(OS.WINDOWS)
    void isOneWordToAShell(String name) throws IOException {
        Process shell = new ProcessBuilder(List.of("/bin/sh", "-c", "printf '<%s>' " + Command.word(name)))
                .directory(folder.toFile())
                .start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("<" + name + ">");
    }

    @Test
    void isOnOneLine() {
        assertThat(Command.word("a\nb\u001b[0m\r")).isEqualTo("'a b\\u001b[0m'");
    }
}
