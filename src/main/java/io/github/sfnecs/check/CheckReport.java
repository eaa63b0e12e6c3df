package io.github.sfnecs.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.Finding.Result;
import io.github.sfnecs.diagnostic.JunitXml;
import io.github.sfnecs.diagnostic.JunitXml.Case;
import io.github.sfnecs.diagnostic.JunitXml.Outcome;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.json.Json;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** All findings: for a person, a line each and what mends it; for a program, JSON; for CI servers, JUnit's XML. */
public final class CheckReport {
    private static final String INDENT = " ".repeat(13);

    private final List<Finding> findings;

    /** Of these, told area by area. */
    public CheckReport(List<Finding> findings) {
        this.findings =
                findings.stream().sorted(Comparator.comparing(Finding::area)).toList();
    }

    /** Tells all of them, and how many there are of each kind. */
    public void tell(Console console) {
        for (Finding finding : findings) {
            if (finding.result() == Result.WARNING || finding.result() == Result.FAILED) {
                console.warn(text(finding));
            } else {
                console.info(text(finding));
            }
        }
        console.info("Checked. Passed: " + count(Result.PASSED) + ", warnings: " + count(Result.WARNING) + ", failed: "
                + count(Result.FAILED) + ", not checked: " + count(Result.NOT_CHECKED) + ".");
    }

    private static String text(Finding finding) {
        String label =
                switch (finding.result()) {
                    case PASSED -> "passed";
                    case WARNING -> "warning";
                    case FAILED -> "FAILED";
                    case NOT_CHECKED -> "not checked";
                };
        return String.format("%-12s ", label) + finding.area().text() + ": "
                + body(finding).lines().collect(Collectors.joining("\n" + INDENT));
    }

    private static String body(Finding finding) {
        return finding.says().lines().collect(Collectors.joining("\n"))
                + labelled(finding.result() == Result.FAILED ? "means: " : "why:   ", finding.means())
                + labelled("fix:   ", finding.fix());
    }

    private static String labelled(String label, String text) {
        return text.isBlank()
                ? ""
                : "\n" + label + text.lines().collect(Collectors.joining("\n" + " ".repeat(label.length())));
    }

    private long count(Result result) {
        return findings.stream().filter(finding -> finding.result() == result).count();
    }

    /** Why the build fails; empty where nothing failed. */
    public Optional<Problem> problem() {
        List<Finding> failed = findings.stream()
                .filter(finding -> finding.result() == Result.FAILED)
                .toList();
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.failed(
                        failed.size() + " of " + findings.size() + " findings failed.",
                        failed.stream()
                                .map(finding -> finding.area().text() + ": " + finding.says())
                                .collect(Collectors.joining("\n")),
                        "",
                        "Above stands what each means and what mends it; check.json in target/sfn-ecs has all of it"));
    }

    /** All of them, for a program. */
    public String json() {
        ObjectNode node = Json.object();
        for (Result result : Result.values()) {
            node.put(word(result), count(result));
        }
        node.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode entry = node.withArray("findings").addObject();
            entry.put("result", word(finding.result()));
            entry.put("area", finding.area().text());
            entry.put("says", finding.says());
            put(entry, "means", finding.means());
            put(entry, "fix", finding.fix());
            finding.predicts().ifPresent(known -> entry.put("predicts", known.name()));
        }
        return Json.pretty(node);
    }

    /**
     * All of them, for CI servers: a finding is a test case. One that warns passes, and says so in its name, since of those that pass
     * not all servers show more.
     *
     * @param stateMachine its name
     */
    public String xml(String stateMachine) {
        return JunitXml.of(new JunitXml.Suite(
                "sfn-ecs check " + stateMachine,
                Optional.empty(),
                Duration.ZERO,
                findings.stream()
                        .map(finding -> testCase(stateMachine, finding))
                        .toList()));
    }

    private static Case testCase(String stateMachine, Finding finding) {
        String group = stateMachine + ".check." + finding.area().text();
        String says = finding.says();
        return switch (finding.result()) {
            case PASSED -> new Case(group, says, Duration.ZERO, Outcome.PASSED, "");
            case WARNING -> new Case(group, "warning: " + says, Duration.ZERO, Outcome.PASSED, body(finding));
            case FAILED -> new Case(group, says, Duration.ZERO, Outcome.FAILED, body(finding));
            case NOT_CHECKED -> new Case(group, says, Duration.ZERO, Outcome.SKIPPED, reason(finding));
        };
    }

    /** Why it was not checked, on the first line: of a case that was skipped not all servers show more. */
    private static String reason(Finding finding) {
        return (finding.means().isBlank() ? finding.says() : finding.means()) + labelled("fix:   ", finding.fix());
    }

    private static void put(ObjectNode entry, String name, String text) {
        if (!text.isBlank()) {
            entry.put(name, text);
        }
    }

    /** As JSON spells it: {@code notChecked}. */
    private static String word(Result result) {
        return result == Result.NOT_CHECKED ? "notChecked" : result.name().toLowerCase(Locale.ROOT);
    }
}
