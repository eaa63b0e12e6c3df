package io.github.sfnecs.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private static final String FROM = "\ue000";
    private static final String TO = "\ue001";
    private static final Pattern MASKED =
            Pattern.compile("\\$?\\$\\{(?:[^\"'{}\\n\\r" + FROM + "]{0,200}\\})?|" + FROM);
    private static final Pattern MASK = Pattern.compile(FROM + "(\\d{1,9})" + TO);

    private final String masked;
    private final List<String> originals = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    private Masked(String text) {
        Matcher matcher = MASKED.matcher(text);
        StringBuilder out = new StringBuilder();
        int line = 1;
        int done = 0;
        while (matcher.find()) {
            line += breaks(text, done, matcher.start());
            out.append(text, done, matcher.start())
                    .append(FROM)
                    .append(originals.size())
                    .append(TO);
            originals.add(matcher.group());
            lines.add(line);
            done = matcher.end();
        }
        this.masked = out.append(text, done, text.length()).toString();
    }

    static Masked of(String text) {
        return new Masked(text);
    }

    String masked() {
        return masked;
    }

    /** The text as it stands in the file, of a text that may have masks. */
    String restored(String part) {
        return MASK.matcher(part).replaceAll(mask -> Matcher.quoteReplacement(original(mask)));
    }

    private String original(MatchResult mask) {
        int index = Integer.parseInt(mask.group(1));
        return index < originals.size() ? originals.get(index) : mask.group();
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
            breaks += c == '\n' || c == '\r' && !text.startsWith("\n", i + 1) ? 1 : 0;
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
        Matcher mask = MASK.matcher(scalar);
        String original = mask.matches() ? original(mask.toMatchResult()) : "";
        return original.startsWith(Placeholders.OPEN) && original.endsWith("}")
                ? Optional.of(original.substring(Placeholders.OPEN.length(), original.length() - 1))
                : Optional.empty();
    }

    /** A scalar of the masked text that begins in a line. */
    Part part(String scalar, int line) {
        if (!scalar.contains(FROM)) {
            return new Part(scalar, Optional.empty(), Map.of(), line);
        }
        StringBuilder out = new StringBuilder();
        Map<Integer, Integer> places = new HashMap<>();
        Matcher mask = MASK.matcher(scalar);
        while (mask.find()) {
            mask.appendReplacement(out, "");
            String original = original(mask);
            int index = Integer.parseInt(mask.group(1));
            places.put(out.length() + Math.max(0, original.indexOf(Placeholders.OPEN)), lines.get(index));
            out.append(original);
        }
        mask.appendTail(out);
        return new Part(out.toString(), only(scalar), places, line);
    }
}
