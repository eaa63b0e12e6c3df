package io.github.sfnecs.fakeaws.states.expression;

import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expressions; {@link IllegalArgumentException} for what isn't one, {@link NotEmulated} for what is one elsewhere. */
final class ExpressionParser {

    private static final Pattern CALL = Pattern.compile("States\\.(\\w+)\\(");
    private static final Pattern TEXT = Pattern.compile("'([^'\\\\]*+(?:\\\\[\\\\'{}][^'\\\\]*+)*+)'");
    private static final Pattern LITERAL = Pattern.compile("-?\\d+(\\.\\d+)?|true|false|null");
    private static final Pattern ROOT = Pattern.compile("\\$([A-Za-z_]\\w*)|\\$\\$?");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][\\w-]*)|\\['([^']+)']|\\[(\\d+|\\*|\\d*:\\d*)]");
    private static final Pattern SPACE = Pattern.compile("\\s*");

    private final Matcher text;
    private int at;

    ExpressionParser(String text) {
        this.text = Pattern.compile("").matcher(text);
    }

    Expression parse() {
        Expression expression = expression();
        if (at < text.regionEnd() || at == 0) {
            throw unreadable();
        }
        return expression;
    }

    private Expression expression() {
        if (next(CALL)) {
            Intrinsic function = intrinsic(text.group(1));
            return new Expression.Call(function, arguments());
        }
        if (next(TEXT)) {
            return new Expression.Text(text.group(1));
        }
        if (next(LITERAL)) {
            return new Expression.Literal(Json.parse(text.group()).orElseThrow());
        }
        if (next(ROOT)) {
            return new Expression.Path(text.group(1) == null ? text.group() : text.group(1), steps());
        }
        throw unreadable();
    }

    private static Intrinsic intrinsic(String name) {
        return Arrays.stream(Intrinsic.values())
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotEmulated("the intrinsic function States." + name));
    }

    private List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        skipSpace();
        if (next(Pattern.compile("\\)"))) {
            return arguments;
        }
        while (true) {
            skipSpace();
            arguments.add(expression());
            skipSpace();
            if (next(Pattern.compile("\\)"))) {
                return arguments;
            }
            if (!next(Pattern.compile(","))) {
                throw unreadable();
            }
        }
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        while (next(STEP)) {
            String name = text.group(1) == null ? text.group(2) : text.group(1);
            steps.add(name == null ? "[" + text.group(3) : name);
        }
        if (next(Pattern.compile("\\.\\.|\\.\\*|\\["))) {
            throw new NotEmulated("JSONPath beyond names, indexes and slices");
        }
        return steps;
    }

    private void skipSpace() {
        next(SPACE);
    }

    private boolean next(Pattern pattern) {
        boolean found = text.usePattern(pattern).region(at, text.regionEnd()).lookingAt();
        if (found) {
            at = text.end();
        }
        return found;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("must be a valid JSONPath or a valid intrinsic function call");
    }
}
