package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sfnecs.testing.CiCommands;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that is not our own words, on its way to the console. */
class TextTest {
    static Stream<String> commands() {
        return CiCommands.EXAMPLES.stream();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4566/x, http://localhost:4566/x",
        "https://anna:s3cret@example.com, https://…@example.com",
        "https://anna:s3@cr/et@example.com, https://…@example.com",
        "anna:s3cret@example.com:4566, …@example.com:4566",
        "x@y//z, …@y//z"
    })
    void ofAUrlLacksTheLogin(String url, String shown) {
        assertThat(Text.withoutLogin(url)).isEqualTo(shown);
    }

    /** The first line stands behind a label of ours, the others at the beginning of a line: so Maven prints what a build fails with. */
    @ParameterizedTest
    @MethodSource("commands")
    void isNoCommandToAnyCiServer(String text) {
        Problem problem = Problem.failed("Failed.\n" + text, text, text + "\n" + text, text);

        assertThat(problem.text().lines().flatMap(line -> CiCommands.obeyedBy(line).stream()))
                .isEmpty();
    }

    /** Else the test above could not fail. */
    @ParameterizedTest
    @MethodSource("commands")
    void isACommandAsItCame(String text) {
        // a server reads a line up to its line feed
        assertThat(Stream.of(text.split("\n", -1))
                                .flatMap(line -> CiCommands.obeyedBy(line).stream())
                                .findAny()
                                .isPresent()
                        || text.contains("\r")
                        || text.contains("\u0000"))
                .isTrue();
    }

    /** XML has no way to write the first two. */
    @Test
    void hasNothingThatIsNoCharacter() {
        assertThat(Text.printable("a\ufffeb\uffffc\ud83f\udffe\ud83f\udffd"))
                .isEqualTo("a\\ufffeb\\uffffc\\ud83f\\udffe\ud83f\udffd");
    }

    @Test
    void staysReadable() {
        assertThat(Text.printable("##vso[task.prependpath]/tmp ###[x] # ## [y] ##"))
                .isEqualTo("\\u0023#vso[task.prependpath]/tmp #\\u0023#[x] # ## [y] ##");
        assertThat(Text.printable("::error::x\n  ::add-path::y\nstd::vector, ::1"))
                .isEqualTo("\\u003a:error::x\n  \\u003a:add-path::y\nstd::vector, ::1");
    }

    @Test
    void staysTheJsonThatItIs() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String text = json.writeValueAsString("##vso[task.prependpath]/tmp");

        assertThat(json.readTree(Text.printable(text))).isEqualTo(json.readTree(text));
    }
}
