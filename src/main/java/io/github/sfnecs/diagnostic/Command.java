package io.github.sfnecs.diagnostic;

import java.util.regex.Pattern;

/** Commands that users copy into their shell: what stands in them may be a name that somebody else chose. */
public final class Command {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_+=,.@:/-]+");

    private Command() {}

    /**
     * A text as one word of a command, whatever is in it.
     * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02
     */
    public static String word(String text) {
        String line = Text.printable(text).replaceAll("\\s", " ");
        return PLAIN.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
    }
}
