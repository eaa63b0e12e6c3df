package io.github.sfnecs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * JUnit's XML, as a CI server reads it.
 *
 * @param root the suite
 */
public record Junit(Element root) {
    private static final Path SCHEMA = Path.of("src", "test", "resources", "junit.xsd");

    /** Reads it and refuses whatever some server would not take. */
    public static Junit read(String xml) {
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
            SchemaFactory.newDefaultInstance()
                    .newSchema(SCHEMA.toFile())
                    .newValidator()
                    .validate(new DOMSource(document));
            Junit junit = new Junit(document.getDocumentElement());
            assertThat(List.of(junit.count("tests"), junit.count("failures"), junit.count("skipped")))
                    .isEqualTo(List.of(
                            junit.cases().size(),
                            junit.all("failure").size(),
                            junit.all("skipped").size()));
            return junit;
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e.getMessage() + " in\n" + xml, e);
        }
    }

    private int count(String attribute) {
        return Integer.parseInt(root.getAttribute(attribute));
    }

    /** Its test cases. */
    public List<Case> cases() {
        return all("testcase").stream().map(Case::new).toList();
    }

    /** The names of those that ended so: {@code failure}, {@code skipped}, or {@code passed}. */
    public List<String> names(String outcome) {
        return cases().stream()
                .filter(one -> one.outcome().equals(outcome))
                .map(Case::name)
                .toList();
    }

    /** The case of this name. */
    public Case named(String name) {
        return cases().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Element> all(String tag) {
        return all(root, tag);
    }

    private static List<Element> all(Element root, String tag) {
        NodeList found = root.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    /**
     * A test case.
     *
     * @param element its element
     */
    public record Case(Element element) {
        /** Its name. */
        public String name() {
            return element.getAttribute("name");
        }

        /** How it ended: {@code failure}, {@code skipped}, or {@code passed}. */
        public String outcome() {
            return said().map(Element::getTagName)
                    .filter(tag -> !tag.equals("system-out"))
                    .orElse("passed");
        }

        /** What is said of it. */
        public String text() {
            return said().map(Element::getTextContent).orElse("");
        }

        /** What is said of it on one line. */
        public String message() {
            return said().map(said -> said.getAttribute("message")).orElse("");
        }

        private Optional<Element> said() {
            return all(element, "*").stream().findFirst();
        }
    }
}
