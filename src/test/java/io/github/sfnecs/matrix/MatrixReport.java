package io.github.sfnecs.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Counts what of the matrix has run: the reports of maven-invoker-plugin say which projects, and what Maven itself prints (its
 * option {@code -V}) says on which Maven and which JDK.
 */
public final class MatrixReport {
    private static final Pattern FOLDER =
            Pattern.compile("maven-(?<maven>.+)-jdk-(?<jdk>[^/\\\\]+)[/\\\\](?<project>[^/\\\\]+).*");
    private static final Pattern SAID =
            Pattern.compile("Apache Maven (?<maven>[\\w.-]+).*?Java version: (?<jdk>[^,]+),", Pattern.DOTALL);

    private final Set<String> mavens = new TreeSet<>();
    private final Set<String> jdks = new TreeSet<>();
    private final Set<String> projects = new TreeSet<>();
    private int runs;

    private MatrixReport() {}

    /** Prints the count: the folder with the reports of maven-invoker-plugin. */
    public static void main(String... arguments) throws IOException {
        System.out.println(of(Path.of(arguments[0])));
    }

    static String of(Path folder) throws IOException {
        MatrixReport report = new MatrixReport();
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.filter(file -> file.getFileName().toString().matches("BUILD-.*\\.xml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            report.add(job(file));
        }
        return report.toString();
    }

    private static Element job(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(file + " is no report of maven-invoker-plugin", e);
        }
    }

    private void add(Element job) throws IOException {
        if (!job.getAttribute("result").equals("success")) {
            return;
        }
        Matcher meant = FOLDER.matcher(job.getAttribute("project"));
        require(meant.matches(), job.getAttribute("project") + " is no project of the matrix");
        Matcher said = SAID.matcher(Files.readString(Path.of(job.getAttribute("buildlog"))));
        require(said.find(), job.getAttribute("buildlog") + " does not tell the versions, as -V does");
        do {
            require(
                    said.group("maven").equals(meant.group("maven"))
                            && said.group("jdk").equals(meant.group("jdk")),
                    meant.group() + " ran on Maven " + said.group("maven") + " and JDK " + said.group("jdk"));
        } while (said.find());
        mavens.add(meant.group("maven"));
        jdks.add(meant.group("jdk"));
        projects.add(meant.group("project"));
        runs++;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    @Override
    public String toString() {
        return "Matrix: %d Mavens (%s) x %d JDKs (%s) x %d projects (%s): %d of %d have run."
                .formatted(
                        mavens.size(),
                        String.join(", ", mavens),
                        jdks.size(),
                        String.join(", ", jdks),
                        projects.size(),
                        String.join(", ", projects),
                        runs,
                        mavens.size() * jdks.size() * projects.size());
    }
}
