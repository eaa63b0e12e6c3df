package io.github.sfnecs.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts that are hostile, or only unlucky, for wherever a text is taken. Some of them are made from a seed, the same in every build;
 * {@code -Dhostile.seed=1} makes others. A test that has too many places for all texts tries a slice, and all with
 * {@code -Dtables=all}.
 */
public final class Hostile {
    private static final long SEED = Long.getLong("hostile.seed", 3);
    private static final int MADE = 12;
    private static final int PIECES = 6;

    private static final String ESC = "\u001b";
    private static final List<String> FIXED = List.of(
            // empty, blank, padded, long
            "",
            " ",
            "\u00a0\u2003\u3000\t\n",
            "  padded\t",
            "\nline\n",
            "x".repeat(300),
            "x".repeat(100_000),
            "line\n".repeat(10_000),
            "\u00e9".repeat(300),
            // what terminals obey
            codePoints(0x00, 0x1f),
            codePoints(0x7f, 0x9f),
            ESC + "[31mred" + ESC + "[0m",
            ESC + "[2J" + ESC + "[H" + ESC + "c",
            ESC + "]0;another title\u0007",
            ESC + "]8;;https://example.com" + ESC + "\\click" + ESC + "]8;;" + ESC + "\\",
            ESC + "P+q544e" + ESC + "\\" + ESC + "_x" + ESC + "\\",
            "\u009b31mred\u009b0m",
            "\u009d0;another title\u009c",
            "failed\rBUILD SUCCESS",
            "failed\b\b\b\b\b\bpassed",
            "failed\n[INFO] BUILD SUCCESS",
            // what they hide or turn round
            "one\u2028two\u2029three\u0085four",
            "\u202etxet\u202c \u2066isolated\u2069 \u200fmarked",
            "zero\u200bwidth\ufeff\u00ad\u2060",
            "tags \udb40\udc41\udb40\udc7f",
            // what Maven, JSON, the States Language and formats give a meaning
            "${unresolved}",
            "\\${escaped}",
            "a ${b} $c $${d} ${",
            "@project.version@ #{x} %{y}",
            "\"",
            "'",
            "\\",
            "{}[]()<>",
            "\", \"Resource\": \"*\", \"x\": \"",
            "\"}]}, {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}",
            "\\\", \\\"Action\\\": \\\"*",
            "{\"Fn\": [1, {\"a\": null}], \"b\": \"\\u001b\"}",
            "\"\\ud800\"",
            "<x>&amp;<![CDATA[</x>",
            "]]> <!DOCTYPE x> <?x?> &#0; \ufffe\uffff",
            "%s %n %1$s {0} {}",
            "States.Format('{}', $.x)",
            "'), States.Array($$.Task.Token, '",
            "{% $states.input %}",
            "$",
            "$$",
            "$.customer",
            "$$.Task.Token",
            "$..[?(@.x)]",
            "$HOME",
            "\\$5",
            "$.a\n$.b",
            // other scripts
            "Z\u0351\u036b\u0343a\u0321\u0348l\u0359g\u035eo",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udff4",
            "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u4f60\u597d \u0130\u0131\u00df\ufb01",
            "\u0661\u0662\u0663",
            // numbers, durations, words for yes
            "-1",
            "2147483648",
            "99999999999999999999999",
            "1e999",
            "1e9999999999",
            "1." + "3".repeat(1_500),
            "NaN",
            "0x10",
            "PT9223372036854775807S",
            "PT2147483648H",
            "P99999999999999999999D",
            "-PT1S",
            "TRUE",
            // depth
            deep(1_000),
            deep(1_001),
            "[".repeat(100_000),
            "{\"a\":".repeat(999) + "1.10" + "}".repeat(999),
            // halves of surrogate pairs
            "\ud83d",
            "x\udc00y",
            // paths, ARNs, URLs, pairs
            "../../../etc/passwd",
            "a/b:c|d*e?",
            "arn:aws:iam::000000000000:role/*",
            "arn:aws:iam::000000000000:role/" + ESC + "[31m",
            "arn:aws:iam::000000000000:role/team/${aws:username}/x",
            "arn:aws:ecs:us-east-1:000000000000:cluster/x\u202ey",
            "arn:aws:ecs:" + "r".repeat(5_000) + ":000000000000:cluster/x",
            "arn:aws:ecs:us-east-1:000000000000:task-definition/unknown:7",
            "arn::::::",
            "http://127.0.0.1:99999/",
            "http://[::1",
            "=,==,\u0000=" + ESC + ",a=b,a=c",
            // what KnownFailure and AccessDenied look for
            "Task definition ".repeat(2_000),
            "User: " + "x/assumed-role/".repeat(500) + " is not authorized to perform: ecs:RunTask on resource: "
                    + ESC);

    private Hostile() {}

    /** All of them, each once. */
    public static List<String> texts() {
        Random random = new Random(SEED);
        List<String> all = new ArrayList<>(FIXED);
        all.addAll(CiCommands.EXAMPLES);
        for (int i = 0; i < MADE; i++) {
            all.add(made(random));
        }
        return List.copyOf(all);
    }

    /** What makes them: to be printed where they are tried. */
    public static String seed() {
        return "-Dhostile.seed=" + SEED;
    }

    /** Whether all are to be tried everywhere. */
    public static boolean everywhere() {
        return Tables.whole();
    }

    /** What is no text in UTF-8: a byte that begins none, one that ends none, a text that is cut off, a null in two bytes. */
    public static List<byte[]> bytes() {
        return List.of(
                new byte[] {'"', (byte) 0xff, '"'},
                new byte[] {'"', (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xe2, (byte) 0x82, '"'},
                new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                "\"x\"".getBytes(StandardCharsets.UTF_16));
    }

    /** As it can be told from others in the name of a test. */
    public static String name(String text) {
        String plain = text.codePoints()
                .limit(40)
                .mapToObj(c -> c > 0x20 && c < 0x7f ? Character.toString(c) : String.format("<%x>", c))
                .collect(Collectors.joining());
        return plain + (text.length() > 40 ? "... (" + text.length() + ")" : "");
    }

    /** Pieces of other texts, and characters from anywhere. */
    private static String made(Random random) {
        return IntStream.range(0, PIECES)
                .mapToObj(i -> random.nextBoolean() ? piece(random) : Character.toString(random.nextInt(0x110000)))
                .collect(Collectors.joining());
    }

    private static String piece(Random random) {
        String text = FIXED.get(random.nextInt(FIXED.size()));
        return text.substring(0, Math.min(text.length(), 50));
    }

    private static String deep(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String codePoints(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
