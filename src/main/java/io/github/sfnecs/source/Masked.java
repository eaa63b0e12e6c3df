package io.github.sfnecs.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A YAML text in which each placeholder is a word of private characters, which may stand wherever a scalar may, in brackets too, and
 * which tells its line.
 */
final class Masked {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$?\\$\\{(?:[^\"'{}\\n\\r]{0,200}\\})?");
    private static final int FIRST_PRIVATE = 0xe000;
    private static final int LAST_PRIVATE = 0xf8ff;
    private static final Pattern MASK = Pattern.compile("([\\x{e000}-\\x{f8ff}])(\\d{1,9})\\1");

    private final String masked;
    private final String around;
    private final List<String> originals = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    private Masked(String text) {
        around = absentFrom(text);
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder out = new StringBuilder();
        int line = 1;
        int done = 0;
        while (matcher.find()) {
            line += breaks(text, done, matcher.start());
            out.append(text, done, matcher.start())
                    .append(around)
                    .append(originals.size())
                    .append(around);
            originals.add(matcher.group());
            lines.add(line);
            done = matcher.end();
        }
        this.masked = out.append(text, done, text.length()).toString();
    }

    /** A character that is neither in the text nor comes of an escape in it. */
    private static String absentFrom(String text) {
        String escapes = text.toLowerCase(Locale.ROOT);
        int found = FIRST_PRIVATE;
        while (found < LAST_PRIVATE && (text.indexOf(found) >= 0 || escapes.contains(Integer.toHexString(found)))) {
            found++;
        }
        return Character.toString(found);
    }

    static Masked of(String text) {
        return new Masked(text);
    }

    String masked() {
        return masked;
    }

    /** The text as it stands in the file, of a text that may have masks. */
    String restored(String part) {
        return MASK.matcher(part)
                .replaceAll(found -> Matcher.quoteReplacement(original(found)))
                .replace(around + "(" + around.codePointAt(0) + ")", "$")
                .replace(around, "$");
    }

    private String original(MatchResult found) {
        // a private character of the user's own is not ours
        return found.group(1).equals(around) ? originals.get(Integer.parseInt(found.group(2))) : found.group();
    }

    /** The line of a place of the masked text. */
    int lineOf(int place) {
        return 1 + breaks(masked, 0, Math.max(0, place));
    }

    /** A line of the masked text. */
    String line(int number) {
        return masked.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
    }

    private static int breaks(String text, int from, int to) {
        int breaks = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            breaks += c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1)) ? 1 : 0;
        }
        return breaks;
    }

    /**
     * A scalar as it stands in the file.
     *
     * @param only the name of the placeholder that is all of it
     * @param lines the line of each place that had a mask
     * @param first the line in which it begins
     */
    record Part(String text, Optional<String> only, Map<Integer, Integer> lines, int first) {
        int line(int place) {
            return lines.getOrDefault(place, first);
        }
    }

    private Optional<String> only(String scalar) {
        Matcher found = MASK.matcher(scalar);
        String original = found.matches() ? original(found.toMatchResult()) : "";
        return original.startsWith(Placeholders.OPEN) && original.endsWith("}")
                ? Optional.of(original.substring(Placeholders.OPEN.length(), original.length() - 1))
                : Optional.empty();
    }

    /** A scalar of the masked text that begins in a line. */
    Part part(String scalar, int line) {
        if (!scalar.contains(around)) {
            return new Part(scalar, Optional.empty(), Map.of(), line);
        }
        StringBuilder out = new StringBuilder();
        Map<Integer, Integer> places = new HashMap<>();
        Matcher found = MASK.matcher(scalar);
        while (found.find()) {
            found.appendReplacement(out, "");
            String original = original(found);
            if (found.group(1).equals(around)) {
                places.put(
                        out.length() + original.indexOf(Placeholders.OPEN),
                        lines.get(Integer.parseInt(found.group(2))));
            }
            out.append(original);
        }
        found.appendTail(out);
        return new Part(out.toString(), only(scalar), places, line);
    }
}
