package io.github.sfnecs.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** How many consumer projects were built, and which were not, and why. */
public final class Summary {
    private Summary() {}

    /**
     * Prints it: of the invoker plugin's folder of reports, the folder with the projects, and where they were built; empty or
     * null is the embedded AWS.
     */
    public static void main(String... arguments) throws IOException, SAXException, ParserConfigurationException {
        Path reports = Path.of(arguments[0]);
        if (!Files.isDirectory(reports)) {
            return;
        }
        int ran = 0;
        Map<String, List<String>> skipped = new TreeMap<>();
        for (Path report : reports(reports)) {
            Element build = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
            if (build.getAttribute("result").equals("skipped")) {
                Path project = Path.of(build.getAttribute("project")).getParent();
                Path reason = Path.of(arguments[1]).resolve(project).resolve(Selection.SKIPPED);
                skipped.computeIfAbsent(Files.readString(reason), why -> new ArrayList<>())
                        .add(project.toString());
            } else {
                ran++;
            }
        }
        String where = arguments[2] == null || arguments[2].isBlank() ? "the embedded AWS" : arguments[2];
        int left = skipped.values().stream().mapToInt(List::size).sum();
        System.out.println("Consumer projects on " + where + ": " + ran + " ran, " + left + " were skipped.");
        skipped.forEach((why, projects) ->
                System.out.println("  " + projects.size() + " need " + why + "\n    " + String.join(", ", projects)));
    }

    private static List<Path> reports(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }
}
