package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.JunitXml.Case;
import io.github.sfnecs.diagnostic.JunitXml.Outcome;
import io.github.sfnecs.diagnostic.JunitXml.Suite;
import io.github.sfnecs.testing.Hostile;
import io.github.sfnecs.testing.Junit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JunitXmlTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static Stream<String> hostile() {
        return Stream.concat(
                Hostile.texts().stream(),
                Stream.of(
                        "]]>",
                        "<!DOCTYPE x>&x;",
                        "\ufffe\uffff\ufdd0",
                        "\ud83f\udffe",
                        "x\u0000y",
                        "x".repeat(5_000_000)));
    }

    /** Nothing is lost of it, either. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void keepsTextsTexts(String text) {
        Junit junit = Junit.read(JunitXml.of(new Suite(
                "x" + text,
                Optional.empty(),
                MINUTE,
                Stream.of(Outcome.values())
                        .map(outcome -> new Case("group." + text, outcome + text, MINUTE, outcome, "said: " + text))
                        .toList())));

        String shown = Text.bounded(Text.printable("said: " + text), 400, 2000);
        assertThat(junit.cases()).extracting(Junit.Case::outcome).containsExactly("passed", "failure", "skipped");
        assertThat(junit.cases()).extracting(Junit.Case::text).containsOnly(shown);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatThereIsToSay(Outcome outcome) {
        Junit.Case one = Junit.read(of(new Case("group", "name", MINUTE, outcome, "First & foremost.\n  <fix>\n")))
                .cases()
                .get(0);

        assertThat(one.text()).isEqualTo("First & foremost.\n  <fix>");
        assertThat(one.message()).isEqualTo(outcome == Outcome.PASSED ? "" : "First & foremost.");
    }

    @Test
    void isOneTagWhereThereIsNothingToSay() {
        assertThat(of(new Case("group", "name", MINUTE, Outcome.PASSED, " \n")))
                .contains("\n  <testcase classname=\"group\" name=\"name\" time=\"60.000\"/>\n");
    }

    /** Of two of the same name GitLab shows only the first, which may be the one that passed. */
    @Test
    void givesEachCaseANameOfItsOwn() {
        String long1 = "n".repeat(300);
        List<Case> cases = Stream.of("a", "a", "a (2)", "a", long1 + "1", long1 + "2")
                .map(name -> new Case("group", name, MINUTE, Outcome.PASSED, ""))
                .toList();

        assertThat(Junit.read(JunitXml.of(new Suite("suite", Optional.empty(), MINUTE, cases)))
                        .names("passed"))
                .startsWith("a", "a (2)", "a (2) (2)", "a (3)")
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.000",
        "PT1H2M3.0049S, 3723.004",
        "PT-5S, 0.000",
        "PT2147483647S, 2147483647.000",
        "PT999999999999H, 2147483647.000"
    })
    void givesSecondsWithADotInEveryLanguage(Duration took, String seconds) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Junit.read(of(new Case("group", "name", took, Outcome.PASSED, "")))
                            .cases())
                    .allSatisfy(one ->
                            assertThat(one.element().getAttribute("time")).isEqualTo(seconds));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05.678Z, 2026-01-02T03:04:05",
        "+10000-01-01T00:00:00Z, ''",
        "-0001-01-01T00:00:00Z, ''",
        "+1000000000-12-31T23:59:59.999999999Z, ''"
    })
    void saysInUtcWhenItBegan(Instant start, String timestamp) {
        Case one = new Case("group", "name", MINUTE, Outcome.PASSED, "");
        Junit junit = Junit.read(JunitXml.of(new Suite("suite", Optional.of(start), MINUTE, List.of(one))));

        assertThat(junit.root().getAttribute("timestamp")).isEqualTo(timestamp);
    }

    private static String of(Case one) {
        return JunitXml.of(new Suite("suite", Optional.empty(), MINUTE, List.of(one)));
    }
}
