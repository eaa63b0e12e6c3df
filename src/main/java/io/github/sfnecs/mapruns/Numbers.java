package io.github.sfnecs.mapruns;

import java.util.Locale;

/** Numbers as people read them where they may be large. */
public final class Numbers {
    private Numbers() {}

    /** Such as {@code 10,000}. */
    public static String text(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 1 item} and {@code 10,000 items}. */
    public static String text(long number, String one) {
        return text(number) + " " + one + (number == 1 ? "" : "s");
    }
}
