package io.github.sfnecs.report;

import static io.github.sfnecs.markup.Markdown.code;

import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.markup.Markdown;
import io.github.sfnecs.report.TaskRecord.Container;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An execution for people who look at a job of GitHub Actions: what became of it, and why. Of many states and tasks it has the first
 * ones, tasks that failed before others, so that it takes less than half of what GitHub shows of a step.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
public final class ExecutionMarkdown {
    private static final int MOST_STATES = 50;
    private static final int MOST_CONTAINERS = 100;
    private static final int NAME = 80;
    /** A name, and where that is. */
    private static final int LABEL = 200;

    private static final int SENTENCE = 160;
    private static final int MOST_LINES = 60;
    private static final int LONGEST_LINE = 300;

    private final String prices;

    /** With what is said of the prices that the estimates of cost were made with. */
    public ExecutionMarkdown(String prices) {
        this.prices = prices;
    }

    /** What a person wants to know of it. */
    public String of(ExecutionRecord execution) {
        List<String> parts = new ArrayList<>();
        parts.add("### Execution " + code(execution.name(), NAME) + " " + code(execution.status(), NAME) + "\n");
        parts.add(overview(execution));
        execution.problem().ifPresent(problem -> parts.add(Markdown.pre(problem, MOST_LINES, LONGEST_LINE) + "\n"));
        if (!execution.states().isEmpty()) {
            parts.add(states(execution));
        }
        new MapRunMarkdown(execution.mapRuns(), execution.seenAt()).parts().forEach(parts::add);
        if (!execution.tasks().isEmpty()) {
            parts.add(tasks(execution.tasks()));
        }
        execution.notes().stream()
                .limit(MOST_STATES)
                .forEach(note -> parts.add("Missing: " + code(note, SENTENCE) + "\n"));
        return String.join("\n", parts);
    }

    private String overview(ExecutionRecord execution) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("State machine", code(lastPart(execution.stateMachineArn(), ":"), NAME)));
        execution.startDate().ifPresent(start -> {
            rows.add(List.of("Started", start.toString()));
            rows.add(List.of("Took", took(start, execution.stopDate(), execution.seenAt())));
        });
        execution.cost().ifPresent(cost -> rows.add(List.of("ECS tasks", code(cost.text(prices), SENTENCE))));
        execution.consoleLink().ifPresent(link -> rows.add(List.of("Console", Markdown.link("open in AWS", link))));
        return Markdown.table(List.of("", ""), rows);
    }

    private static String states(ExecutionRecord execution) {
        List<StateVisit> shown = execution.states().stream().limit(MOST_STATES).toList();
        boolean nested = shown.stream().anyMatch(state -> !state.in().isEmpty());
        List<String> header = new ArrayList<>(List.of("State", "Type", "Attempts", "Took", "Outcome", "Error"));
        if (nested) {
            header.add(1, "In");
        }
        List<List<String>> rows =
                shown.stream().map(state -> row(execution, state, nested)).toList();
        return Markdown.table(header, rows)
                + left(execution.states().size() - rows.size(), "visit of a state", "visits of states")
                + shown.stream()
                        .flatMap(state -> started(execution, state))
                        .limit(MOST_STATES)
                        .collect(Collectors.joining());
    }

    private static List<String> row(ExecutionRecord execution, StateVisit state, boolean nested) {
        List<String> row = new ArrayList<>(List.of(
                code(state.name(), NAME),
                code(state.type(), NAME),
                state.attempts() > 0 ? String.valueOf(state.attempts()) : "",
                took(state.entered(), state.exited().or(execution::stopDate), execution.seenAt()),
                state.outcome().name()
                        + state.iterations()
                                .map(items -> ", " + PageVocabulary.of(items))
                                .orElse(""),
                state.error().map(error -> code(error, NAME)).orElse("")));
        if (nested) {
            row.add(
                    1,
                    state.in().stream().map(frame -> code(frame.text(), LABEL)).collect(Collectors.joining(" ")));
        }
        return row;
    }

    /** The executions that it started. */
    private static Stream<String> started(ExecutionRecord execution, StateVisit state) {
        return Stream.concat(
                        state.executions().stream().map(arn -> "execution " + linked(arn, execution.consoleLink(arn))),
                        state.mapRun().stream().map(arn -> "Map Run " + linked(arn, Optional.empty())))
                .map(what -> "\n" + code(Frame.label(state.name(), state.in()), LABEL) + " started " + what + "\n");
    }

    private static String linked(String arn, Optional<String> link) {
        String name = code(lastPart(arn, ":"), NAME);
        return link.map(url -> Markdown.link(name, url)).orElse(name);
    }

    private static String tasks(List<TaskRecord> tasks) {
        List<List<String>> rows = new ArrayList<>();
        int shown = 0;
        for (TaskRecord task :
                tasks.stream().sorted(Comparator.comparing(one -> !failed(one))).toList()) {
            if (rows.size() >= MOST_CONTAINERS) {
                break;
            }
            containers(task).stream().limit(MOST_CONTAINERS - rows.size()).forEach(rows::add);
            shown++;
        }
        return Markdown.table(
                        List.of("Task", "State", "Status", "Cost", "Container", "Essential", "Exit code", "Reason"),
                        rows)
                + left(tasks.size() - shown, "task", "tasks");
    }

    /** A row for each container; one row for a task of which no containers are known. */
    private static List<List<String>> containers(TaskRecord task) {
        List<List<String>> rows = new ArrayList<>();
        for (Container container : task.containers()) {
            rows.add(row(
                    task,
                    code(container.name(), NAME),
                    container.essential().map(is -> is ? "yes" : "no").orElse(""),
                    container.exitCode().isPresent()
                            ? String.valueOf(container.exitCode().getAsInt())
                            : "",
                    container.reason().or(task::stoppedReason)));
        }
        return rows.isEmpty() ? List.of(row(task, "", "", "", task.stoppedReason())) : rows;
    }

    private static List<String> row(
            TaskRecord task, String container, String essential, String exitCode, Optional<String> reason) {
        return List.of(
                code(lastPart(task.taskArn(), "/"), NAME),
                task.start().map(start -> code(start.label(), LABEL)).orElse(""),
                task.lastStatus().map(status -> code(status, NAME)).orElse(""),
                task.cost().map(Cost::amount).orElse(""),
                container,
                essential,
                exitCode,
                reason.map(text -> code(text, SENTENCE)).orElse(""));
    }

    /** Whether a container of it ended with an error, or never ran though the task has stopped. */
    private static boolean failed(TaskRecord task) {
        boolean stopped = task.lastStatus().filter("STOPPED"::equals).isPresent();
        return task.containers().stream()
                .anyMatch(container -> container.exitCode().orElse(stopped ? 1 : 0) != 0);
    }

    private static String took(Instant from, Optional<Instant> to, Instant now) {
        return Elapsed.between(from, to.orElse(now)) + (to.isPresent() ? "" : " so far");
    }

    private static String left(int count, String one, String many) {
        return count > 0 ? "\n… and " + count + " " + (count == 1 ? one : many) + " more\n" : "";
    }

    private static String lastPart(String arn, String separator) {
        return arn.substring(arn.lastIndexOf(separator) + 1);
    }
}
