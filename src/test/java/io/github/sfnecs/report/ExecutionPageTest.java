package io.github.sfnecs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.MapRuns;
import io.github.sfnecs.testing.Hostile;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The page as it is written; how it looks is in {@link ExecutionPageInBrowserTest}. */
class ExecutionPageTest {
    private static final int MEGABYTE = 1_000_000;
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

    /** A hundred thousand of them, or texts that are nothing but markup, take no more. */
    @Test
    void hasRoomForAMapRunOfTenThousandOfWhichFiveHundredFailed() {
        assertThat(size(MapRuns.fanOut(10_000, 500))).isBetween(300_000, MEGABYTE);
        assertThat(size(MapRuns.fanOut(100_000, 500))).isLessThan(MEGABYTE);
        assertThat(size(MapRuns.fanOut(10_000, 5000))).isLessThan(MEGABYTE);
        assertThat(size(MapRuns.saying("<'\u202e\">\n".repeat(500), 500))).isLessThan(MEGABYTE);
    }

    @Test
    void saysHowManyMapRunsItDoesNotShow() {
        String page = PAGE.of(Records.with(
                Collections.nCopies(30, MapRuns.fanOut(10_000, 500)).toArray(MapRunRecord[]::new)));

        assertThat(page).contains("The first 20 of 30 Map Runs; execution.json has all.");
        assertThat(page.length()).isLessThan(2 * MEGABYTE);
    }

    private static int size(MapRunRecord run) {
        return PAGE.of(Records.with(run)).getBytes(StandardCharsets.UTF_8).length;
    }

    private static long count(String text, char what) {
        return text.chars().filter(c -> c == what).count();
    }
}
