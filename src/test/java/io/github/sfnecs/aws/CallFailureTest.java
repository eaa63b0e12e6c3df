package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words for calls that failed. */
class CallFailureTest {
    @ParameterizedTest
    @EnumSource
    void saysInASentenceWhatHappenedAndWhatToDo(CallFailure failure) {
        CallFailure.Words words = CallFailure.words().get(failure);

        assertThat(words.meaning()).as("[%s] meaning:", failure).matches("[A-Z].*\\.");
        assertThat(words.fix()).as("[%s] fix:", failure).doesNotEndWith(".");
    }
}
