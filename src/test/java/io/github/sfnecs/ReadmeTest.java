package io.github.sfnecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The README says what is so. */
class ReadmeTest {
    private final String readme = read("README.md");

    @Test
    void itsPomIsTheOneThatTheQuickstartRuns() {
        String example = readme.substring(readme.indexOf("<plugin>"), readme.indexOf("</plugin>"));

        assertThat(withoutIndentation(read("src/it/quickstart/pom.xml"))).contains(withoutIndentation(example));
    }

    @Test
    void itsTableHasEveryParameterOfEveryGoal() throws Exception {
        for (String parameter : parameters()) {
            assertThat(readme).as(parameter).containsPattern("(?m)^\\| [^|]*`" + parameter + "`[^|]*\\|");
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

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
