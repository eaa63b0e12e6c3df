package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.RetryCause;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue advises retry only for what a retrier takes. */
class RetryAdviceTest {
    private static final Pattern CHILD = Pattern.compile("<retry><(\\w+)>\\d+</\\1></retry>");
    private static final Pattern ERROR = Pattern.compile("^(\\w+\\.\\w+): ");

    static Stream<KnownFailure> advisingRetry() {
        return Arrays.stream(KnownFailure.values()).filter(known -> known.fix().contains("retry"));
    }

    @ParameterizedTest
    @MethodSource("advisingRetry")
    void namesTheChildThatTakesItOrIsAnErrorThatEachRetryTakes(KnownFailure known) {
        List<String> errors = Catalogue.of(known).says().stream()
                .flatMap(said -> ERROR.matcher(said).results())
                .map(error -> error.group(1))
                .toList();
        List<String> children =
                CHILD.matcher(known.fix()).results().map(MatchResult::group).toList();

        if (known.fix().contains("raise retry")) {
            assertThat(errors).isNotEmpty().isSubsetOf(Retry.RETRYABLE_ERRORS);
        } else {
            assertThat(children).as(known.fix()).isNotEmpty();
            // a task that ended, or one that only its cause tells from others that stay refused
            assertThat(errors).isSubsetOf("ECS.InvalidParameterException");
        }
        assertThat(CHILD.matcher(known.fix()).results().map(child -> child.group(1)))
                .isSubsetOf(Arrays.stream(RetryCause.values())
                        .map(RetryCause::parameter)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("advisingRetry")
    void isKnownByItsFirstWords(KnownFailure known) {
        assertThat(KnownFailure.in(Catalogue.of(known).says().get(0))).contains(known);
    }
}
