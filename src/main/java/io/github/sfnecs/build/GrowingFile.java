package io.github.sfnecs.build;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file that is written line by line, and gets its name when it is whole. The first line is the one that makes it. */
final class GrowingFile {
    private final Path half;
    private Optional<BufferedWriter> writer = Optional.empty();
    private Optional<IOException> failure = Optional.empty();

    GrowingFile(Path half) {
        this.half = half;
    }

    /** Adds a line, unless an earlier one could not be written. */
    void add(String line) {
        if (failure.isPresent()) {
            return;
        }
        try {
            if (writer.isEmpty()) {
                writer = Optional.of(Files.newBufferedWriter(half));
            }
            writer.get().write(line + "\n");
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    /** Gives it its name, if it has any line. */
    void moveTo(Path file) throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (writer.isPresent()) {
            writer.get().close();
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Leaves nothing of what has no name. */
    void leave() throws IOException {
        if (writer.isPresent()) {
            try {
                writer.get().close();
            } finally {
                Files.deleteIfExists(half);
            }
        }
    }
}
