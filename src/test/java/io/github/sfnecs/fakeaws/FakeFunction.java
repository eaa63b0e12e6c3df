package io.github.sfnecs.fakeaws;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A function of Lambda.
 *
 * @param body makes its answer of its payload, both of them JSON; it may end in {@link Raised}
 */
public record FakeFunction(UnaryOperator<String> body, Duration takes) {

    public static FakeFunction answers(String json) {
        return new FakeFunction(payload -> json, Duration.ZERO);
    }

    public static FakeFunction raises(String errorType, String message) {
        return new FakeFunction(
                payload -> {
                    throw new Raised(errorType, message);
                },
                Duration.ZERO);
    }

    public FakeFunction after(Duration time) {
        return new FakeFunction(body, time);
    }

    /** The function has ended with an exception. */
    public static final class Raised extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String errorType;

        public Raised(String errorType, String message) {
            super(message);
            this.errorType = errorType;
        }

        public String errorType() {
            return errorType;
        }
    }
}
