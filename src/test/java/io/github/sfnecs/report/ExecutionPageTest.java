package io.github.sfnecs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.Hostile;
import org.junit.jupiter.api.Test;

/** The page as it is written; how it looks is in {@link ExecutionPageInBrowserTest}. */
class ExecutionPageTest {
    private static final ExecutionPage PAGE = new ExecutionPage("prices of a day");

    @Test
    void needsNothingElse() {
        assertThat(PAGE.of(Records.saying("text")))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<style>")
                .doesNotContain("src=", "url(", "@import", "<script", "<link");
    }

    @Test
    void escapesWhateverItIsTold() {
        String plain = PAGE.of(Records.saying("x"));

        assertThat(Hostile.texts()).allSatisfy(text -> {
            String page = PAGE.of(Records.saying(text));
            assertThat(count(page, '<')).isEqualTo(count(plain, '<'));
            assertThat(count(page, '>')).isEqualTo(count(plain, '>'));
            assertThat(count(page, '"')).isEqualTo(count(plain, '"'));
            assertThat(page.codePoints().filter(c -> Character.getType(c) == Character.FORMAT))
                    .isEmpty();
        });
    }

    @Test
    void linksToTheConsole() {
        assertThat(PAGE.of(Records.saying("x")))
                .contains("<a href=\"https://console/x\">Open it in the AWS console</a>");
    }

    @Test
    void showsNoMoreThanSomebodyReads() {
        String page = PAGE.of(Records.crowd(10_000));

        assertThat(page)
                .contains(
                        "The first 300 of 10000 states.",
                        "The first 500 of 20000 rows",
                        "The first 500 of 10000 tasks");
        assertThat(page.length()).isLessThan(1_500_000);
    }

    private static long count(String text, char what) {
        return text.chars().filter(c -> c == what).count();
    }
}
