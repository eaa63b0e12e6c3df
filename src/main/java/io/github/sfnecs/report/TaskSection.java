package io.github.sfnecs.report;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.markup.FactList;
import io.github.sfnecs.markup.Html;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.LogTail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tasks of an execution, each with its containers and the last that they printed. */
final class TaskSection {
    /** More than this nobody looks at one by one. */
    private static final int MOST = 500;

    /** So few are all shown at once. */
    private static final int FEW = 3;

    private final List<TaskRecord> tasks;

    TaskSection(List<TaskRecord> tasks) {
        this.tasks = tasks;
    }

    /** Where on the page the task of this number is. */
    static String id(int index) {
        return "task-" + (index + 1);
    }

    Html draw() {
        if (tasks.isEmpty()) {
            return Html.tag("p").of("No ECS tasks are known.");
        }
        List<Html> shown = new ArrayList<>(IntStream.range(0, Math.min(MOST, tasks.size()))
                .mapToObj(index -> task(tasks.get(index), index))
                .toList());
        if (tasks.size() > MOST) {
            shown.add(
                    Html.tag("p").of("The first " + MOST + " of " + tasks.size() + " tasks; execution.json has all."));
        }
        return Html.all(shown);
    }

    private Html task(TaskRecord task, int index) {
        boolean failed = !task.containers().stream().allMatch(TaskSection::well);
        Html.Tag details = Html.tag("details").with("id", id(index)).with("class", "task");
        return (tasks.size() <= FEW || failed ? details.with("open", "") : details)
                .of(
                        Html.tag("summary")
                                .of(
                                        Html.tag("strong").of("task " + new TaskArn(task.taskArn()).shortId()),
                                        Html.text(" " + task.lastStatus().orElse("of unknown status") + ends(task))),
                        facts(task),
                        containers(task),
                        Html.all(task.containers().stream().map(this::log).toList()));
    }

    /** While it runs a container has no exit code. */
    private static boolean well(Container container) {
        return container.exitCode().orElse(0) == 0 && container.reason().isEmpty();
    }

    private static String ends(TaskRecord task) {
        String codes = task.containers().stream()
                .filter(container -> container.exitCode().isPresent())
                .map(container ->
                        container.name() + " exit code " + container.exitCode().getAsInt())
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? "" : " · " + codes;
    }

    private static Html facts(TaskRecord task) {
        Map<String, Optional<String>> facts = new LinkedHashMap<>();
        facts.put("ARN", Optional.of(task.taskArn()));
        facts.put("Task definition", task.taskDefinitionArn());
        facts.put(
                "State",
                task.start().map(start -> start.label() + (start.attempt() > 1 ? ", attempt " + start.attempt() : "")));
        facts.put("Capacity", task.capacity().map(capacity -> capacity + size(task)));
        facts.put("Stop code", task.stopCode());
        facts.put("Stopped reason", task.stoppedReason());
        facts.put("Cost", task.cost().map(cost -> cost.hours() + ": " + cost.amount()));
        return FactList.of(facts);
    }

    private static String size(TaskRecord task) {
        return task.cpu().isPresent() && task.memory().isPresent()
                ? ", " + task.cpu().getAsInt() + " CPU units, " + task.memory().getAsInt() + " MiB"
                : "";
    }

    private static Html containers(TaskRecord task) {
        if (task.containers().isEmpty()) {
            return Html.tag("p").of("Its containers are not known.");
        }
        return Html.tag("table")
                .of(
                        Html.tag("thead")
                                .of(Html.tag("tr")
                                        .of(List.of("Container", "Essential", "Exit code", "Reason", "Image").stream()
                                                .map(name -> Html.tag("th")
                                                        .with("scope", "col")
                                                        .of(name))
                                                .toList())),
                        Html.tag("tbody")
                                .of(task.containers().stream()
                                        .map(TaskSection::row)
                                        .toList()));
    }

    private static Html row(Container container) {
        return Html.tag("tr")
                .with("class", well(container) ? "passed" : "failed")
                .of(
                        Html.tag("th").with("scope", "row").of(container.name()),
                        cell(
                                "Essential",
                                container
                                        .essential()
                                        .map(is -> is ? "yes" : "no")
                                        .orElse("not known")),
                        cell(
                                "Exit code",
                                container.exitCode().isPresent()
                                        ? String.valueOf(container.exitCode().getAsInt())
                                        : "none"),
                        cell("Reason", container.reason().orElse("–")),
                        cell("Image", container.image().orElse("–")));
    }

    /** On a narrow screen the style sheet shows the column's name with each cell. */
    private static Html cell(String column, String text) {
        return Html.tag("td").with("data-column", column).of(text);
    }

    private Html log(Container container) {
        return container.log().map(tail -> log(container, tail)).orElse(Html.none());
    }

    private Html log(Container container, LogTail tail) {
        String head = tail.lines().isEmpty() ? "printed nothing that CloudWatch Logs has shown" : lines(tail);
        Html.Tag details = Html.tag("details").with("class", "log");
        return (tasks.size() <= FEW || !well(container) ? details.with("open", "") : details)
                .of(
                        Html.tag("summary").of(Html.tag("strong").of(container.name()), Html.text(" " + head)),
                        Html.tag("p")
                                .with("class", "fact")
                                .of("Log group " + tail.group() + ", stream " + tail.stream()),
                        tail.lines().isEmpty()
                                ? Html.none()
                                : Html.tag("pre")
                                        .with("role", "region")
                                        .with("aria-label", "What " + container.name() + " printed")
                                        .with("tabindex", "0")
                                        .of(tail.lines().stream()
                                                .map(line -> line.text())
                                                .collect(Collectors.joining("\n"))));
    }

    private static String lines(LogTail tail) {
        int count = tail.lines().size();
        String last = count == 1 ? "1 line" : count + " lines";
        return tail.earlier() == 0 ? last : "the last " + count + " of " + (count + tail.earlier()) + " lines";
    }
}
