package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.sfnecs.execution.ExecutionRequest;
import io.github.sfnecs.execution.Watching;
import io.github.sfnecs.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Reads the parameters of an execution. */
public final class ExecutionParameters {
    private static final int MOST_BYTES = 256 * 1024;
    private static final String EXAMPLE = "{\"customer\": 42}";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ParameterReader values;
    private final Optional<Target> target;

    /** Reads with these; the target is empty where it is itself a mistake. */
    public ExecutionParameters(ParameterReader values, Optional<Target> target) {
        this.values = values;
        this.target = target;
    }

    /** The execution to start. */
    public Optional<ExecutionRequest> request(
            String input,
            File inputFile,
            String executionName,
            String wait,
            String timeout,
            String stopOnInterrupt,
            String followLogs) {
        String json = input(input, inputFile);
        Optional<String> name =
                new TargetParameters(values).name("executionName", values.text("executionName", executionName));
        Watching how = new FollowParameters(values).watching(wait, timeout, stopOnInterrupt, followLogs);
        return target.map(known -> new ExecutionRequest(
                known.stateMachine(), known.clusterArns(), name, json, how.atMost(), how.onInterrupt(), how.logs()));
    }

    /** Where to save the output. */
    public Optional<Path> outputFile(File file) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            Path path = file.toPath().toAbsolutePath().normalize();
            if (!isThere(path) || Files.isRegularFile(path)) {
                return Optional.of(path);
            }
            notWritable(file, "it is a folder, or no file");
        } catch (FileSystemException e) {
            notWritable(file, Optional.ofNullable(e.getReason()).orElse("it can't be looked at"));
        } catch (IOException | InvalidPathException e) {
            notWritable(file, "it is not a path");
        }
        return Optional.empty();
    }

    /** Told before anything runs: a name that is too long, or a file where a folder has to be. */
    private static boolean isThere(Path path) throws IOException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void notWritable(File file, String why) {
        values.mistakes()
                .add(
                        "outputFile",
                        file,
                        "no file can be written there: " + why,
                        xml("outputFile", "${project.build.directory}/output.json"));
    }

    private String input(String input, File inputFile) {
        boolean given = input != null && !input.isBlank();
        if (given && inputFile != null) {
            values.mistakes().add("input", input, "input and inputFile exclude each other", "Leave one of them out");
        }
        // also where only one of them may stay, what is wrong with each is told
        String fromText = given ? checked("input", input, input) : "{}";
        return inputFile == null
                ? fromText
                : read(inputFile)
                        .map(text -> checked("inputFile", inputFile, text))
                        .orElse("{}");
    }

    private Optional<String> read(File file) {
        try {
            if (Files.size(file.toPath()) <= MOST_BYTES) {
                return Optional.of(text(file.toPath()));
            }
            tooLong("inputFile", file.toString(), Files.size(file.toPath()));
        } catch (IOException | InvalidPathException e) {
            values.mistakes()
                    .add("inputFile", file, unreadable(file, e), xml("inputFile", "${project.basedir}/input.json"));
        }
        return Optional.empty();
    }

    /** The input that is in a file: without what some editors begin each file with, and no JSON does. */
    public static String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Why a file can't be read. */
    public static String unreadable(File file, Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (file.isDirectory()) {
            return "it is a folder";
        }
        return e instanceof CharacterCodingException
                ? "it is not a text in UTF-8"
                : "it can't be read (" + e.getClass().getSimpleName() + ")";
    }

    private String checked(String parameter, Object value, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            tooLong(parameter, value.toString(), bytes);
        } else if (isJson(parameter, value, text)) {
            return text;
        }
        return "{}";
    }

    private void tooLong(String parameter, String value, long bytes) {
        values.mistakes()
                .add(
                        parameter,
                        value,
                        "it has " + bytes + " bytes, and an execution takes at most " + MOST_BYTES + " (256 KiB)",
                        "Put the data into S3 and give only its key");
    }

    private boolean isJson(String parameter, Object value, String text) {
        String example = parameter.equals("input") ? xml("input", EXAMPLE) : "Have JSON in it, such as " + EXAMPLE;
        try {
            if (!Json.parse(text).isMissingNode()) {
                return true;
            }
            values.mistakes().add(parameter, value, "it is empty", example);
        } catch (JsonProcessingException e) {
            values.mistakes().add(parameter, value, "it is not JSON: " + place(e) + reason(e), example);
        }
        return false;
    }

    /** Where it is not, as far as Jackson says. */
    private static String place(JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation())
                .map(location -> "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ")
                .orElse("");
    }

    /** Jackson's own words, but where they speak of its limits. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "it is more than 1000 levels deep, or has a number of more than 1000 digits";
        }
        return e.getOriginalMessage();
    }
}
