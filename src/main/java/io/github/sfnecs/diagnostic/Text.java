package io.github.sfnecs.diagnostic;

/** Makes text that comes from AWS, containers or the user safe to print. */
public final class Text {
    private Text() {}

    /** The text with every control character but line feed and tab made visible, so that no terminal obeys it. */
    public static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
                safe.appendCodePoint(c);
            } else if (c != '\r') {
                safe.append(String.format("\\u%04x", c));
            }
        });
        return safe.toString();
    }

    /** The text, cut to a length that still tells what it is. */
    public static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "… (" + text.length() + " characters)";
    }
}
