package io.github.sfnecs.json;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects a text of which it knows whether it is ASCII without commands to a terminal or to who reads a log: control characters are
 * escaped in JSON, and no line of it begins with a colon. It looks at each character once; a JDK's writer, its string and a search would
 * each do so, which in a build of three seconds runs interpreted.
 */
final class PlainWriter extends Writer {
    private static final int FIRST = 1 << 10;

    private byte[] plain = new byte[FIRST];
    private int length;
    /** All of it, from where there is something that is not plain. */
    private StringBuilder other;

    boolean isPlain() {
        return other == null;
    }

    @Override
    public void write(char[] text, int from, int count) {
        if (plain.length - length < count) {
            plain = Arrays.copyOf(plain, Math.max(2 * plain.length, length + count));
        }
        int at = from;
        while (other == null && at < from + count) {
            char c = text[at];
            if (c >= '\u007f' || (c == '#' && length > 0 && plain[length - 1] == '#')) {
                other = new StringBuilder(toString());
            } else {
                plain[length++] = (byte) c;
                at++;
            }
        }
        if (other != null) {
            other.append(text, at, from + count - at);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return other == null ? new String(plain, 0, length, StandardCharsets.ISO_8859_1) : other.toString();
    }
}
