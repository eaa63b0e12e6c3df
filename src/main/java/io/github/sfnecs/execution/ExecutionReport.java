package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.report.ExecutionJson;
import io.github.sfnecs.report.ExecutionMarkdown;
import io.github.sfnecs.report.ExecutionPage;
import io.github.sfnecs.report.ExecutionRecord;
import io.github.sfnecs.report.ExecutionXml;
import java.util.Optional;

/**
 * What became of an execution.
 *
 * @param execution all that is known of it
 * @param prices where the prices of its estimates are from
 * @param problem why the build fails; empty where it does not
 */
public record ExecutionReport(ExecutionRecord execution, String prices, Optional<Problem> problem) {
    /** All of it, for a program. */
    public String json() {
        return new ExecutionJson(prices).of(execution);
    }

    /** The same for CI servers. */
    public String xml() {
        return new ExecutionXml(execution).text();
    }

    /** The same for people. */
    public String html() {
        return new ExecutionPage(prices).of(execution);
    }

    /** What people want to know of it, in GitHub's Markdown. */
    public String markdown() {
        return new ExecutionMarkdown(prices).of(execution);
    }
}
