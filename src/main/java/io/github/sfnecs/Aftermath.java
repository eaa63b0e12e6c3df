package io.github.sfnecs;

import io.github.sfnecs.config.Values;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.execution.ExecutionReport;
import java.util.Optional;

/** What {@code execute} and {@code follow} leave of an execution for others to read. */
final class Aftermath {
    private final GitHub github;
    private final boolean summary;
    private final boolean annotation;

    /** With what is wanted of it in a job of GitHub Actions. */
    Aftermath(Values values, GitHub github, String githubSummary, String githubAnnotation) {
        this.github = github;
        this.summary = values.flag("githubSummary", githubSummary);
        this.annotation = values.flag("githubAnnotation", githubAnnotation);
    }

    /** Leaves it; files only where there is a project whose they are. */
    void leave(ExecutionReport report, Optional<Output> files, Console console) {
        files.ifPresent(folder -> {
            folder.write("execution.json", report.json());
            folder.write("execution.html", report.html());
        });
        if (summary) {
            github.summarise(report::markdown, console);
        }
        if (annotation) {
            report.problem().ifPresent(problem -> github.annotate(problem.what(), problem.text(), console));
        }
    }
}
