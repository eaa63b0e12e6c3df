package io.github.sfnecs.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** Makes text that comes from AWS, containers or the user safe to print. */
public final class Text {
    private Text() {}

    /**
     * The text with every character but line feed and tab made visible that a terminal would obey or hide, as the escape that JSON
     * and Java have for it: control characters, format characters such as those that turn the direction, separators of lines and
     * paragraphs, and halves of surrogate pairs, which no encoding has. JSON stays the JSON that it is.
     */
    public static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                safe.appendCodePoint(c);
            } else if (c != '\r') {
                Character.toString(c).chars().forEach(unit -> safe.append(String.format("\\u%04x", unit)));
            }
        });
        return safe.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** The text, cut to a length that still tells what it is. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, cut(text, most)) + "… (" + text.length() + " characters)";
    }

    /** Where to cut a text at this place or, rather than between the halves of a character, right before it. */
    private static int cut(String text, int at) {
        return at >= text.length() ? text.length() : Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
    }

    /** The text or, where it is longer, only its beginning and its end, each of half that length. */
    static String ends(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most / 2) + "\n" + text.substring(text.length() - most / 2);
    }

    /** The text with its long lines broken, so that nothing of them is lost. */
    public static String wrapped(String text, int characters) {
        List<String> pieces = new ArrayList<>();
        text.lines().forEach(line -> {
            for (int from = 0; from < line.length(); ) {
                int end = cut(line, from + characters);
                pieces.add(line.substring(from, end));
                from = end;
            }
        });
        return String.join("\n", pieces);
    }

    /** The text in at most so many lines, each of at most so many characters; where there are more, the middle ones are left out. */
    public static String bounded(String text, int lines, int characters) {
        List<String> all = text.lines().map(line -> shortened(line, characters)).toList();
        if (all.size() <= lines) {
            return String.join("\n", all);
        }
        int head = (lines - 1) / 2;
        int tail = lines - 1 - head;
        return String.join("\n", all.subList(0, head))
                + "\n… (" + (all.size() - head - tail) + " lines more)\n"
                + String.join("\n", all.subList(all.size() - tail, all.size()));
    }
}
