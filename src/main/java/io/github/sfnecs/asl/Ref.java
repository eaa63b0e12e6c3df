package io.github.sfnecs.asl;

import java.util.Optional;

/** A value of a definition on which permissions depend: only one that the text itself decides is known before the state runs. */
public sealed interface Ref {
    /** The value where the definition decides it. */
    default Optional<String> literal() {
        return Optional.empty();
    }

    /**
     * The definition says it.
     *
     * @param text as it stands there
     */
    record Literal(String text) implements Ref {
        @Override
        public Optional<String> literal() {
            return Optional.of(text);
        }

        // written out: what Java would link for a record at its first use is a hundredth of a build that has nothing to
        // do
        @Override
        public boolean equals(Object other) {
            return other instanceof Literal literal && literal.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /**
     * It is found out when the state runs.
     *
     * @param expression a path, an intrinsic function, or JSONata
     */
    record Dynamic(String expression) implements Ref {}

    /** The definition does not have it. */
    record Missing() implements Ref {}
}
