package io.github.sfnecs.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.json.LooseJson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A failure as somebody has it at hand: AWS's words, or a task or an execution behind them, as JSON, as JSON in JSON, escaped by a shell,
 * as the CLI or a language prints it, from a table, or with a part cut out.
 *
 * @param said the words; empty where there are none
 * @param cause the task or the execution, as Step Functions writes it
 * @param cut whether a part of it is missing
 */
record PastedFailure(String said, Optional<String> cause, boolean cut) {
    private static final Pattern CUT =
            Pattern.compile("(?<![./])\\.\\.\\.(?!\\.)|\u2026|(?i)[\\[<(-] ?(?:\\w{1,20} ){0,2}truncated");
    /** Quotes that something was put around are not those of the structure. */
    private static final Pattern ESCAPED = Pattern.compile("\\{\\s{0,80}(\\\\+[\"']|\"\"\\w|&quot;|&#34;)");

    private static final int MOST_ESCAPED = 4;
    private static final int MOST_STRUCTURES = 20;
    private static final int MOST_NESTED = 10;
    private static final int MOST_LOOKED_AT = 10_000;
    private static final int MOST_LINES = 200;

    /** Reads what was pasted. */
    static PastedFailure of(String text) {
        return of(text, 0);
    }

    private static PastedFailure of(String text, int nested) {
        String unescaped = text;
        for (int i = 0; i <= MOST_ESCAPED && nested < MOST_NESTED; i++) {
            Optional<PastedFailure> structured = structured(unescaped, nested);
            if (structured.isPresent()) {
                return structured.get();
            }
            String next = unescaped(unescaped);
            if (next.equals(unescaped)) {
                break;
            }
            unescaped = next;
        }
        return PrintedLines.of(text)
                .map(printed -> new PastedFailure(
                        telling(printed.others()), Optional.of(Json.compact(printed.task())), cut(text)))
                .orElseGet(() -> new PastedFailure(text.strip(), Optional.empty(), cut(text)));
    }

    private static boolean cut(String text) {
        return CUT.matcher(text).find();
    }

    /** One level of what JSON, shells, CSV and HTML put around quotes. */
    private static String unescaped(String text) {
        return Stream.<UnaryOperator<String>>of(
                        all -> all.replace("&quot;", "\"")
                                .replace("&#34;", "\"")
                                .replace("&#39;", "'"),
                        all -> all.replace("'\\''", "'").replace("'\"'\"'", "'"),
                        all -> all.replace("\\\\", "\u0000")
                                .replace("\\\"", "\"")
                                .replace("\\n", "\n")
                                .replace('\u0000', '\\'),
                        all -> all.contains("{\"\"") ? all.replace("\"\"", "\"") : all)
                .reduce(UnaryOperator.identity(), (one, other) -> all -> other.apply(one.apply(all)))
                .apply(text);
    }

    private static Optional<PastedFailure> structured(String text, int nested) {
        Optional<JsonNode> quoted = Json.tryParse(text).filter(JsonNode::isTextual);
        if (quoted.isPresent()) {
            return Optional.of(of(quoted.get().asText(), nested + 1)).filter(inner -> inner.cause.isPresent());
        }
        int from = text.indexOf('{');
        Optional<JsonNode> strict = from < 0 ? Optional.empty() : Json.tryParse(text.substring(from));
        if (strict.isPresent()) {
            return in(strict.get(), () -> words(text, from), cut(text), nested);
        }
        // others may stand before it, such as what a log has in front of each line
        int at = 0;
        for (int i = 0; i < MOST_STRUCTURES; i++) {
            Optional<LooseJson.Read> next = LooseJson.next(text, at);
            if (next.isEmpty() || isEscaped(text, next.get().from())) {
                return Optional.empty();
            }
            LooseJson.Read read = next.get();
            Optional<PastedFailure> found =
                    in(read.node(), () -> around(text, read), !read.whole() || cut(text), nested);
            if (found.isPresent()) {
                return found;
            }
            at = read.to();
        }
        return Optional.empty();
    }

    private static String around(String text, LooseJson.Read read) {
        return Stream.of(
                        words(text, read.from()),
                        telling(text.substring(read.to()).lines()))
                .filter(said -> !said.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static boolean isEscaped(String text, int from) {
        return ESCAPED.matcher(text).region(from, text.length()).lookingAt();
    }

    /** What stands beside a task and says more of the failure than how a container ended. */
    private static String telling(Stream<String> lines) {
        return lines.limit(MOST_LINES)
                .filter(line -> AccessDenied.in(line).isPresent()
                        || KnownFailure.in(line)
                                .filter(known -> known.compareTo(KnownFailure.SIDECAR) < 0)
                                .isPresent())
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    /** The words before a structure, such as the error's name. */
    private static String words(String text, int from) {
        return text.substring(0, from)
                .replaceFirst("(?<![:\\s\\[{(\"'`=])[:\\s\\[{(\"'`=]++$", "")
                .strip();
    }

    private static Optional<PastedFailure> in(JsonNode structure, Supplier<String> words, boolean cut, int nested) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(structure);
        for (int i = 0; i < MOST_LOOKED_AT && !open.isEmpty(); i++) {
            JsonNode node = open.poll();
            Optional<PastedFailure> found = node.isObject() ? at(capitals(node), words, cut, nested) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
            node.forEach(open::add);
        }
        return Optional.empty();
    }

    private static Optional<PastedFailure> at(ObjectNode node, Supplier<String> words, boolean cut, int nested) {
        if (node.path("ExecutionArn").isTextual() && node.path("Status").isTextual()) {
            return Optional.of(new PastedFailure(words.get(), Optional.of(Json.compact(node)), cut));
        }
        if (node.path("Cause").isTextual() || node.path("Cause").isObject()) {
            return Optional.of(caused(node, words.get(), cut, nested));
        }
        if (!node.path("Failures").isEmpty()
                && node.path("Failures").isArray()
                && node.path("Tasks").isEmpty()) {
            return Optional.of(new PastedFailure(refused(node, words.get()), Optional.empty(), cut));
        }
        return PrintedLines.isTask(node)
                ? Optional.of(new PastedFailure(words.get(), Optional.of(Json.compact(PrintedLines.whole(node))), cut))
                : Optional.empty();
    }

    private static String refused(ObjectNode node, String words) {
        StringBuilder said = new StringBuilder(words);
        node.path("Failures")
                .forEach(failure -> said.append('\n')
                        .append(
                                failure.isObject()
                                        ? capitals(failure).path("Reason").asText()
                                        : failure.asText()));
        return said.toString().strip();
    }

    private static PastedFailure caused(ObjectNode node, String words, boolean cut, int nested) {
        JsonNode cause = node.path("Cause");
        PastedFailure inner = of(cause.isObject() ? Json.compact(cause) : cause.asText(), nested + 1);
        String error = node.path("Error").asText("");
        String said = Stream.of(words, error, inner.said)
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + ": " + other)
                .orElse("");
        return new PastedFailure(said, inner.cause, cut || inner.cut);
    }

    /** Step Functions writes the members of ECS's answers with capitals, ECS without. */
    static ObjectNode capitals(JsonNode object) {
        ObjectNode capitals = Json.object();
        object.properties().forEach(member -> {
            String name = member.getKey();
            capitals.set(
                    name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                    member.getValue());
        });
        return capitals;
    }
}
