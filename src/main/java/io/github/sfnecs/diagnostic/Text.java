package io.github.sfnecs.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes text that comes from AWS, containers or the user safe to print. */
public final class Text {
    /**
     * What begins a command to a CI server wherever it stands in a line: {@code ##vso[} and {@code ##[} of Azure Pipelines, {@code ##[}
     * of GitHub Actions, {@code ##teamcity[}, {@code ##octopus[}.
     * https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Agent.Worker/Command.cs ,
     * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs ,
     * https://www.jetbrains.com/help/teamcity/service-messages.html
     */
    private static final Pattern COMMAND = Pattern.compile("#(?=#[^#\\[\\s]{0,40}\\[)");

    /** What begins a command to GitHub Actions at the beginning of a line, blanks in front of it or not. */
    private static final Pattern COMMAND_LINE = Pattern.compile("(?m)^([\\t\\p{Zs}]*+):(?=:)");

    private Text() {}

    /**
     * The text with everything made visible that a terminal would obey or hide, or a CI server take for a command, as the escape that
     * JSON and Java have for its first character. That is every character but line feed and tab which is a control character, a format
     * character such as those that turn the direction, a separator of lines and paragraphs, half of a surrogate pair, which no encoding
     * has, or one of the last two of each plane, which are not characters, and of which XML has not all; and the beginning of a command such as {@code ##vso[} or {@code ::error}. JSON stays the JSON that it is.
     */
    public static String printable(String text) {
        if (isPlain(text)) {
            return text;
        }
        String visible = visible(text);
        return COMMAND_LINE
                .matcher(COMMAND.matcher(visible).replaceAll("\\\\u0023"))
                .replaceAll("$1\\\\u003a");
    }

    /** Whether it is ASCII in which nothing looks like one of these, as almost every text is, however long. */
    private static boolean isPlain(String text) {
        boolean begins = true;
        char before = '\n';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\t') || c > '~' || (c == '#' && before == '#') || (c == ':' && begins)) {
                return false;
            }
            begins = c == '\n' || (begins && (c == ' ' || c == '\t'));
            before = c;
        }
        return true;
    }

    private static String visible(String text) {
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
            default -> (c & 0xfffe) != 0xfffe;
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

    /** A URL, or what was meant to be one, without the user that logs in there: what stands before an {@code @} may be a password. */
    public static String withoutLogin(String url) {
        int login = url.lastIndexOf('@');
        int host = url.indexOf("//") + 2;
        return login < 0 ? url : (host > 1 && host <= login ? url.substring(0, host) : "") + "…" + url.substring(login);
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

    /** The text in at most this number of lines, each of at most this number of characters; where there are more, the middle ones are left out. */
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
