package io.github.sfnecs.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What is downloaded for a user's build and comes onto the plugin's class path besides the plugin.
 *
 * @param jars the jars, as they are in the local repository
 */
public record ClassPath(List<Path> jars) {
    /** Reads it from the plugin's descriptor. */
    public static ClassPath of(Path descriptor, Path repository)
            throws IOException, SAXException, ParserConfigurationException {
        Element plugin = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(descriptor.toFile())
                .getDocumentElement();
        NodeList dependencies = plugin.getElementsByTagName("dependency");
        List<Path> jars = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String artifact = text(dependency, "artifactId");
            String version = text(dependency, "version");
            jars.add(repository
                    .resolve(text(dependency, "groupId").replace('.', '/'))
                    .resolve(artifact)
                    .resolve(version)
                    .resolve(artifact + "-" + version + ".jar"));
        }
        return new ClassPath(jars);
    }

    private static String text(Element dependency, String child) {
        return dependency.getElementsByTagName(child).item(0).getTextContent();
    }

    /** How large they are together. */
    public long bytes() {
        return jars.stream().map(Path::toFile).mapToLong(File::length).sum();
    }
}
