package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** The POM that users get has what Maven Central demands. https://central.sonatype.org/publish/requirements/ */
class PublishedPomTest {
    private static Document pom;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("target/published-pom.xml").toFile());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/developerConnection",
                "scm/url",
                "issueManagement/url"
            })
    void saysWhatCentralDemands(String element) throws Exception {
        String said = XPathFactory.newInstance().newXPath().evaluate("/project/" + element, pom);

        assertThat(said).isNotBlank().doesNotContain("${");
    }
}
