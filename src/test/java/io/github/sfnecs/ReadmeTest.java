package io.github.sfnecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.it.Readme;
import io.github.sfnecs.it.Readme.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The README says what is so. */
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
    void itsTableHasEveryParameterOfEveryGoal() throws Exception {
        for (String parameter : parameters()) {
            assertThat(readme.text()).as(parameter).containsPattern("(?m)^\\| [^|]*`" + parameter + "`[^|]*\\|");
        }
    }

    private static List<String> parameters() throws Exception {
        try (InputStream descriptor = ReadmeTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            NodeList all = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(descriptor)
                    .getElementsByTagName("parameter");
            List<String> names = new ArrayList<>();
            for (int i = 0; i < all.getLength(); i++) {
                Element parameter = (Element) all.item(i);
                if (text(parameter, "editable").equals("true")) {
                    names.add(text(parameter, "name"));
                }
            }
            names.removeAll(List.of("detail", "goal", "indentSize", "lineLength"));
            assertThat(names).contains("clusterArn", "olderThan");
            return names;
        }
    }

    private static String text(Element parent, String child) {
        return parent.getElementsByTagName(child).item(0).getTextContent();
    }

    private static Readme readme() {
        try {
            return Readme.in(Path.of(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
