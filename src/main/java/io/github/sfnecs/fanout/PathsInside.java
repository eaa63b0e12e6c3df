package io.github.sfnecs.fanout;

import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.TaskSize;
import io.github.sfnecs.rendering.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The paths that a task has inside of a map: to its item or batch, and to the execution's input.
 *
 * @param names the members of the task's input
 */
public record PathsInside(List<String> names) {
    /** A path into the context, a text of a function, closed or not, which has none, or a path into the input with the name where it begins. */
    private static final Pattern PATH = Pattern.compile("\\$\\$[\\w.]*+|'(?:[^'\\\\]|\\\\.)*+'?+"
            + "|(?<path>\\$(?:\\.(?<name>[\\p{L}_][\\p{L}\\p{N}_]*+)|\\['(?<quoted>[^']*+)'\\]))");

    private static final String INDEX = "$.index";

    /** Those of an item, or of a batch. */
    public static PathsInside of(boolean batches) {
        return new PathsInside(batches ? List.of("items", "input") : List.of("item", "index", "input"));
    }

    /** Notes each other path, and what gives no text where the container takes only that. */
    public void note(RunTask task, Mistakes mistakes) {
        TaskSize size = task.overrides().size();
        task.overrides().containers().forEach(container -> note("containerOverrides", container.values(), mistakes));
        note("cpu", size.cpu().stream(), mistakes);
        note("memory", size.memory().stream(), mistakes);
        note("ephemeralStorage", size.ephemeralStorage().stream(), mistakes);
        task.overrides().containers().stream()
                .flatMap(PathsInside::texts)
                .filter(value -> value.equals(new Value.Path(INDEX)))
                .findFirst()
                .ifPresent(index -> mistakes.add(
                        "containerOverrides",
                        INDEX,
                        "it is a number, and a container takes only texts",
                        "States.Format('{}', " + INDEX + ")"));
    }

    private static Stream<Value> texts(ContainerOverride container) {
        return Stream.of(container.command(), container.environment().values(), container.environmentFiles())
                .flatMap(some -> some.stream());
    }

    private void note(String parameter, Stream<Value> values, Mistakes mistakes) {
        values.flatMap(Value::foundOut)
                .flatMap(expression -> PATH.matcher(expression)
                        .results()
                        .map(found -> expression.substring(found.start(), found.end())))
                .distinct()
                .forEach(path -> other(path)
                        .ifPresent(name -> mistakes.add(
                                parameter,
                                path,
                                "with map a task has " + shown() + " only",
                                "$.input." + name + " where it is of the execution's input")));
    }

    private Optional<String> other(String path) {
        Matcher found = PATH.matcher(path);
        return found.matches() && found.group("path") != null
                ? Optional.of(found.group("name") == null ? found.group("quoted") : found.group("name"))
                        .filter(name -> !names.contains(name))
                : Optional.empty();
    }

    private String shown() {
        return "$." + String.join(", $.", names);
    }
}
