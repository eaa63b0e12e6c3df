package io.github.sfnecs.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.diagnostic.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is written line by line is there whole or not at all. */
class OutputFolderTest {
    @TempDir
    Path folder;

    private OutputFolder output() {
        return new OutputFolder(folder.toFile());
    }

    @Test
    void hasAllLinesInTheEndInsteadOfThoseOfBefore() throws IOException {
        Files.writeString(folder.resolve("items.jsonl"), "old\n");

        output().writeLines("items.jsonl", lines -> {
            lines.accept("a");
            assertThat(folder.resolve("items.jsonl")).hasContent("old");
            lines.accept("b");
        });

        assertThat(folder.resolve("items.jsonl")).hasContent("a\nb\n");
        assertThat(folder.toFile().list()).containsExactly("items.jsonl");
    }

    @Test
    void isNotMadeForNothing() {
        output().writeLines("items.jsonl", lines -> {});

        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void leavesNothingBehindWhereItsLinesBreakOff() {
        assertThatThrownBy(() -> output().writeLines("items.jsonl", lines -> {
                    lines.accept("a");
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");

        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void hearsAllLinesThoughItCanNotBeWritten() throws IOException {
        Path file = Files.createDirectories(folder.resolve("items.jsonl").resolve("in it"));
        AtomicInteger heard = new AtomicInteger();

        assertThatThrownBy(() -> output().writeLines("items.jsonl", lines -> {
                    for (int line = 0; line < 3; line++) {
                        lines.accept("a");
                        heard.incrementAndGet();
                    }
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("items.jsonl can't be written");

        assertThat(heard).hasValue(3);
        assertThat(file).exists();
        assertThat(folder.toFile().list()).containsExactly("items.jsonl");
    }
}
