package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures as values, and as what the user reads. */
class DiagnosticTest {
    @Test
    void aProblemIsASentenceWithALabelledBlockForEachThingKnown() {
        assertThat(Problem.failed("It failed.", "here\nand there", "because", "mvn it")
                        .text())
                .isEqualTo("""
                        It failed.
                          where: here
                                 and there
                          why:   because
                          fix:   mvn it""");
        assertThat(Problem.failed("It failed.", "", " ", "").text()).isEqualTo("It failed.");
    }

    @Test
    void aProblemShowsNoControlCharacterToTheTerminal() {
        assertThat(Problem.failed("It \u001b[31mfailed.", "a\u0007\tb", "c\r\nd", "")
                        .text())
                .isEqualTo("It \\u001b[31mfailed.\n  where: a\\u0007\tb\n  why:   c\n         d");
    }

    @Test
    void aProblemShowsNothingElseThatATerminalWouldObeyOrHide() {
        assertThat(Problem.failed(
                                "\u009b31m \u202etxet\u202c",
                                "a\u2028b\u0085c",
                                "\ud83d \ud83d\ude00",
                                "x\udb40\udc41\u200b")
                        .text())
                .isEqualTo("""
                        \\u009b31m \\u202etxet\\u202c
                          where: a\\u2028b\\u0085c
                          why:   \\ud83d \ud83d\ude00
                          fix:   x\\udb40\\udc41\\u200b""");
    }

    @Test
    void aLongLineIsBrokenAndNothingOfItLost() {
        assertThat(Text.wrapped("abcdefg\n\nhi\n", 3)).isEqualTo("abc\ndef\ng\nhi");
        assertThat(Text.wrapped("ab\ud83d\ude00c", 3)).isEqualTo("ab\n\ud83d\ude00c");
    }

    @Test
    void aProblemFitsAScreenAndItsEndIsTold() {
        String text = Problem.failed("x".repeat(100_000), "", "line\n".repeat(100_000) + "ours", "")
                .text();

        assertThat(text.lines()).hasSize(21).last().isEqualTo("         ours");
        assertThat(text)
                .startsWith("x".repeat(1000) + "… (100000 characters)\n")
                .contains("… (99982 lines more)");
    }

    @Test
    void halfASurrogatePairIsNoneOfACutText() {
        assertThat(Text.shortened("x\ud83d\ude00", 2)).isEqualTo("x… (3 characters)");
    }

    @Test
    void ofManyMistakesTheFirstAreTold() {
        Mistakes mistakes = new Mistakes();
        for (int i = 0; i < 60; i++) {
            mistakes.add("subnets", "${x" + i + "}", "it is wrong", "");
        }

        assertThatThrownBy(mistakes::throwIfAny)
                .hasMessageContaining("\n50. subnets")
                .hasMessageEndingWith("\nand 10 more");
    }

    @Test
    void aTraceIsTheExceptionWithoutWhatATerminalWouldObey() {
        IllegalStateException cause = new IllegalStateException("\u001b[31m");
        ProblemException original = new ProblemException(Problem.configuration("wrong", "right"), cause);
        original.addSuppressed(new IllegalArgumentException("\u009b31m"));

        assertThat(Trace.of(original))
                .startsWith("io.github.sfnecs.diagnostic.ProblemException: wrong\n  fix:   right\n\tat ")
                .contains(
                        "\nCaused by: java.lang.IllegalStateException: \\u001b[31m\n\tat ",
                        "\n\tSuppressed: java.lang.IllegalArgumentException: \\u009b31m\n\t\tat ");
    }

    @Test
    void severalMistakesAreNumbered() {
        Mistakes mistakes = new Mistakes();
        mistakes.add("one", "1", "it is wrong", "<one>2</one>");
        mistakes.add("two", null, "it is required", "<two>2</two>");

        assertThat(mistakes.none()).isFalse();
        assertThatThrownBy(mistakes::throwIfAny)
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        2 mistakes in the configuration:
                        1. one '1': it is wrong
                          fix:   <one>2</one>
                        2. two is not set: it is required
                          fix:   <two>2</two>""");
    }

    @Test
    void aLongValueIsCut() {
        Mistakes mistakes = new Mistakes();
        mistakes.add("one", "x".repeat(121), "it is long", "<one>2</one>");

        assertThatThrownBy(mistakes::throwIfAny)
                .hasMessageStartingWith("one '" + "x".repeat(120) + "… (121 characters)': ");
    }

    @Test
    void noMistakeEndsNothing() {
        assertThatNoException().isThrownBy(() -> new Mistakes().throwIfAny());
    }

    @Test
    void anExceptionKeepsItsProblems() {
        Problem problem = Problem.configuration("wrong", "right");

        assertThat(new ProblemException(List.of(problem)).problems()).containsExactly(problem);
        assertThat(new ProblemException(problem, new IllegalStateException("cause")))
                .hasMessage(problem.text())
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::1:role/x because no identity-based policy allows the iam:PassRole action"
                        + " | r | iam:PassRole | arn:aws:iam::1:role/x | ''",
                "ECS.AccessDeniedException: User: arn:aws-cn:sts::123456789012:assumed-role/a+b/s is not authorized to perform:"
                        + " ecs:RunTask on resource: arn:aws-cn:ecs:r:1:task-definition/j:1 with an explicit deny in a service"
                        + " control policy (Service: AmazonECS) | a+b | ecs:RunTask | arn:aws-cn:ecs:r:1:task-definition/j:1"
                        + " | an explicit deny in a service control policy",
                "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::1:role/x because no permissions boundary allows the iam:PassRole action"
                        + " | r | iam:PassRole | arn:aws:iam::1:role/x | a permissions boundary that does not allow it",
                "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::1:role/x with an explicit deny in an identity-based policy"
                        + " | r | iam:PassRole | arn:aws:iam::1:role/x | an explicit deny in an identity-based policy",
                "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::1:role/x with an explicit deny in a permissions boundary: arn:aws:iam::1:policy/b"
                        + " | r | iam:PassRole | arn:aws:iam::1:role/x | an explicit deny in a permissions boundary",
                "User: arn:aws:iam::1:user/anna is not authorized to perform: iam:CreateRole | '' | iam:CreateRole | '' | ''"
            })
    void aDenialSaysWhoWhatAndOnWhat(String message, String role, String action, String resource, String forbidding) {
        AccessDenied denied = AccessDenied.in(message).orElseThrow();

        assertThat(denied.roleName()).isEqualTo(Optional.of(role).filter(name -> !name.isEmpty()));
        assertThat(denied.action()).isEqualTo(action);
        assertThat(denied.resource()).isEqualTo(resource);
        assertThat(denied.forbidding()).isEqualTo(Optional.of(forbidding).filter(what -> !what.isEmpty()));
    }

    @Test
    void anotherMessageIsNoDenial() {
        assertThat(AccessDenied.in("'arn' is not authorized to create managed-rule."))
                .isEmpty();
    }
}
