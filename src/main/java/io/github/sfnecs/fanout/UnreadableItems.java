package io.github.sfnecs.fanout;

/** A text of which items can't be read; its message says why, continuing "customers.csv …". */
public final class UnreadableItems extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final boolean tooLong;

    UnreadableItems(String why) {
        this(why, false);
    }

    UnreadableItems(String why, boolean tooLong) {
        super(why);
        this.tooLong = tooLong;
    }

    /** Whether it is only that there is too much of it. */
    public boolean tooLong() {
        return tooLong;
    }
}
