package io.github.sfnecs.it;

import static java.util.stream.Collectors.joining;

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

/** How many consumer projects were built and called AWS how often, and which were not built, and why. */
public final class Summary {
    private final Map<String, List<String>> skipped = new TreeMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private final List<String> silent = new ArrayList<>();
    private int ran;

    private Summary() {}

    /**
     * Prints it: of the invoker plugin's folder of reports, the folder with the projects, and where they were built and where ECS
     * was; empty or null is the embedded AWS. Throws where a project needs an AWS, was built, and called none.
     */
    public static void main(String... arguments) throws IOException, SAXException, ParserConfigurationException {
        Path reports = Path.of(arguments[0]);
        if (Files.isDirectory(reports)) {
            Summary summary = new Summary();
            for (Path report : reports(reports)) {
                summary.add(report, Path.of(arguments[1]));
            }
            summary.print(arguments[2], arguments[3]);
        }
    }

    private void add(Path report, Path projects) throws IOException, SAXException, ParserConfigurationException {
        Element build = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getDocumentElement();
        // a project without a POM of its own is named by its folder
        String name = build.getAttribute("project").replaceFirst("[/\\\\]pom\\.xml$", "");
        Path project = projects.resolve(name);
        String result = build.getAttribute("result");
        if (result.equals("skipped")) {
            skipped.computeIfAbsent(Files.readString(project.resolve(Selection.SKIPPED)), why -> new ArrayList<>())
                    .add(name);
            return;
        }
        ran++;
        Map<String, Integer> made = Tally.of(project);
        made.forEach((service, count) -> calls.merge(service, count, Integer::sum));
        // one that failed is told of anyway
        if (result.equals("success")
                && made.isEmpty()
                && !Selection.needs(project).isEmpty()) {
            silent.add(name);
        }
    }

    private void print(String endpoint, String ecs) {
        String where = endpoint == null || endpoint.isBlank()
                ? "the embedded AWS"
                : endpoint + (ecs == null || ecs.isBlank() ? "" : ", ECS: " + ecs);
        int left = skipped.values().stream().mapToInt(List::size).sum();
        System.out.println("Consumer projects on " + where + ": " + ran + " ran, " + left + " were skipped.");
        int all = calls.values().stream().mapToInt(count -> count).sum();
        System.out.println("  They made " + all + " AWS calls there: "
                + calls.entrySet().stream()
                        .map(call -> call.getKey() + " " + call.getValue())
                        .collect(joining(", ")));
        skipped.forEach((why, projects) ->
                System.out.println("  " + projects.size() + " need " + why + "\n    " + String.join(", ", projects)));
        if (!silent.isEmpty()) {
            throw new IllegalStateException("Their it.needs says that they need an AWS, but they made no call: "
                    + String.join(", ", silent) + ". Leave it.needs blank where a project calls nobody.");
        }
    }

    private static List<Path> reports(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }
}
