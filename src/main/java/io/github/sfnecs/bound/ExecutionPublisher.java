package io.github.sfnecs.bound;

import io.github.sfnecs.build.GitHub;
import io.github.sfnecs.build.OutputFolder;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.mapruns.ItemFile;
import java.util.List;

/** What {@code execute} and {@code follow} leave of an execution for others to read. */
public final class ExecutionPublisher {
    private final GitHub github;
    private final boolean summary;
    private final boolean annotation;

    /** With what is wanted of it in a job of GitHub Actions. */
    public ExecutionPublisher(ParameterReader values, GitHub github, String githubSummary, String githubAnnotation) {
        this.github = github;
        this.summary = values.flag("githubSummary", githubSummary);
        this.annotation = values.flag("githubAnnotation", githubAnnotation);
    }

    /** The files, each of which is written when it is run; it is said where the one for people is. */
    public static List<Runnable> files(ExecutionReport report, OutputFolder folder, Console console) {
        return List.of(
                () -> folder.write("execution.json", report.json()),
                () -> folder.write("execution.xml", report.xml()),
                () -> console.info("Report: " + folder.write("execution.html", report.html())));
    }

    /** The file for all items of distributed Maps, beside the others. */
    public static ItemFile items(OutputFolder folder) {
        return items -> folder.writeLines("items.jsonl", items);
    }

    /** Leaves what is for GitHub. */
    public void leave(ExecutionReport report, Console console) {
        if (summary) {
            github.summarise(report::markdown, console);
        }
        if (annotation) {
            report.problem().ifPresent(problem -> github.annotate(problem.what(), problem.text(), console));
        }
    }
}
