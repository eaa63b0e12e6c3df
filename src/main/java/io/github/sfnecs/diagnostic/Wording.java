package io.github.sfnecs.diagnostic;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of AWS's that may stand anywhere in a text. Whoever wrote the text, looking for them takes a time that grows as its length
 * does: words that follow one another at any distance are looked for one after the other, and no expression for one of them is
 * without bounds.
 *
 * @param alternatives any of them, each a list of expressions that are found in this order
 */
record Wording(List<List<Pattern>> alternatives) {
    /** Between expressions that are found in this order, whatever is between them in the text. */
    private static final String THEN = " ... ";

    static Wording of(String... alternatives) {
        return new Wording(Arrays.stream(alternatives).map(Wording::inOrder).toList());
    }

    /** An alternative as it is written. */
    static List<Pattern> inOrder(String alternative) {
        return Arrays.stream(alternative.split(Pattern.quote(THEN), -1))
                .map(Pattern::compile)
                .toList();
    }

    /** Whether the text has these words. */
    boolean isIn(CharSequence text) {
        return alternatives.stream().anyMatch(expressions -> inOrder(expressions, text));
    }

    private static boolean inOrder(List<Pattern> expressions, CharSequence text) {
        int from = 0;
        for (Pattern expression : expressions) {
            Matcher matcher = expression.matcher(text);
            if (!matcher.find(from)) {
                return false;
            }
            from = matcher.end();
        }
        return true;
    }
}
