package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.it.Readme;
import io.github.sfnecs.it.Readme.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    @Test
    void everyGoalIsInItsTableAndInTheManuals() throws Exception {
        String manual = Files.readString(Path.of("src/site/markdown/index.md"));
        String menu = Files.readString(Path.of("src/site/site.xml"));
        for (String goal : PluginDescriptorTest.goals().stream()
                .map(mojo -> PluginDescriptorTest.text(mojo, "goal"))
                .toList()) {
            assertThat(readme.text()).contains("\n| `" + goal + "` |");
            assertThat(manual).contains("\n| `" + goal + "` |");
            assertThat(menu).contains("\"" + goal + "-mojo.html\"");
        }
    }

    @Test
    void isReadInTenMinutes() {
        assertThat(readme.text().lines()).hasSizeLessThanOrEqualTo(180).allMatch(line -> line.length() <= 160);
    }

    @Test
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
