package io.github.sfnecs.source;

/** Where what is open is closed in the same line. */
final class Closing {
    private final Places braces;
    private final Places ends;

    Closing(String text) {
        braces = new Places(text, '}');
        ends = new Places(text, '\n');
    }

    /** The place of the brace, or less than 0. */
    int after(int from) {
        int brace = braces.next(from);
        return brace < ends.next(from) ? brace : -1;
    }
}
