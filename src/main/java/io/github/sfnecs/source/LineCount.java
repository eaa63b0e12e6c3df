package io.github.sfnecs.source;

/** The line of each place of a text, from the first place to the last: counting goes on where it stopped. */
final class LineCount {
    private final String text;
    private final Places feeds;
    private final Places returns;
    private int line = 1;
    private int start;

    LineCount(String text) {
        this.text = text;
        this.feeds = new Places(text, '\n');
        this.returns = new Places(text, '\r');
    }

    /** Counted from 1; the place is not before the one that was asked for last. */
    int of(int place) {
        for (int end = nextBreak(); end < place; end = nextBreak()) {
            line++;
            start = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        return line;
    }

    private int nextBreak() {
        return Math.min(feeds.next(start), returns.next(start));
    }
}
