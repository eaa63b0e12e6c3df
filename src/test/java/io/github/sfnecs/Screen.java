package io.github.sfnecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a user gets to see of a goal.
 *
 * @param failure what the build fails with
 * @param lines what the goal says
 */
record Screen(Optional<Exception> failure, List<String> lines) {
    private static final Pattern TRACE =
            Pattern.compile("(?m)^\\s*at [\\w.$/]+\\(|\\b(java|com|software|io\\.github)\\.[a-z.]+[A-Z]\\w+");

    /** Nothing that a terminal would obey or hide. */
    static final Pattern RAW = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}&&[^\\n\\t]]");

    private static final int LONGEST_LINE = 1_100;
    private static final int MOST_LINES = 100;

    /** What the build fails with; empty where it does not. */
    String message() {
        return failure.map(Exception::getMessage).orElse("");
    }

    /** Whatever came in, this can be read, and does nothing to the terminal; not even what {@code -e} adds. */
    void assertReadable() {
        assertThat(message()).doesNotContainPattern(RAW).doesNotContainPattern(TRACE);
        assertThat(message().lines()).hasSizeLessThan(MOST_LINES);
        assertThat(Stream.concat(message().lines(), lines.stream()))
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThan(LONGEST_LINE)
                        .doesNotContain("\n")
                        .doesNotContainPattern(RAW)
                        .doesNotContainPattern(TRACE));
        StringWriter trace = new StringWriter();
        failure.ifPresent(e -> e.printStackTrace(new PrintWriter(trace, true)));
        assertThat(trace.toString()).doesNotContainPattern(RAW);
    }
}
