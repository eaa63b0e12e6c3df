package io.github.sfnecs.diagnostic;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results in JUnit's XML, as CI servers read it. There is no standard of it; this keeps to what all of these take:
 * <ul>
 * <li>Jenkins' xUnit plugin, the strictest: no other elements and attributes than it knows, each count and the names of all cases.
 * https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd</li>
 * <li>Jenkins' JUnit plugin: takes a class name for package and class, cut at the last dot.
 * https://github.com/jenkinsci/junit-plugin/blob/master/src/main/java/hudson/tasks/junit/CaseResult.java</li>
 * <li>GitLab: shows the content of an element, not its message; of two cases of the same names only the first.
 * https://docs.gitlab.com/ci/testing/unit_test_reports/</li>
 * <li>Azure Pipelines: shows the message of a skipped case, not its content, and nothing that a passed one printed.
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/tasks/reference/publish-test-results-v2</li>
 * <li>TeamCity, as the report type JUnit. https://www.jetbrains.com/help/teamcity/xml-report-processing.html</li>
 * <li>CircleCI. https://circleci.com/docs/guides/test/collect-test-data/</li>
 * </ul>
 */
public final class JunitXml {
    /** More of a name nobody reads in a list. */
    private static final int LONGEST_NAME = 230;

    private static final int MOST_LINES = 400;
    private static final int LONGEST_LINE = 2000;

    /** More would be an overflow for some who read it. */
    private static final int MOST_SECONDS = Integer.MAX_VALUE;

    /** Of the year 9999: those who read it know no later one. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** How a case ended. */
    public enum Outcome {
        /** Well. */
        PASSED,
        /** The build fails for it. */
        FAILED,
        /** It is not known. */
        SKIPPED
    }

    /**
     * A case.
     *
     * @param group what it belongs to, between dots
     * @param name its name, the same in each build where that can be
     * @param took how long it took; nothing where that is not known
     * @param outcome how it ended
     * @param text what there is to say of it, the most important on the first line; may be empty where it passed
     */
    public record Case(String group, String name, Duration took, Outcome outcome, String text) {}

    /**
     * All cases of a file.
     *
     * @param name its name
     * @param start when it began; empty where that is not known
     * @param took how long all of it took
     * @param cases at least one: some servers fail where there are none
     */
    public record Suite(String name, Optional<Instant> start, Duration took, List<Case> cases) {
        private String count(Outcome outcome) {
            return String.valueOf(
                    cases.stream().filter(one -> one.outcome() == outcome).count());
        }
    }

    private final XMLStreamWriter xml;
    private final Set<String> names = new HashSet<>();

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The file. Whatever XML may not have stands there as the escape that JSON has for it, and what is long is cut. */
    public static String of(Suite suite) {
        StringWriter file = new StringWriter();
        try {
            // the JDK's, whatever else Maven has
            new JunitXml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(file)).write(suite);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return file.toString();
    }

    private void write(Suite suite) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", line(suite.name()));
        xml.writeAttribute("tests", String.valueOf(suite.cases().size()));
        xml.writeAttribute("failures", suite.count(Outcome.FAILED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", suite.count(Outcome.SKIPPED));
        xml.writeAttribute("time", seconds(suite.took()));
        Optional<String> start = suite.start().flatMap(JunitXml::timestamp);
        if (start.isPresent()) {
            xml.writeAttribute("timestamp", start.get());
        }
        for (Case one : suite.cases()) {
            xml.writeCharacters("\n  ");
            write(one);
        }
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void write(Case one) throws XMLStreamException {
        if (one.outcome() == Outcome.PASSED && one.text().isBlank()) {
            xml.writeEmptyElement("testcase");
            attributes(one);
        } else {
            xml.writeStartElement("testcase");
            attributes(one);
            xml.writeCharacters("\n    ");
            said(one.outcome(), one.text().isBlank() ? one.name() : one.text());
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
        }
    }

    private void attributes(Case one) throws XMLStreamException {
        String group = line(one.group());
        xml.writeAttribute("classname", group);
        xml.writeAttribute("name", unique(group, line(one.name())));
        xml.writeAttribute("time", seconds(one.took()));
    }

    private void said(Outcome outcome, String all) throws XMLStreamException {
        String text = Text.bounded(Text.printable(all), MOST_LINES, LONGEST_LINE);
        switch (outcome) {
            case PASSED -> xml.writeStartElement("system-out");
            case SKIPPED -> {
                xml.writeStartElement("skipped");
                xml.writeAttribute("message", firstLine(text));
            }
            case FAILED -> {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", firstLine(text));
                // a text of ours: GitLab reads the content as what the type names, such as a number
                xml.writeAttribute("type", "sfn-ecs");
            }
        }
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String firstLine(String text) {
        return line(text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
    }

    /** As an attribute has it, in which a line feed is a blank. */
    private static String line(String text) {
        return Text.printable(Text.shortened(text, LONGEST_NAME)).replaceAll("\\s", " ");
    }

    private String unique(String group, String name) {
        String unique = name;
        for (int number = 2; !names.add(group + "\n" + unique); number++) {
            unique = name + " (" + number + ")";
        }
        return unique;
    }

    /** With a dot whatever the language; nothing where the clocks of two machines differ. */
    private static String seconds(Duration took) {
        Duration positive = took.isNegative() ? Duration.ZERO : took;
        return String.format(
                Locale.ROOT, "%d.%03d", Math.min(positive.toSeconds(), MOST_SECONDS), positive.toMillisPart());
    }

    /** In UTC and without a zone, as all take it. */
    private static Optional<String> timestamp(Instant time) {
        long second = time.getEpochSecond();
        return second < 0 || second > LAST_SECOND ? Optional.empty() : Optional.of(TIMESTAMP.format(time));
    }
}
