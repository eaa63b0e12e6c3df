package io.github.sfnecs.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A task as lines tell of it: YAML, the tables of the CLI, and what somebody copies from ECS's console.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html
 */
final class PrintedLines {
    private static final String UNKNOWN = "(not in the text)";
    private static final Map<String, String> OF_TASK = Map.of(
            "taskarn", "TaskArn",
            "taskdefinitionarn", "TaskDefinitionArn",
            "laststatus", "LastStatus",
            "stopcode", "StopCode",
            "stoppedreason", "StoppedReason");
    private static final Map<String, String> OF_CONTAINER = Map.of(
            "name", "Name",
            "containername", "Name",
            "exitcode", "ExitCode",
            "reason", "Reason",
            "statusreason", "Reason");
    /** What stands between the cells of a table, or a name and its value: the first of them that a line has. */
    private static final List<Pattern> BETWEEN = List.of(
            Pattern.compile("\\|"), Pattern.compile("\\t"), Pattern.compile(" {3,80}"), Pattern.compile(": {1,8}|:$"));

    private static final int MOST_LINES_OF_A_TEXT = 20;

    private static final Set<String> NOTHING = Set.of("None", "-", "\u2013", "null", "");

    private final ObjectNode task = Json.object();
    private final ArrayNode containers = Json.array();
    private final List<String> others = new ArrayList<>();
    private List<String> header = List.of();
    private String expected = "";
    /** The CLI's YAML breaks a text in quotes where a line is full: whose it is, and its lines until now. */
    private String brokenKey = "";

    private final List<String> broken = new ArrayList<>();

    private PrintedLines() {}

    /**
     * A task, and the lines that are not of it.
     *
     * @param task as Step Functions writes it
     */
    record Printed(ObjectNode task, Stream<String> others) {}

    /** The task; empty where the lines do not tell how it stopped. */
    static Optional<Printed> of(String text) {
        if (text.indexOf('\n') < 0) {
            return Optional.empty();
        }
        PrintedLines lines = new PrintedLines();
        text.lines().forEach(lines::take);
        lines.putBroken();
        if (!lines.containers.isEmpty()) {
            lines.task.set("Containers", lines.containers);
        }
        return isTask(lines.task)
                ? Optional.of(new Printed(whole(lines.task), lines.others.stream()))
                : Optional.empty();
    }

    /** Whether a structure tells how a task stopped. */
    static boolean isTask(ObjectNode node) {
        JsonNode container = node.path("Containers").path(0);
        return (node.path("TaskArn").isTextual() && node.has("Containers"))
                || container.has("ExitCode")
                || container.has("exitCode")
                || node.path("StopCode").isTextual()
                || node.path("StoppedReason").isTextual();
    }

    /** The same with what Step Functions always tells; a task of which is told how it stopped has stopped. */
    static ObjectNode whole(ObjectNode node) {
        ObjectNode task = node.deepCopy();
        // where an end was cut out, what belongs to the task stands in its last container
        node.path("Containers").forEach(container -> {
            if (container.isObject()) {
                PastedFailure.capitals(container).properties().stream()
                        .filter(member -> OF_TASK.containsValue(member.getKey()) && !task.has(member.getKey()))
                        .filter(member -> !member.getKey().equals("LastStatus")
                                && !member.getKey().equals("TaskArn"))
                        .forEach(member -> task.set(member.getKey(), member.getValue()));
            }
        });
        if (!task.path("TaskArn").isTextual()) {
            task.put("TaskArn", UNKNOWN);
        }
        if (!task.path("TaskDefinitionArn").isTextual()) {
            task.put("TaskDefinitionArn", UNKNOWN);
        }
        task.put("LastStatus", task.path("LastStatus").asText("STOPPED").toUpperCase(Locale.ROOT));
        ArrayNode containers = Json.array();
        task.path("Containers").forEach(container -> {
            if (container.isObject()) {
                containers.add(container(PastedFailure.capitals(container)));
            }
        });
        task.set("Containers", containers);
        return task;
    }

    private static ObjectNode container(ObjectNode container) {
        JsonNode code = container.path("ExitCode");
        if (code.isTextual() && code.asText().strip().matches("-?\\d{1,9}")) {
            container.put("ExitCode", Integer.parseInt(code.asText().strip()));
        }
        if (NOTHING.contains(container.path("Reason").asText(""))) {
            container.remove("Reason");
        }
        if (!container.path("Name").isTextual()) {
            container.put("Name", "?");
        }
        return container;
    }

    private void take(String line) {
        String content = line.strip();
        if (!broken.isEmpty()) {
            broken.add(content);
            if (closes(content, broken.get(0).charAt(0)) || broken.size() > MOST_LINES_OF_A_TEXT) {
                putBroken();
            }
            return;
        }
        List<String> cells = BETWEEN.stream()
                .filter(pattern -> pattern.matcher(content).find())
                .findFirst()
                .map(pattern -> Arrays.stream(pattern.split(content, 40)))
                .orElseGet(() -> Stream.of(content))
                .map(cell -> cell.strip().replaceFirst("^- ", "").strip())
                .filter(cell -> !cell.isEmpty())
                .toList();
        if (cells.isEmpty()) {
            return;
        }
        if (!expected.isEmpty() && !known(key(cells.get(0)))) {
            member(expected, content);
            expected = "";
            return;
        }
        if (cells.stream().filter(cell -> OF_CONTAINER.containsKey(key(cell))).count() > 1) {
            header = cells.stream().map(PrintedLines::key).toList();
        } else if (!header.isEmpty() && cells.size() == header.size()) {
            row(cells);
        } else if (!(cells.size() == 1
                ? alone(cells.get(0))
                : member(key(cells.get(0)), String.join(": ", cells.subList(1, cells.size()))))) {
            others.add(content);
        }
    }

    private void row(List<String> cells) {
        ObjectNode container = containers.addObject();
        for (int i = 0; i < cells.size(); i++) {
            String member = OF_CONTAINER.get(header.get(i));
            if (member != null) {
                container.put(member, cells.get(i));
            }
        }
    }

    /** The console has a name on one line, and its value on the next. */
    private boolean alone(String cell) {
        boolean known = known(key(cell));
        if (known) {
            expected = key(cell);
        }
        return known;
    }

    private static boolean known(String key) {
        return OF_TASK.containsKey(key) || OF_CONTAINER.containsKey(key);
    }

    private boolean member(String key, String value) {
        if (!known(key)) {
            return false;
        }
        boolean quoted = value.startsWith("\"") || value.startsWith("'");
        if (quoted && !closes(value.substring(1), value.charAt(0))) {
            brokenKey = key;
            broken.add(value);
        } else {
            put(key, value);
        }
        return true;
    }

    private static boolean closes(String line, char quote) {
        return line.endsWith(String.valueOf(quote)) || line.endsWith(quote + ",");
    }

    private void putBroken() {
        if (!broken.isEmpty()) {
            put(brokenKey, String.join(" ", broken));
            broken.clear();
        }
    }

    private void put(String key, String value) {
        String text = value.replaceAll("^[\"']|[\"',]$", "");
        if (OF_TASK.containsKey(key)) {
            task.put(OF_TASK.get(key), text);
        } else {
            containerWithout(OF_CONTAINER.get(key)).put(OF_CONTAINER.get(key), text);
        }
    }

    /** A container begins where a member comes again. */
    private ObjectNode containerWithout(String member) {
        return containers.isEmpty() || containers.get(containers.size() - 1).has(member)
                ? containers.addObject()
                : (ObjectNode) containers.get(containers.size() - 1);
    }

    private static String key(String cell) {
        return Arrays.stream(cell.split("[\\s_-]{1,4}", 8))
                .reduce("", String::concat)
                .toLowerCase(Locale.ROOT);
    }
}
