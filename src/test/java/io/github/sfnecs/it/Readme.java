package io.github.sfnecs.it;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The project's README, as a newcomer copies from it.
 *
 * @param text all of it
 */
public record Readme(String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(?<content>.*?)^```$");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^mvn (?<arguments>[^#\\n]*?)\\s*(?:# (?<comment>.*))?$");

    private static final Pattern IN_SENTENCE = Pattern.compile("`mvn ([^`]+)`");

    /**
     * A command of Maven's that a newcomer types.
     *
     * @param arguments all that follows {@code mvn}
     * @param comment what is said of it behind a {@code #}; empty if nothing is
     */
    public record Command(String arguments, String comment) {}

    /** The one in the project's folder. */
    public static Readme in(Path project) throws IOException {
        return new Readme(Files.readString(project.resolve("README.md")));
    }

    /** The whole POM in it. */
    public String pom() {
        return blocks().filter(block -> block.startsWith("<project"))
                .findFirst()
                .orElseThrow();
    }

    /** The commands of the first block after the POM: those that are for it. */
    public List<Command> commandsForThePom() {
        return new Readme(text.substring(text.indexOf("</project>\n```") + "</project>\n```".length()))
                .blocks()
                .findFirst()
                .map(Readme::commands)
                .orElseThrow();
    }

    /** All commands in it. */
    public List<Command> commands() {
        return blocks().flatMap(block -> commands(block).stream()).toList();
    }

    /** What follows {@code mvn} in a sentence. */
    public List<String> commandsInSentences() {
        return IN_SENTENCE
                .matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(command -> command.group(1))
                .toList();
    }

    /** The goals and options of each build of the consumer project in this folder. */
    public static List<String> builds(Path project) throws IOException {
        Path file = project.resolve("invoker.properties");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return Stream.concat(
                        Stream.of("invoker.goals"),
                        Stream.iterate(1, number -> number + 1).limit(99).map(number -> "invoker.goals." + number))
                .map(properties::getProperty)
                .flatMap(goals -> Optional.ofNullable(goals).stream())
                .toList();
    }

    private Stream<String> blocks() {
        return BLOCK.matcher(text).results().map(block -> block.group(1));
    }

    private static List<Command> commands(String block) {
        return COMMAND.matcher(block)
                .results()
                .map(command -> new Command(
                        command.group(1), Optional.ofNullable(command.group(2)).orElse("")))
                .toList();
    }
}
