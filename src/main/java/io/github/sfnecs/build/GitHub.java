package io.github.sfnecs.build;

import io.github.sfnecs.aws.Environment;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The job of GitHub Actions that this build is a step of, if it is one.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 *
 * @param environment where GitHub says so, and where its file is
 * @param output what GitHub reads of the process, past Maven's log: a command has to begin the line
 */
public record GitHub(Map<String, String> environment, OutputStream output) {
    /** More than this of one step GitHub does not show at all. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final int MOST_LINES = 30;
    private static final int LONGEST_LINE = 300;

    /** What is around this process. */
    public static GitHub here() {
        return new GitHub(Environment.variables(), new FileOutputStream(FileDescriptor.out));
    }

    /** Appends to what GitHub shows of the step, if it asks for that; warns where that can't be done. */
    public void summarise(Supplier<String> markdown, Console console) {
        Optional.ofNullable(environment.get("GITHUB_STEP_SUMMARY"))
                .filter(file -> !file.isBlank())
                .flatMap(file -> failure(file, markdown.get() + "\n"))
                .ifPresent(why -> console.warn("The summary for GitHub Actions is not written: " + why));
    }

    private static Optional<String> failure(String file, String markdown) {
        try {
            Path path = Path.of(file);
            byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
            if (Files.exists(path) && Files.size(path) + bytes.length > MOST_BYTES) {
                return Optional.of("with it there would be more than GitHub shows of a step, 1 MiB.");
            }
            Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** Has GitHub show an error, if it is there. */
    public void annotate(String title, String message, Console console) {
        if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
            return;
        }
        String command = "::error title=" + property(bounded(title)) + "::" + data(bounded(message)) + "\n";
        try {
            // in one piece, so that nothing of Maven's comes in between
            output.write(command.getBytes(StandardCharsets.UTF_8));
            output.flush();
        } catch (IOException e) {
            console.warn("The error annotation for GitHub Actions is not printed: " + e.getMessage());
        }
    }

    private static String bounded(String text) {
        return Text.bounded(Text.printable(text), MOST_LINES, LONGEST_LINE);
    }

    /** As GitHub's own toolkit does it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
