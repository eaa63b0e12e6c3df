package io.github.sfnecs.mapcharts;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.mapruns.ChildStatus;
import io.github.sfnecs.mapruns.Children;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.MapRuns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the page says of a Map Run; how it looks is in the browser's test of the page. */
class MapRunSectionsTest {
    private static final Instant NOW = MapRuns.TIME.plusSeconds(3600);
    private static final MapRunRecord SOME = MapRuns.fanOut(40, 5);

    /** An element to a line. */
    @Test
    void saysAllOfAMapRun() {
        assertGolden(
                "report/map-run.html",
                draw(SOME)
                        .replaceAll("(?=<(h[1-6]|p|div|dl|ul|li|svg|path|figure|figcaption|details|tr|pre)\\b)", "\n"));
    }

    @Test
    void isNothingWhereThereIsNone() {
        assertThat(new MapRunSections(List.of(), NOW, "prices", arn -> Optional.empty())
                        .draw()
                        .markup())
                .isEmpty();
    }

    @Test
    void saysOfAMapRunOfWhichNothingIsKnownThatNothingIs() {
        assertThat(draw(MapRuns.with(SOME, new Children(), Counts.NONE)))
                .contains("How many items it has is not known; in ", "None of its executions is known by itself.")
                .doesNotContain("<svg");
    }

    @Test
    void hasACellForEachExecutionUpToTenThousand() {
        String page = draw(MapRuns.fanOut(10_000, 500));

        assertThat(cells(page)).isEqualTo(10_000);
        assertThat(page).contains("A cell for each execution, in the order in which they began.");
        assertThat(drawing(page)).as("however many cells there are").hasSizeLessThan(30_000);
    }

    /** One that failed among a hundred thousand is seen. */
    @Test
    void showsTheWorstOfSeveralWhereThereAreMore() {
        String page = draw(MapRuns.fanOut(100_000, 10));

        assertThat(cells(page)).isEqualTo(10_000);
        assertThat(cells(page, "failed") + cells(page, "timed-out")).isEqualTo(10);
        assertThat(page)
                .contains("A cell for 10 executions, in the order in which they began; it shows the worst of them.");
    }

    @Test
    void showsThemInTheOrderInWhichTheyBeganAndThenThoseThatHaveNot() {
        Children children = new Children();
        add(children, ChildStatus.RUNNING, 2);
        add(children, ChildStatus.SUCCEEDED, 0);
        add(children, ChildStatus.PENDING_REDRIVE, 3);
        add(children, ChildStatus.FAILED, 1);
        // of the three that are pending one has begun, and failed
        String page = draw(MapRuns.with(SOME, children, new Counts(9, 3, 1, 1, 1, 0, 0)));

        assertThat(drawing(page))
                .contains(
                        "\"succeeded\" d=\"M0 0h1\"",
                        "\"failed\" d=\"M1 0h1\"",
                        "\"running\" d=\"M2 0h1\"",
                        "\"waiting\" d=\"M3 0h1\"",
                        "\"not-begun\" d=\"M4 0h2\"");
        assertThat(page).contains("Of 9 executions 6 are known by themselves.");
    }

    @Test
    void believesNoNumberOfExecutionsThatHaveNotBegun() {
        String page = draw(MapRuns.with(SOME, new Children(), new Counts(1, Long.MAX_VALUE, 0, 0, 0, 0, 0)));

        assertThat(cells(page)).isEqualTo(10_000);
    }

    @Test
    void showsTheTenSlowestWithTheirNames() {
        String page = draw(MapRuns.fanOut(1000, 20));

        String slowest = page.substring(page.indexOf("The slowest"));
        assertThat(count(slowest, "<li>")).isEqualTo(10);
        assertThat(slowest)
                .contains("<a href=\"https://console/arn:aws:states:eu-central-1:123456789012:execution:nightly/Each:");
        assertThat(slowest)
                .containsPattern("item \\d+</a> \\(timed out\\)")
                .containsPattern("execution [0-9a-f]{8}</a></span>");
    }

    @Test
    void limitsNothingWhereTheMapDoesNot() {
        String limited = draw(MapRuns.fanOut(10_000, 1));

        assertThat(limited).contains("(maxConcurrency 1,200).", "class=\"limit\"");
        assertThat(draw(SOME)).as("the line would be far above").doesNotContain("class=\"limit\"");
    }

    /** Not the first reason alone has room for those that failed. */
    @Test
    void showsOfEachReasonSomeThatFailedForIt() {
        String page = draw(MapRuns.saying("x".repeat(250), 500));

        assertThat(count(page, "class=\"reason\"")).isEqualTo(20);
        assertThat(count(page, "class=\"item\"")).isEqualTo(20);
        assertThat(page).contains("2,880 more failed for other reasons; execution.json has all.");
        assertThat(page).contains("Of 2 more nobody read why they failed.");
    }

    @Test
    void leavesOutLinesAndThenItemsForWhichThereIsNoRoom() {
        MapRunRecord run = MapRuns.fanOut(10_000, 500);
        String all = draw(run);
        String few = new MapRunSections(
                        IntStream.range(0, 10).mapToObj(i -> run).toList(), NOW, "prices", arn -> Optional.empty())
                .draw()
                .markup();

        assertThat(count(all, "class=\"item\"")).isEqualTo(500);
        assertThat(count(all, "OutOfMemoryError"))
                .isEqualTo((int) run.failures().get(0).count());
        assertThat(few).containsPattern("\\d+ of them</summary>");
        assertThat(few.length()).isLessThan(1_000_000);
    }

    private static void add(Children children, ChildStatus status, int second) {
        children.add(status, MapRuns.TIME.plusSeconds(second), Optional.of(MapRuns.TIME.plusSeconds(9)));
    }

    private static String draw(MapRunRecord run) {
        return new MapRunSections(List.of(run), NOW, "prices", arn -> Optional.of("https://console/" + arn))
                .draw()
                .markup();
    }

    /** The grid. */
    private static String drawing(String page) {
        return page.substring(page.indexOf("<svg role=\"img\""), page.indexOf("<figcaption>"));
    }

    private static int cells(String page) {
        return cells(page, "[a-z-]+");
    }

    private static int cells(String page, String kind) {
        return Pattern.compile("<path class=\"" + kind + "\" d=\"([^\"]*)\"")
                .matcher(drawing(page))
                .results()
                .flatMap(path ->
                        Pattern.compile("h(\\d+)").matcher(path.group(1)).results())
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .sum();
    }

    private static int count(String text, String part) {
        return (int)
                Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
