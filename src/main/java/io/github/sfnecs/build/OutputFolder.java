package io.github.sfnecs.build;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Text;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Consumer;

/** The files that the goals write, each there whole or not at all. */
public final class OutputFolder {
    private static final int MOST_OF_A_PATH = 500;

    private final Path directory;

    public OutputFolder(File directory) {
        this.directory = directory.toPath();
    }

    /**
     * Makes sure that files can be written here, for a goal that is about to do what costs money.
     *
     * @throws ProblemException if they can't
     */
    public void prepare() {
        try {
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                throw new AccessDeniedException(directory.toString(), null, "not writable");
            }
        } catch (IOException e) {
            throw refused("No file can be written to the folder " + shown(directory) + ".", e);
        }
    }

    /** Writes a file of this name, instead of one that is there, and returns where it is. */
    public Path write(String name, String text) {
        return write(name, text, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a file of this name, or fails where there is one. */
    public void create(String name, String text) {
        write(name, text, new CopyOption[0]);
    }

    private Path write(String name, String text, CopyOption... how) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            // not a temporary file of Java's: nobody but its owner could read those
            Path half = directory.resolve("." + UUID.randomUUID() + ".tmp");
            try {
                Files.writeString(half, text + "\n");
                Files.move(half, file, how);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw refused("The file " + shown(file) + " can't be written.", e);
        }
        return file;
    }

    /**
     * Writes a file of this name line by line, however many there are, instead of one that is there; none where there is no line.
     *
     * @param text is given what writes a line, and heard to its end whether or not the file can be written
     */
    public void writeLines(String name, Consumer<Consumer<String>> text) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            GrowingFile half = new GrowingFile(directory.resolve("." + UUID.randomUUID() + ".tmp"));
            try {
                text.accept(half::add);
                half.moveTo(file);
            } finally {
                half.leave();
            }
        } catch (IOException e) {
            throw refused("The file " + shown(file) + " can't be written.", e);
        }
    }

    private static ProblemException refused(String what, IOException e) {
        return new ProblemException(
                new Problem(
                        Problem.Kind.UNREACHABLE,
                        what,
                        "",
                        reason(e),
                        "Make the folder writable, and room for the files"),
                e);
    }

    private static String shown(Path path) {
        return Text.shortened(path.toString(), MOST_OF_A_PATH);
    }

    /** The system's own words, such as "No space left on device"; of an exception whose message is only the path, its name. */
    private static String reason(IOException e) {
        String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }
}
