package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.house.Regexes.Regex;
import io.github.sfnecs.testing.CountingText;
import io.github.sfnecs.testing.HostileText;
import io.github.sfnecs.testing.HostileText.Recipe;
import io.github.sfnecs.testing.Tables;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Regular expressions meet texts of AWS, of containers and of whoever holds a task token. Whatever such a text is, each takes a
 * time that grows as its length does: for four times the text four times the looks at its characters. With the square of the
 * length it would be sixteen times.
 */
class RegularExpressionsTest {
    private static final Regexes ALL = new Regexes();
    private static final int LONG = Tables.whole() ? 1 << 15 : 1 << 13;
    private static final int SHORT = LONG / 4;
    /** Other builds than the table's try only each so many-th text. */
    private static final int STRIDE = Tables.whole() ? 1 : 29;
    /** Each character may be looked at so often: bounded repetitions look as far ahead as their bound. */
    private static final int LOOKS = 1500;

    static List<Regex> everyRegularExpression() {
        return ALL.found();
    }

    @Test
    void areAllFound() {
        assertThat(ALL.unknown()).isEmpty();
        assertThat(ALL.found()).hasSizeGreaterThan(100);
        assertThat(KnownFailure.values())
                .allSatisfy(known ->
                        assertThat(ALL.found()).anyMatch(regex -> regex.where().endsWith("." + known)));
    }

    @ParameterizedTest
    @MethodSource("everyRegularExpression")
    void takeATimeThatGrowsAsTheTextDoes(Regex regex) {
        List<Recipe> recipes = HostileText.recipes(List.of(regex.pattern()));

        assertThat(IntStream.range(0, recipes.size())
                        .filter(index -> index % STRIDE == 0)
                        .mapToObj(recipes::get)
                        .filter(recipe -> uses(regex).anyMatch(use -> !isLinear(regex, recipe, use))))
                .as(regex.toString())
                .isEmpty();
    }

    private static Stream<ToLongFunction<Matcher>> uses(Regex regex) {
        return switch (regex.use()) {
            case MATCH -> Stream.of(RegularExpressionsTest::matches);
            case FIND -> Stream.of(RegularExpressionsTest::findsAll);
            case ANY -> Stream.of(RegularExpressionsTest::matches, RegularExpressionsTest::findsAll);
        };
    }

    private static boolean isLinear(Regex regex, Recipe recipe, ToLongFunction<Matcher> use) {
        try {
            long few = looks(regex, recipe.text(SHORT), use);
            long many = looks(regex, recipe.text(LONG), use);
            return many <= 6 * few + 4L * LONG;
        } catch (CountingText.TooMany e) {
            return false;
        }
    }

    private static long looks(Regex regex, String text, ToLongFunction<Matcher> use) {
        CountingText counting = new CountingText(text, (long) LOOKS * text.length());
        assertThat(use.applyAsLong(regex.pattern().matcher(counting))).isNotNegative();
        return counting.looks();
    }

    private static long matches(Matcher matcher) {
        return matcher.matches() ? 1 : 0;
    }

    private static long findsAll(Matcher matcher) {
        return matcher.results().count();
    }
}
