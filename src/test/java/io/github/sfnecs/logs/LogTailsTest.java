package io.github.sfnecs.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The last lines of each log, in little memory. */
class LogTailsTest {
    private static final LogStream APP = stream("app");

    private final LogTails tails = new LogTails(3, 1000, 4000);

    @Test
    void keepsTheLastLinesAndCountsTheOthers() {
        print(APP, "one", "two", "three", "four", "five");

        assertThat(tails.of(APP).lines()).extracting(LogLine::text).containsExactly("three", "four", "five");
        assertThat(tails.of(APP).earlier()).isEqualTo(2);
    }

    @Test
    void keepsEachLogApart() {
        print(APP, "one", "two");
        print(stream("proxy"), "other");

        assertThat(tails.of(APP)).isEqualTo(new LogTails.Tail(tails.of(APP).lines(), 0));
        assertThat(tails.of(APP).lines()).hasSize(2);
        assertThat(tails.of(stream("proxy")).lines()).extracting(LogLine::text).containsExactly("other");
        assertThat(tails.of(stream("silent")).lines()).isEmpty();
    }

    @Test
    void keepsNoMoreCharactersOfALogThanItMay() {
        print(APP, "a".repeat(600), "b".repeat(300), "c".repeat(200));

        assertThat(tails.of(APP).lines()).extracting(LogLine::text).containsExactly("b".repeat(300), "c".repeat(200));
        assertThat(tails.of(APP).earlier()).isEqualTo(1);
    }

    @Test
    void cutsALineThatIsLongerThanAll() {
        print(APP, "short", "x".repeat(5000));

        assertThat(tails.of(APP).lines())
                .extracting(LogLine::text)
                .containsExactly("x".repeat(1000) + "… (5000 characters)");
        assertThat(tails.of(APP).earlier()).isEqualTo(1);
    }

    @Test
    void sharesTheCharactersAmongAllLogs() {
        LogTails many = new LogTails(100, 64 * 1024, 1024 * 1024);
        IntStream.range(0, 400)
                .forEach(i -> IntStream.range(0, 40)
                        .forEach(line -> many.add(new LogLine(
                                stream("s" + i), Instant.EPOCH, "x".repeat(line % 7 == 0 ? 70_000 : 300)))));

        int kept = IntStream.range(0, 400)
                .mapToObj(i -> many.of(stream("s" + i)))
                .flatMap(tail -> tail.lines().stream())
                .mapToInt(line -> line.text().length())
                .sum();
        assertThat(kept).isLessThan(1024 * 1024 + 400 * 50).isGreaterThan(300_000);
        assertThat(many.of(stream("s0")).earlier()
                        + many.of(stream("s0")).lines().size())
                .isEqualTo(40);
    }

    private void print(LogStream stream, String... texts) {
        for (String text : texts) {
            tails.add(new LogLine(stream, Instant.EPOCH, text));
        }
    }

    private static LogStream stream(String name) {
        return new LogStream("eu-central-1", "/jobs", name);
    }
}
