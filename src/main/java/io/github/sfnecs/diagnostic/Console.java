package io.github.sfnecs.diagnostic;

/** Where a use case tells the user what it finds and does; one call is one message, which may span lines. */
public interface Console {
    /** Where nobody listens. */
    static Console silent() {
        return new Console() {
            @Override
            public void info(String message) {}

            @Override
            public void warn(String message) {}
        };
    }

    /** Says what is, or what is about to be done. */
    void info(String message);

    /** Shows what a container printed, lines that have its name in front and may be longer than any other. */
    default void printed(String lines) {
        info(lines);
    }

    /** Says what the user should look at, though the goal goes on. */
    void warn(String message);

    /**
     * Where a goal tells what it was asked for, all its warnings included: seen also where the user wants to see nothing else, as with
     * {@code mvn -q}.
     */
    default Console results() {
        return this;
    }

    /**
     * Says what is going on at the moment, in one line that the next one or any message takes the place of; an empty one only ends
     * the one before. Nobody misses anything who sees only some of them.
     */
    default void status(String line) {}
}
