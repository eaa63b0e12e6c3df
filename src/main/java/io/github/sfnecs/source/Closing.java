package io.github.sfnecs.source;

/** Where a placeholder that is open is closed in its line. Looking goes on where it stopped, so that many open ones take no time. */
final class Closing {
    private final String text;
    private int brace = -1;
    private int end = -1;

    Closing(String text) {
        this.text = text;
    }

    /** The place of the brace, or less than 0. */
    int after(int from) {
        brace = next('}', brace, from);
        end = next('\n', end, from);
        return brace < end ? brace : -1;
    }

    private int next(char wanted, int known, int from) {
        if (known >= from) {
            return known;
        }
        int found = text.indexOf(wanted, from);
        return found < 0 ? Integer.MAX_VALUE : found;
    }
}
