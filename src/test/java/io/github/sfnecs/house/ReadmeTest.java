package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.it.Readme;
import io.github.sfnecs.it.Readme.Command;
import io.github.sfnecs.mojos.AsksEachGoal;
import io.github.sfnecs.mojos.EveryGoal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README, and the tables that it leads to, say what is so. */
class ReadmeTest {
    private final Readme readme = readme();

    @Test
    void theQuickstartRunsItsPom() throws IOException {
        assertThat(readme.pom()).isEqualTo(Files.readString(Path.of("src/it/quickstart/pom.xml")));
    }

    @Test
    void aConsumerProjectRunsEachCommandForItsPomInOrder() throws IOException {
        assertThat(readme.commandsForThePom())
                .extracting(Command::arguments)
                .isEqualTo(Readme.builds(Path.of("src/it/readme")));
    }

    @Test
    void aConsumerProjectRunsEveryOtherCommandThatIsNotMarked() throws IOException {
        List<String> builds = new ArrayList<>();
        try (Stream<Path> projects = Files.list(Path.of("src/it"))) {
            for (Path project : projects.filter(Files::isDirectory).toList()) {
                builds.addAll(Readme.builds(project));
            }
        }
        assertThat(readme.commands())
                .filteredOn(command -> !command.comment().endsWith("not run by a test"))
                .extracting(Command::arguments)
                .isSubsetOf(builds);
    }

    @Test
    void aCommandWithinASentenceStandsInABlockToo() {
        assertThat(readme.commandsInSentences())
                .isSubsetOf(readme.commands().stream().map(Command::arguments).toList());
    }

    @Test
    void theManualHasItsPomToo() throws IOException {
        assertThat(Files.readString(Path.of("src/site/markdown/getting-started.md")))
                .contains(readme.pom());
    }

    @ParameterizedTest
    @AsksEachGoal
    @CsvSource({
        "README.md, '\n| `<goal>` |', a row that begins with | `<goal>` | in the table of goals",
        "src/site/markdown/index.md, '\n| `<goal>` |', a row that begins with | `<goal>` | in the table of goals",
        "src/site/site.xml, '\"<goal>-mojo.html\"', an item for its page <goal>-mojo.html in the menu"
    })
    void everyGoalIsIn(Path file, String text, String owed) throws IOException {
        String page = Files.readString(file);
        EveryGoal.assertAll(
                EveryGoal.names(), goal -> page.contains(text.replace("<goal>", goal)), owed + " of " + file);
    }

    @ParameterizedTest
    @AsksEachGoal
    @CsvSource({
        "src/site/markdown/permissions.md, a row that begins with | `<goal>` | and says what its caller needs",
        "src/site/markdown/security.md, its name in the table of who may do what"
    })
    void whoMayRunAGoalIsToldIn(Path file, String owed) throws IOException {
        List<String> rows = Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList();
        EveryGoal.assertAll(
                EveryGoal.callingAws(),
                goal -> rows.stream().anyMatch(row -> row.contains("`" + goal + "`")),
                owed + ", in " + file);
    }

    @Test
    @AsksEachGoal
    void theChangelogNamesEveryGoal() throws IOException {
        String changes = Files.readString(Path.of("CHANGELOG.md"));
        EveryGoal.assertAll(
                EveryGoal.ofOurs(),
                goal -> Pattern.compile("(`|sfn-ecs:)" + goal + "\\b")
                        .matcher(changes)
                        .find(),
                "a line that says what users get by `<goal>`, in CHANGELOG.md");
    }

    @Test
    @AsksEachGoal
    void isReadInTenMinutes() {
        assertThat(readme.text().lines().count())
                .as("lines of README.md; what is longer belongs in the manual, src/site/markdown")
                .isLessThanOrEqualTo(180);
        assertThat(readme.text().lines()).allMatch(line -> line.length() <= 160);
    }

    @Test
    @AsksEachGoal
    void theTableOfParametersHasEveryParameterOfEveryGoal() throws Exception {
        String table = Files.readString(Path.of("src/site/markdown/parameters.md"));
        assertThat(PluginDescriptorTest.parameters()
                        .filter(parameter ->
                                parameter.editable() && !parameter.goal().equals("help")))
                .isNotEmpty()
                .allSatisfy(parameter ->
                        assertThat(table).containsPattern("(?m)^\\| [^|]*`" + parameter.name() + "`[^|]*\\|"));
    }

    private static Readme readme() {
        try {
            return Readme.in(Path.of(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
