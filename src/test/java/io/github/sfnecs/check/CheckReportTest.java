package io.github.sfnecs.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.Finding.Area;
import io.github.sfnecs.testing.Hostile;
import io.github.sfnecs.testing.Junit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CI servers read of the findings; what people do is in golden files. */
class CheckReportTest {
    @Test
    void failsWhereTheBuildDoes() {
        Junit junit = read("");

        assertThat(junit.names("failure")).containsExactly("It fails.");
        assertThat(junit.named("It fails.").message()).isEqualTo("It fails.");
        assertThat(junit.named("It fails.").text())
                .isEqualTo("It fails.\nmeans: So what.\nfix:   Mend it,\n       then again");
    }

    /** Azure Pipelines shows no more of it than its name. */
    @Test
    void warnsInTheName() {
        Junit junit = read("");

        assertThat(junit.names("passed")).containsExactly("It passes.", "warning: It warns.");
        assertThat(junit.named("It passes.").text()).isEmpty();
        assertThat(junit.named("warning: It warns.").text()).isEqualTo("It warns.\nwhy:   Because.\nfix:   Look");
    }

    /** Of one that was skipped it shows the message only. */
    @Test
    void saysFirstWhyItWasNotChecked() {
        Junit junit = read("");

        assertThat(junit.named("It is hidden.").message()).isEqualTo("May not look.");
        assertThat(junit.named("It is hidden.").text()).isEqualTo("May not look.\nfix:   Ask");
        assertThat(junit.named("Nobody knows.").message()).isEqualTo("Nobody knows.");
    }

    static Stream<String> hostile() {
        return Hostile.texts().stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void staysWhatItIsWhateverIsFound(String text) {
        assertThat(read(text).cases())
                .extracting(Junit.Case::outcome)
                .containsExactly("passed", "passed", "failure", "skipped", "skipped");
    }

    private static Junit read(String text) {
        return Junit.read(new CheckReport(List.of(
                        Finding.passed(Area.CLUSTER, "It passes." + text),
                        Finding.warning(Area.CLUSTER, "It warns." + text, "Because." + text, "Look" + text),
                        Finding.failed(
                                Area.CLUSTER, "It fails." + text, "So what." + text, "Mend it,\nthen again" + text),
                        Finding.notChecked(Area.CLUSTER, "It is hidden." + text, "May not look." + text, "Ask" + text),
                        Finding.notChecked(Area.CLUSTER, "Nobody knows." + text, "", "")))
                .xml("hello" + text));
    }
}
