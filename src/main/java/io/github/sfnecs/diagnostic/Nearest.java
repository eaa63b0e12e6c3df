package io.github.sfnecs.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The right name that somebody who wrote a wrong one may have meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * Of these names, those first that contain the given one, that which shares most letters with it, in their order, for its length;
     * whatever their case.
     */
    public static String of(String given, Collection<String> names) {
        String part = given.toLowerCase(Locale.ROOT);
        return names.stream()
                .max(Comparator.<String, Boolean>comparing(
                                name -> name.toLowerCase(Locale.ROOT).contains(part))
                        .thenComparingDouble(name -> likeness(given, name))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** 1 for the same letters, 0 for none in common. */
    private static double likeness(String one, String other) {
        int[] common = new int[other.length() + 1];
        for (char letter : one.toLowerCase(Locale.ROOT).toCharArray()) {
            int before = 0;
            for (int i = 1; i <= other.length(); i++) {
                int above = common[i];
                common[i] = letter == Character.toLowerCase(other.charAt(i - 1))
                        ? before + 1
                        : Math.max(above, common[i - 1]);
                before = above;
            }
        }
        return 2.0 * common[other.length()] / (one.length() + other.length());
    }
}
