package io.github.sfnecs.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the expressions in a text end.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html ,
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
record ExpressionSyntax(String text) {
    /** AWS nests ten functions. */
    private static final int DEEPEST = 10;

    private static final Pattern ROOT = Pattern.compile("\\$\\$?");
    private static final Pattern QUOTED =
            Pattern.compile("\\[(?:'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d++)]");
    /** Within other text a path goes on as long as nobody could mean something else. */
    private static final Pattern PLAIN_STEP = Pattern.compile("\\.[\\p{L}_][\\p{L}\\p{N}_]*+|" + QUOTED);

    /** By itself it may have all that JSONPath has. */
    private static final Pattern STEP = Pattern.compile(
            "\\.{1,2}(?:[\\p{L}\\p{N}_-]++(?:\\(\\))?|\\*|(?<=\\.\\.)(?=\\[))|"
                    + QUOTED
                    + "|\\[[*:,\\d\\s-]++]|\\['[^'\\]]*+'(?:\\s*+,\\s*+'[^'\\]]*+')++]|\\[\\?[^\\[\\]]*+(?:\\[[^\\[\\]]*+][^\\[\\]]*+)*+]");

    /** What a path can go on with and text, too: in a name, to several members, or to members of members. */
    private static final Pattern MORE = Pattern.compile("-(?=[\\p{L}\\p{N}_])|\\[|\\.\\*|\\.\\.(?=[\\p{L}_\\[])");

    private static final Pattern HEAD = Pattern.compile("States\\.(\\w++)\\(");
    private static final Pattern WORD = Pattern.compile("-?\\d{1,40}+(?:\\.\\d{1,40}+)?|true|false|null");
    private static final Pattern BLANKS = Pattern.compile("\\s*+");

    /**
     * Where the path ends that begins here.
     *
     * @param alone whether it is all of a value or of an argument; else one needs a step, and ends where other text may begin
     */
    Optional<Integer> path(int from, boolean alone) {
        Optional<Integer> root = end(ROOT, from);
        int end = root.orElse(from);
        for (Optional<Integer> step = root; step.isPresent(); step = end(alone ? STEP : PLAIN_STEP, end)) {
            end = step.get();
        }
        int last = end;
        return root.filter(begin -> alone || last > begin).map(any -> last);
    }

    /** What a path that ends here could go on with; empty where it does end here. */
    Optional<String> more(int at) {
        return end(MORE, at).map(end -> text.substring(at, end));
    }

    /**
     * Where the call ends that begins here.
     *
     * @throws Value.Unreadable where a function gets what it does not take
     */
    Optional<Integer> call(int from) {
        return call(from, 1);
    }

    private Optional<Integer> call(int from, int depth) {
        Matcher head = HEAD.matcher(text).region(from, text.length());
        Optional<Intrinsic> function =
                depth > DEEPEST || !head.lookingAt() ? Optional.empty() : Intrinsic.of(head.group(1));
        if (function.isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        int at = blanks(head.end());
        if (text.startsWith(")", at)) {
            function.get().check(arguments);
            return Optional.of(at + 1);
        }
        while (true) {
            Optional<Integer> argument = argument(at, depth);
            arguments.add(text.substring(at, argument.orElse(at)));
            int after = blanks(argument.orElse(text.length()));
            if (text.startsWith(")", after)) {
                function.get().check(arguments);
                return Optional.of(after + 1);
            }
            if (!text.startsWith(",", after)) {
                return Optional.empty();
            }
            at = blanks(after + 1);
        }
    }

    private Optional<Integer> argument(int at, int depth) {
        return quoted(at).or(() -> end(WORD, at)).or(() -> path(at, true)).or(() -> call(at, depth + 1));
    }

    private Optional<Integer> quoted(int from) {
        for (int at = from + 1; text.startsWith("'", from) && at < text.length(); at++) {
            if (text.charAt(at) == '\'') {
                return Optional.of(at + 1);
            }
            if (text.charAt(at) == '\\' && (++at == text.length() || "\\'{}".indexOf(text.charAt(at)) < 0)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private int blanks(int at) {
        return end(BLANKS, at).orElse(at);
    }

    private Optional<Integer> end(Pattern pattern, int from) {
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true).region(from, text.length());
        return matcher.lookingAt() ? Optional.of(matcher.end()) : Optional.empty();
    }
}
