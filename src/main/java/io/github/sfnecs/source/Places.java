package io.github.sfnecs.source;

/** The places of a character in a text, from the first to the last: looking goes on where it stopped, so that all of it takes no time. */
final class Places {
    private final String text;
    private final char wanted;
    private int known = -1;

    Places(String text, char wanted) {
        this.text = text;
        this.wanted = wanted;
    }

    /** The first one from here on, which is not before where was looked last; behind the text where there is none. */
    int next(int from) {
        if (known < from) {
            int found = text.indexOf(wanted, from);
            known = found < 0 ? Integer.MAX_VALUE : found;
        }
        return known;
    }
}
