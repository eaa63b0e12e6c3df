package io.github.sfnecs.markup;

import io.github.sfnecs.diagnostic.Text;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of AWS and containers in GitHub's Markdown, where it stays text. It stands in an element {@code code} or {@code pre}: outside of
 * those GitHub makes links of mentions, issues and commits, and pictures of words between colons, whatever it was escaped with. Within,
 * what Markdown would give a meaning is a character reference, which never has one.
 * https://github.github.com/gfm/#entity-and-numeric-character-references
 */
public final class Markdown {
    private static final Pattern MEANING = Pattern.compile("[&<>\"'\\\\`*_{}\\[\\]#|~!$@:]|(?i:(?<=\\bwww))\\.");

    private Markdown() {}

    /** A text of one line, of at most this number of characters. */
    public static String code(String text, int most) {
        // what is cut off anyway may be long, and is not made printable
        String line =
                Text.printable(cut(text.strip(), most)).replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "" : "<code>" + escaped(cut(line, most)) + "</code>";
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** A text of many lines. */
    public static String pre(String text, int mostLines, int longestLine) {
        return "<pre>\n" + escaped(Text.bounded(Text.printable(text), mostLines, longestLine)) + "\n</pre>";
    }

    /** A link. */
    public static String link(String text, String url) {
        return "<a href=\"" + escaped(Text.printable(url).replaceAll("\\s", "%20")) + "\">" + text + "</a>";
    }

    /** A table of cells that are Markdown already. */
    public static String table(List<String> header, List<List<String>> rows) {
        return row(header)
                + row(header.stream().map(cell -> "---").toList())
                + rows.stream().map(Markdown::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String escaped(String text) {
        return MEANING.matcher(text).replaceAll(found -> reference(found.group()));
    }

    private static String reference(String character) {
        return Matcher.quoteReplacement("&#" + (int) character.charAt(0) + ";");
    }
}
