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

    /** What a file's name may end with, and a member be called. */
    private static final Pattern ENDING =
            Pattern.compile("\\.(?i:csv|tsv|txt|json|jsonl|ndjson|xml|ya?ml|html?|pdf|log|sql|md|env"
                    + "|gz|tgz|tar|zip|bz2|zst|parquet|avro|orc|xlsx?|png|jpe?g|bak|old|tmp)");

    private static final Pattern ROOT =
            Pattern.compile("\\$\\$?(?=\\.(?<name>[\\p{L}_][\\p{L}\\p{N}_]*+)|\\[(?:['\"]|\\d++\\]))");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.])States\\.(?<name>\\w++)\\(");

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
        if (text.startsWith("$") && syntax.path(0, true).equals(Optional.of(text.length()))) {
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
        if (path.startsWith("$$") && !CONTEXT.matcher(path).matches()) {
            throw new Value.Unreadable(
                    "it has the path " + path + ", and a context has nothing there",
                    "$$.Execution.Name (context), or \\" + path + " for a literal dollar");
        }
        if (syntax.hyphenated(end)) {
            throw new Value.Unreadable(
                    "where its path " + path + " ends can't be told, as a name may have a hyphen",
                    "States.Format('{}-…', " + path + ") where the hyphen is text, $['a-b'] where it is the name's");
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
        Optional<String> name = found(CALL, 0).map(call -> call.group("name"));
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
