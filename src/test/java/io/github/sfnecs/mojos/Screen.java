package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.CiCommands;
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
public record Screen(Optional<Exception> failure, List<String> lines) {
    private static final Pattern TRACE =
            Pattern.compile("(?m)^\\s*at [\\w.$/]+\\(|\\b(java|com|software|io\\.github)\\.[a-z.]+[A-Z]\\w+");

    /** Nothing that a terminal would obey or hide. */
    public static final Pattern RAW =
            Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}\\x{fffe}\\x{ffff}&&[^\\n\\t]]");

    private static final int LONGEST_LINE = 1_100;
    private static final Pattern OF_A_CONTAINER = Pattern.compile("^[^|]{1,100} \\|.*");
    private static final int MOST_LINES = 100;

    /** What the build fails with; empty where it does not. */
    public String message() {
        return failure.map(Exception::getMessage).orElse("");
    }

    /** Whatever came in, this can be read, and does nothing to the terminal or to a CI server. */
    public void assertReadable() {
        assertThat(message()).doesNotContainPattern(RAW).doesNotContainPattern(TRACE);
        assertThat(message().lines()).hasSizeLessThan(MOST_LINES);
        // Maven prints what a build fails with as it is, and lines of its log with a prefix
        assertThat(Stream.concat(message().lines(), lines.stream().map("[INFO] "::concat)))
                .flatMap(CiCommands::obeyedBy)
                .isEmpty();
        assertThat(lines.stream().filter(line -> !OF_A_CONTAINER.matcher(line).matches()))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(LONGEST_LINE));
        assertThat(Stream.concat(message().lines(), lines.stream()))
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain("\n")
                        .doesNotContainPattern(RAW)
                        .doesNotContainPattern(TRACE));
        assertThat(message().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(LONGEST_LINE));
    }
}
