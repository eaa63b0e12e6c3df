package io.github.sfnecs.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts by which a regular expression takes long, if it can: made of what the expression itself looks for, again and again. */
public final class HostileText {
    private final List<String> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    private HostileText() {}

    /**
     * The recipes for an expression, of which each makes a text of a given length.
     *
     * @param expressions one, or several that are looked for in this order
     */
    public static List<Recipe> recipes(List<Pattern> expressions) {
        HostileText text = new HostileText();
        expressions.forEach(expression -> text.read(expression.pattern()));
        List<String> found = Stream.concat(text.pieces.stream(), Stream.of(" ", "\n", "x"))
                .distinct()
                .toList();
        List<Recipe> recipes = new ArrayList<>();
        for (int count = 1; count <= text.pieces.size(); count++) {
            String together = String.join("", text.pieces.subList(0, count));
            recipes.add(new Recipe("", together, ""));
            recipes.add(new Recipe("", together + " ", "\n"));
            for (String piece : found) {
                recipes.add(new Recipe(together, piece, ""));
                recipes.add(new Recipe(together, piece, "\n"));
            }
        }
        for (String one : found) {
            recipes.add(new Recipe("", one, ""));
            found.forEach(other -> recipes.add(new Recipe("", one + other, "")));
            found.forEach(other -> recipes.add(new Halves(one, other).recipe()));
        }
        return recipes;
    }

    private record Halves(String one, String other) {
        Recipe recipe() {
            return new Recipe(null, one, other);
        }
    }

    /**
     * How a text is made.
     *
     * @param before once, at its beginning; null where it is half of the one, half of the other
     * @param repeated again and again
     * @param after once, at its end
     */
    public record Recipe(String before, String repeated, String after) {
        /** A text of this length. */
        public String text(int length) {
            return before == null
                    ? repeat(repeated, length / 2) + repeat(after, length - length / 2)
                    : before + repeat(repeated, Math.max(0, length - before.length() - after.length())) + after;
        }

        private static String repeat(String text, int length) {
            return text.repeat(length / text.length() + 1).substring(0, length);
        }
    }

    /** Splits an expression into what it looks for: its literal texts, and a character of each class. */
    private void read(String regex) {
        for (int at = 0; at < regex.length(); ) {
            char c = regex.charAt(at);
            switch (c) {
                case '\\' -> {
                    escaped(regex.charAt(at + 1));
                    at += 2;
                }
                case '[' -> {
                    int end = endOfClass(regex, at);
                    sample(regex.substring(at, end));
                    at = end;
                }
                case '{' -> at = regex.indexOf('}', at) + 1;
                case '(' -> {
                    cut();
                    at = regex.startsWith("(?", at) ? behindTheKind(regex, at + 2) : at + 1;
                }
                case ')', '|', '^', '$', '*', '+', '?' -> {
                    cut();
                    at++;
                }
                case '.' -> {
                    sample(".");
                    at++;
                }
                default -> {
                    literal.append(c);
                    at++;
                }
            }
        }
        cut();
    }

    private void escaped(char c) {
        if ("dDwWsS".indexOf(c) >= 0) {
            sample("\\" + c);
        } else if ("bBGAzZ".indexOf(c) >= 0) {
            cut();
        } else {
            literal.append(c);
        }
    }

    private static int endOfClass(String regex, int from) {
        int depth = 0;
        for (int at = from; ; at++) {
            switch (regex.charAt(at)) {
                case '\\' -> at++;
                case '[' -> depth++;
                case ']' -> {
                    depth--;
                    if (depth == 0) {
                        return at + 1;
                    }
                }
                default -> {}
            }
        }
    }

    private static int behindTheKind(String regex, int at) {
        if (regex.startsWith("<=", at) || regex.startsWith("<!", at)) {
            return at + 2;
        }
        int end = at;
        while (":)>=!".indexOf(regex.charAt(end)) < 0) {
            end++;
        }
        return regex.charAt(end) == ')' ? end : end + 1;
    }

    private void sample(String characterClass) {
        cut();
        Pattern one = Pattern.compile(characterClass);
        IntStream.concat(IntStream.of('x', '1', ' ', '-'), IntStream.rangeClosed('!', '~'))
                .mapToObj(Character::toString)
                .filter(candidate -> one.matcher(candidate).matches())
                .findFirst()
                .ifPresent(pieces::add);
    }

    private void cut() {
        if (!literal.isEmpty()) {
            pieces.add(literal.toString());
            literal.setLength(0);
        }
    }
}
