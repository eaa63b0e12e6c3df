package io.github.sfnecs.rendering;

import io.github.sfnecs.diagnostic.Nearest;
import io.github.sfnecs.rendering.Value.Call;
import io.github.sfnecs.rendering.Value.Format;
import io.github.sfnecs.rendering.Value.Literal;
import io.github.sfnecs.rendering.Value.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a value as written in the POM, from its beginning to its end: text, and what is found out when the state runs. Whatever could be
 * meant either way is a mistake, since AWS would tell of it late, or never.
 */
final class ValueReader {
    /** What a context has. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
    private static final Pattern CONTEXT = Pattern.compile(
            "\\$\\$\\.(?:Execution\\.(?:Id|Name|RoleArn|StartTime|RedriveCount|RedriveTime|Input\\b.*+)"
                    + "|State\\.(?:Name|EnteredTime|RetryCount)|StateMachine\\.(?:Id|Name)|Task\\.Token|Map\\.Item\\..*+)");

    /** Where more than one thing is in a context. */
    private static final Pattern SECTION =
            Pattern.compile("\\$\\$\\.(?:Execution|State|StateMachine|Task|Map(?:\\.Item)?)");

    private static final Pattern PLAIN = Pattern.compile("\\$\\$(?:\\.\\w++)++");

    /** What a file's name may end with, and a member be called. */
    private static final Pattern ENDING =
            Pattern.compile("\\.(?i:com|csv|tsv|txt|json|jsonl|ndjson|xml|ya?ml|html?|pdf|log|sql|md|env"
                    + "|gz|tgz|tar|zip|bz2|zst|parquet|avro|orc|xlsx?|png|jpe?g|bak|old|tmp)");

    private static final Pattern ROOT =
            Pattern.compile("\\$\\$?(?=\\.(?<name>[\\p{L}_][\\p{L}\\p{N}_]*+)|\\[(?:['\"]|\\d++\\]))");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.])States\\.(?<name>\\w++)(?<gap>\\s*+)\\(");

    private final String text;
    private final ExpressionSyntax syntax;
    private final List<Value> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    ValueReader(String text) {
        this.text = text;
        this.syntax = new ExpressionSyntax(text);
    }

    Value read() {
        if (isJsonata(text.strip())) {
            throw new Value.Unreadable(
                    "it is JSONata, and the state machine is written in JSONPath",
                    "$.customer (input), $$.Execution.Name (context), States.Format('{}-{}', $.a, $.b)");
        }
        if (text.startsWith("$") && syntax.path(0, true).equals(Optional.of(text.length()))) {
            if (PLAIN.matcher(text).matches() && !SECTION.matcher(text).matches()) {
                inContext(text);
            }
            return new Path(text);
        }
        unknownFunction();
        while (at < text.length()) {
            if (!escape() && !path() && !call()) {
                literal.append(text.charAt(at++));
            }
        }
        endOfLiteral();
        return switch (parts.size()) {
            case 0 -> new Literal("");
            case 1 -> parts.get(0);
            default -> new Format(List.copyOf(parts));
        };
    }

    /** The parts of a list, between commas that are not in a call or a path; what is wrong with a part, it says itself. */
    List<String> parted() {
        List<String> list = new ArrayList<>();
        int begin = 0;
        while (at < text.length()) {
            int from = at;
            at = found(ROOT, from)
                    .flatMap(any -> syntax.path(from, false))
                    .or(() -> endOfCall(from))
                    .orElse(from + 1);
            if (text.charAt(from) == ',') {
                list.add(text.substring(begin, from));
                begin = at;
            }
        }
        list.add(text.substring(begin));
        return list;
    }

    private Optional<Integer> endOfCall(int from) {
        try {
            return found(CALL, from).flatMap(any -> syntax.call(from));
        } catch (Value.Unreadable e) {
            return Optional.of(text.length());
        }
    }

    private void endOfLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** A backslash before a dollar that begins the text, or that would mean something. */
    private boolean escape() {
        if (!text.startsWith("\\$", at)) {
            return false;
        }
        boolean means =
                at == 0 || text.startsWith("{", at + 2) || found(ROOT, at + 1).isPresent();
        if (means) {
            int dollars = text.startsWith("$$", at + 1) ? 2 : 1;
            literal.append(text, at + 1, at + 1 + dollars);
            at += 1 + dollars;
        }
        return means;
    }

    private boolean path() {
        if (text.charAt(at) != '$') {
            return false;
        }
        Optional<Matcher> root = found(ROOT, at);
        Optional<Integer> end = root.flatMap(any -> syntax.path(at, false));
        if (end.isEmpty() && at == 0) {
            throw new Value.Unreadable(
                    "it begins with a dollar, so it has to be a JSONPath into the execution's input or context",
                    "$.customer (input), $$.Execution.Name (context), or \\$HOME for a literal dollar");
        }
        if (end.isEmpty()) {
            return false;
        }
        String path = text.substring(at, end.get());
        unambiguous(path, end.get());
        endOfLiteral();
        parts.add(new Path(path));
        at = end.get();
        return true;
    }

    private void unambiguous(String path, int end) {
        int dot = path.lastIndexOf('.');
        if (dot > path.indexOf('.') && ENDING.matcher(path.substring(dot)).matches()) {
            throw new Value.Unreadable(
                    "whether " + path.substring(dot) + " in it belongs to the path can't be told",
                    "States.Format('{}" + path.substring(dot) + "', " + path.substring(0, dot)
                            + ") where it is text, States.Format('{}', " + path + ") where it is the path's");
        }
        if (path.startsWith("$$")) {
            inContext(path);
        }
        syntax.more(end).ifPresent(more -> {
            throw new Value.Unreadable(
                    "where its path " + path + " ends can't be told, as " + more + " may belong to it",
                    "States.Format('{}" + more + "…', " + path + ") where " + more + " is text, "
                            + (more.equals("-")
                                    ? "$['a-b'] where it is the name's"
                                    : "States.JsonToString($.items[*]) or $.items[*] by itself where it is the path's"));
        });
    }

    /** It has a dollar before all that it finds out; templates of other languages have these brackets, too. */
    private static boolean isJsonata(String text) {
        return text.startsWith("{%") && text.endsWith("%}") && text.contains("$");
    }

    private static void inContext(String path) {
        if (!CONTEXT.matcher(path).matches()) {
            String begin = path.substring(0, path.lastIndexOf('.'));
            throw new Value.Unreadable(
                    "it has the path " + path + ", and a context has nothing there",
                    (CONTEXT.matcher(begin).matches()
                                    ? "States.Format('{}" + path.substring(begin.length()) + "', " + begin + ")"
                                    : "$$.Execution.Name (context)")
                            + ", or \\" + path + " for a literal dollar");
        }
    }

    private boolean call() {
        Optional<String> name = found(CALL, at).map(call -> call.group("name"));
        Optional<Intrinsic> function = name.flatMap(Intrinsic::of);
        if (function.isEmpty()) {
            return false;
        }
        int end = syntax.call(at)
                .orElseThrow(() -> new Value.Unreadable(
                        "States." + name.get()
                                + " in it is not called with texts in single quotes, numbers, paths and functions,"
                                + " between parentheses",
                        "States.Format('{} of {}', $.part, $.all); States.Format('States." + name.get()
                                + "(') for a literal text"));
        endOfLiteral();
        parts.add(new Call(function.get(), text.substring(at, end)));
        at = end;
        return true;
    }

    /** What is all a call, of a function that there is not. */
    private void unknownFunction() {
        Optional<String> name =
                found(CALL, 0).filter(call -> call.group("gap").isEmpty()).map(call -> call.group("name"));
        name.filter(given -> text.endsWith(")") && Intrinsic.of(given).isEmpty())
                .ifPresent(given -> {
                    throw new Value.Unreadable(
                            "there is no intrinsic function States." + given,
                            "States." + Nearest.of(given, Intrinsic.names()) + "(…); the functions are "
                                    + Intrinsic.names());
                });
    }

    private Optional<Matcher> found(Pattern pattern, int from) {
        Matcher matcher = pattern.matcher(text);
        return matcher.useTransparentBounds(true).region(from, text.length()).lookingAt()
                ? Optional.of(matcher)
                : Optional.empty();
    }
}
