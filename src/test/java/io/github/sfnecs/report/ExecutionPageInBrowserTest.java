package io.github.sfnecs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapruns.MapRuns;
import io.github.sfnecs.report.Browser.Colours;
import io.github.sfnecs.testing.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page as a person looks at it, of four executions on the embedded AWS and of one with a Map Run that never was. */
class ExecutionPageInBrowserTest {
    private static final int PHONE = 360;
    private static final int DESK = 1000;
    private static final int HEIGHT = 900;
    /** Where with {@code -Dgolden.update} the pictures go that the README and the manual show. */
    private static final Path PICTURES = Path.of("src", "site", "resources", "images");

    /**
     * A picture.
     *
     * @param report what is in it
     * @param shown what of that; empty for the beginning
     */
    private record Picture(String name, String report, String shown, Colours colours) {}

    private static final List<Picture> SHOWN = List.of(
            new Picture("succeeded", "succeeded", "", Colours.LIGHT),
            new Picture("failed", "failed", "", Colours.DARK),
            new Picture("crowd", "crowd", ".timeline .of-task", Colours.LIGHT),
            new Picture("pipeline", "pipeline", ".machine", Colours.LIGHT),
            new Picture("map", "map", ".map-run figure", Colours.LIGHT),
            new Picture("map-times", "map", "figure.running", Colours.LIGHT));

    private static Map<String, ExecutionReport> reports;
    private static Browser browser;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.missing().isEmpty(), () -> Browser.missing().orElseThrow());
        reports = Map.of(
                "succeeded", ReportedExecutions.succeeded(),
                "failed", ReportedExecutions.failed(),
                "crowd", ReportedExecutions.crowd(),
                "pipeline", Pipeline.run(),
                "map",
                        new ExecutionReport(
                                Records.with(MapRuns.fanOut(10_000, 47)), "prices of a day", Optional.empty()));
        browser = Browser.start();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<Arguments> screens() {
        Stream<Arguments> some = Stream.of(
                Arguments.of("succeeded", PHONE, Colours.LIGHT),
                Arguments.of("failed", DESK, Colours.LIGHT),
                Arguments.of("map", PHONE, Colours.DARK),
                Arguments.of("pipeline", DESK, Colours.LIGHT));
        Stream<Arguments> others = Stream.of(
                Arguments.of("succeeded", DESK, Colours.DARK),
                Arguments.of("failed", PHONE, Colours.DARK),
                Arguments.of("map", DESK, Colours.LIGHT),
                Arguments.of("pipeline", PHONE, Colours.DARK),
                Arguments.of("crowd", PHONE, Colours.DARK));
        return Tables.whole() ? Stream.concat(some, others) : some;
    }

    @ParameterizedTest
    @MethodSource("screens")
    void hasNoBarriersAndNothingBesideTheScreen(String name, int width, Colours colours) {
        open(name, width, colours);

        assertThat(browser.console()).isEmpty();
        assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void showsThePathThatAnExecutionTook() {
        open("succeeded", DESK, Colours.LIGHT);

        assertThat(texts(".graph .name")).startsWith("Prepare", "Wait for the database", "Write orders");
        assertThat(texts(".graph .passed .name"))
                .containsExactly("Prepare", "Wait for the database", "Write orders", "Report");
        assertThat(texts(".graph .unvisited .name")).containsExactly("Tidy up", "Give up");
        assertThat(ways("taken"))
                .containsExactlyInAnyOrder(
                        "Start > Prepare",
                        "Prepare > Wait for the database",
                        "Wait for the database > Write orders",
                        "Write orders > Report",
                        "Report > End");
        assertThat(ways("way:not(.taken)")).containsExactlyInAnyOrder("Write orders > Tidy up", "Tidy up > Give up");
    }

    @Test
    void showsTheStateInWhichAnExecutionFailed() {
        open("failed", DESK, Colours.LIGHT);

        assertThat(texts(".graph .failed")).singleElement().asString().contains("RunTask", "failed");
        assertThat(ways("taken")).containsExactly("Start > RunTask");
        assertThat(texts(".problem")).singleElement().asString().contains("A container was killed (SIGKILL).");
        assertThat(texts("h1 .status")).containsExactly("FAILED");
        assertThat(texts("tbody .failed th")).containsExactly("app");
        assertThat(texts(".log pre"))
                .contains("reading orders of 2026-01-01\njava.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void showsThePathThroughAChoiceAParallelAndAMap() {
        for (int width : List.of(DESK, PHONE)) {
            open("pipeline", width, Colours.LIGHT);

            assertThat(ways("taken"))
                    .containsExactlyInAnyOrder(
                            "Start > Plan",
                            "Plan > How much?",
                            "How much? > Prepare",
                            "Copy > Go on without",
                            "Index > Settle",
                            "Prepare > Load each",
                            "Any rows? > Skip",
                            "Any rows? > Load",
                            "Load each > Report",
                            "Report > Publish",
                            "Publish > Give up");
            assertThat(ways("way:not(.taken)"))
                    .containsExactlyInAnyOrder(
                            "How much? > Load at once",
                            "How much? > Nothing to do",
                            "Load at once > Report",
                            "Load each > Give up",
                            "Publish > End",
                            "Nothing to do > End");
        }
    }

    /** By more than its colour. */
    @Test
    void saysOfEachStateWhatItIsAndWhatBecameOfIt() {
        open("pipeline", DESK, Colours.LIGHT);

        assertThat(texts(".graph .unvisited .box"))
                .containsExactly(
                        "Load at oncePass · not entered; leads to Report",
                        "Nothing to doSucceed · not entered; leads to the end");
        assertThat(texts(".graph .fact"))
                .contains(
                        "Choice · went to Prepare · passed · 0:00",
                        "Map · 5 iterations: 5 succeeded · passed · 0:54",
                        "Task · 4 visits: passed · 5 attempts · 1:40 in all",
                        "Task · failed, caught: States.TaskFailed · 0:43",
                        "Parallel · failed, caught: States.TaskFailed · 0:43",
                        "Task · aborted · 0:43",
                        "Fail · failed: Pipeline.Failed · 0:00");
        assertThat(texts(".started")).containsExactly("started execution report-1 of report");
        assertThat(number("return document.querySelectorAll('.name .choice').length"))
                .isEqualTo(2);
        assertThat(number("return document.querySelectorAll('.name .parallel').length"))
                .isEqualTo(2);
        assertThat(number("return document.querySelectorAll('.name .map').length"))
                .isOne();
    }

    @Test
    void framesWhatIsInABranchOrAnIteration() {
        for (int width : List.of(DESK, PHONE)) {
            open("pipeline", width, Colours.LIGHT);

            assertThat((List<?>) browser.script("""
                    return [...document.querySelectorAll('.graph .graph > .state')].flatMap(state => {
                      const box = state.getBoundingClientRect();
                      const holes = ['.scope', '.frame'].filter(frame => {
                        const around = state.parentElement.closest(frame).getBoundingClientRect();
                        return box.left <= around.left || box.right >= around.right || box.top <= around.top || box.bottom >= around.bottom;
                      });
                      return holes.map(frame => state.textContent + ' leaves its ' + frame);
                    });
                    """)).isEmpty();
            assertThat(texts(".scope[aria-label] > .fact"))
                    .containsExactly("Branch 1 of 2", "Branch 2 of 2", "Each item", "Branch 1 of 2", "Branch 2 of 2");
        }
        List<?> besideEachOther = (List<?>) browser.script("""
                return [...document.querySelectorAll('.inner')].map(inner =>
                  new Set([...inner.querySelectorAll(':scope > .scope')].map(one => one.getBoundingClientRect().top)).size);
                """);
        assertThat(besideEachOther).hasToString("[2, 1, 2]");
    }

    /** Hidden names are not lost: whoever wants them opens them, with the keyboard, too. */
    @Test
    void putsTogetherTheMostOfAThousandStatesWhereTheExecutionNeverWas() throws IOException {
        open(
                Files.writeString(
                        folder.resolve("long.html"), new ExecutionPage("prices of a day").of(Records.lost(1000))),
                PHONE,
                Colours.DARK);

        assertThat(texts(".graph > .state > .box > .name")).containsExactly("State 0", "State 500", "State 999");
        assertThat(texts(".folded summary")).containsExactly("499 states, not entered", "498 states, not entered");
        assertThat(ways("taken")).containsExactly("Start > State 0", "State 0 > State 500", "State 500 > State 999");
        browser.script("document.querySelector('.folded summary').focus()");
        browser.enter();
        assertThat(texts(".folded details[open] p")).singleElement().asString().startsWith("State 1, State 2, ");
        assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void showsEachPhaseOfEachTaskWhereItsTimesAre() {
        for (String name : List.of("succeeded", "failed", "crowd")) {
            JsonNode json = Json.tryParse(reports.get(name).json()).orElseThrow();
            open(name, DESK, Colours.LIGHT);
            Map<?, ?> bars = (Map<?, ?>) browser.script("""
                    return Object.fromEntries([...document.querySelectorAll('.timeline .of-task')].map(row => {
                      const track = row.querySelector('.track').getBoundingClientRect();
                      return [row.querySelector('a').getAttribute('href'),
                        [...row.querySelectorAll('.bar')].map(bar => {
                          const box = bar.getBoundingClientRect();
                          return [bar.title.replace(/ [0-9:]+$/, ''), (box.left - track.left) / track.width, box.width / track.width];
                        })];
                    }));
                    """);

            assertThat(bars).hasSize(json.path("tasks").size());
            for (int task = 0; task < json.path("tasks").size(); task++) {
                assertBars(
                        (List<?>) bars.get("#task-" + (task + 1)),
                        json,
                        json.path("tasks").path(task));
            }
        }
    }

    private static void assertBars(List<?> bars, JsonNode json, JsonNode task) {
        List<String> names = List.of("provisioning", "image pull", "running", "stopping");
        List<Instant> times = Stream.of("createdAt", "pullStartedAt", "startedAt", "stoppingAt", "stoppedAt")
                .map(time -> Instant.parse(task.path(time).asText()))
                .toList();
        Instant begin = Instant.parse(json.path("startDate").asText());
        double whole = seconds(begin, Instant.parse(json.path("stopDate").asText()));
        assertThat(bars).extracting(bar -> ((List<?>) bar).get(0)).isEqualTo(names);
        Offset<Double> aPixelOrTwo = within(0.004);
        for (int part = 0; part < names.size(); part++) {
            List<?> bar = (List<?>) bars.get(part);
            assertThat(((Number) bar.get(1)).doubleValue())
                    .as(names.get(part))
                    .isCloseTo(seconds(begin, times.get(part)) / whole, aPixelOrTwo);
            assertThat(((Number) bar.get(2)).doubleValue())
                    .as(names.get(part))
                    .isCloseTo(seconds(times.get(part), times.get(part + 1)) / whole, aPixelOrTwo);
        }
    }

    @Test
    void showsTwoHundredTasksEachOnItsRow() {
        open("crowd", PHONE, Colours.LIGHT);

        assertThat(texts(".timeline .of-task")).hasSize(200);
        assertThat(texts("details.task > summary"))
                .hasSize(200)
                .allSatisfy(task -> assertThat(task).contains("STOPPED", "app exit code 0"));
        assertThat(number("return document.querySelectorAll('details.task[open]').length"))
                .isZero();
    }

    @Test
    void showsACellForEachExecutionOfAMapRun() {
        open("map", PHONE, Colours.LIGHT);

        assertThat((Map<?, ?>) browser.script("""
                return Object.fromEntries([...document.querySelectorAll('.map-run figure > .cells path:not(.hole)')].map(path =>
                  [path.getAttribute('class'), [...path.getAttribute('d').matchAll(/h(\\d+)/g)].reduce((sum, line) => sum + Number(line[1]), 0)]));
                """)).hasToString("{failed=42, succeeded=9953, timed-out=5}");
        assertThat(texts(".map-run .legend li")).containsExactly("9,953 succeeded", "42 failed", "5 timed out");
        assertThat((List<?>) browser.script("""
                return [...document.querySelectorAll('.map-run svg[role=img]')].flatMap(svg => {
                  const around = svg.getBoundingClientRect();
                  return [...svg.querySelectorAll('path')].map(path => path.getBoundingClientRect())
                    .filter(box => box.left < around.left - 1 || box.right > around.right + 1
                      || box.top < around.top - 1 || box.bottom > around.bottom + 1);
                });
                """))
                .as("nothing is drawn beside its picture")
                .isEmpty();
    }

    /** Whoever sees no colours sees how each ended. */
    @Test
    void givesEachKindOfExecutionAFormOfItsOwn() throws IOException {
        open(
                Files.writeString(
                        folder.resolve("kinds.html"),
                        new ExecutionPage("prices of a day").of(Records.with(MapRuns.saying("x")))),
                DESK,
                Colours.LIGHT);

        List<?> forms = (List<?>) browser.script("""
                return [...document.querySelectorAll('.map-run .legend svg')].map(svg =>
                  [...svg.querySelectorAll('path')].map(path => {
                    const style = getComputedStyle(path);
                    return style.strokeWidth + ' ' + style.strokeDasharray;
                  }).join(' and '));
                """);

        // "waiting to be redriven" and "not begun" are both a point: neither of them runs
        assertThat(forms).hasSize(8);
        assertThat(forms.stream().distinct()).hasSize(7);
    }

    @Test
    void opensWhatFailedInAMapRunWithoutAMouse() {
        open("map", DESK, Colours.DARK);
        assertThat(number("return document.querySelectorAll('.map-run details[open]').length"))
                .isZero();

        browser.script("document.querySelector('.reason summary').focus()");
        browser.enter();
        assertThat(browser.tabs(1)).singleElement().asString().matches("SUMMARY item \\d+ failed after 0:\\d\\d");
        browser.enter();

        assertThat(texts("details[open] > .item[open] > pre"))
                .singleElement()
                .asString()
                .contains("java.lang.OutOfMemoryError: Java heap space");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void leadsFromTheMapToWhatBecameOfItsItems() {
        open("map", DESK, Colours.LIGHT);

        assertThat(texts(".graph .state .started")).containsExactly("Map Run: 9,953 succeeded, 42 failed, 5 timed out");
        browser.script("document.querySelector('.graph .started a').click()");
        assertThat(texts(":target > h2")).containsExactly("Map Run of Each");
    }

    @Test
    void opensAndClosesWithoutAMouse() {
        open("crowd", DESK, Colours.LIGHT);

        assertThat(browser.tabs(1)).singleElement().asString().startsWith("A task ");
        browser.script("document.querySelector('#task-3 > summary').focus()");
        browser.enter();

        assertThat(texts("details[open] > summary")).singleElement().asString().contains("STOPPED");
    }

    @Test
    void leavesNothingOutOnPaper() {
        open("crowd", DESK, Colours.LIGHT);
        String seen = "return document.querySelector('#task-7 table').checkVisibility() ? 1 : 0";
        assertThat(number(seen)).isZero();

        browser.print();

        assertThat(number(seen)).isOne();
    }

    @Test
    void obeysNothingThatIsInATextOfAwsOrAContainer() throws IOException {
        String hostile =
                "<img src=x onerror=\"document.title='obeyed'\"></pre></style><script>document.title='obeyed'</script>";
        open(
                Files.writeString(
                        folder.resolve("hostile.html"),
                        new ExecutionPage("prices of a day").of(Records.saying(hostile))),
                DESK,
                Colours.LIGHT);

        assertThat(number("return document.querySelectorAll('img, script').length"))
                .isZero();
        assertThat((String) browser.script("return document.title")).startsWith("Execution " + hostile);
        assertThat(texts(".task tbody th")).containsExactly(hostile);
        assertThat(texts(".log pre")).containsExactly(hostile);
        assertThat(texts(".graph .state .name")).containsExactly(hostile + "around", hostile);
        assertThat(browser.console()).isEmpty();
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void takesThePicturesOfTheReadme() {
        Path pictures = System.getProperty("golden.update") == null ? folder : PICTURES;
        for (Picture picture : SHOWN) {
            open(picture.report, DESK, picture.colours);
            if (!picture.shown.isEmpty()) {
                browser.script(
                        "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})",
                        picture.shown);
            }
            String file = "execution-" + picture.name + ".png";
            browser.screenshot(pictures.resolve(file));
            assertThat(pictures.resolve(file)).isNotEmptyFile();
            assertThat(PICTURES.resolve(file)).isNotEmptyFile();
        }
    }

    private static void open(String name, int width, Colours colours) {
        try {
            open(
                    Files.writeString(
                            folder.resolve(name + ".html"), reports.get(name).html()),
                    width,
                    colours);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void open(Path page, int width, Colours colours) {
        browser.open(page.toFile(), width, HEIGHT, colours);
    }

    private static List<String> texts(String selector) {
        List<String> texts = new ArrayList<>();
        ((List<?>) browser.script(
                        "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent)", selector))
                .forEach(text -> texts.add((String) text));
        return texts;
    }

    /** The ways as they are drawn: from the box where the line begins to the one where it ends. */
    private static List<String> ways(String kind) {
        List<String> ways = new ArrayList<>();
        ((List<?>) browser.script("""
                        const rows = [...document.querySelectorAll('.graph > li:not(.way)')];
                        const name = row => row.querySelector('.name, summary, span').textContent;
                        const nearest = (lists, x, y) => rows.filter(row => lists.contains(row)).map(row => {
                          const rect = row.getBoundingClientRect();
                          const far = Math.max(rect.top - y, 0, y - rect.bottom) + Math.max(rect.left - x, 0, x - rect.right);
                          return {name: name(row), far: far, size: rect.height};
                        }).sort((a, b) => a.far - b.far || a.size - b.size)[0];
                        return [...document.querySelectorAll('.' + arguments[0])].map(way => {
                          const line = way.getBoundingClientRect(), up = way.matches('.up'), straight = way.localName == 'i';
                          const list = way.closest('.graph');
                          const from = nearest(list, straight ? line.left : line.right, up ? line.bottom : line.top);
                          const to = nearest(list, straight ? line.left : line.right, up ? line.top : line.bottom);
                          return from.far + to.far > 4 ? 'nowhere' : from.name + ' > ' + to.name;
                        });
                        """, kind)).forEach(way -> ways.add((String) way));
        return ways;
    }

    private static int number(String script) {
        return ((Number) browser.script(script)).intValue();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
