package io.github.sfnecs.fakeaws.wire;

import java.util.List;
import java.util.Optional;

/** A piece of a listing and the token that leads to the next. */
public record Page<T>(List<T> items, Optional<String> next) {

    private static final String PREFIX = "page-from-";

    /**
     * The page that a token leads to.
     *
     * @param token what the client sent, if anything
     * @param refusal the service's own error for a token that it didn't hand out
     */
    public static <T> Page<T> of(List<T> all, Optional<String> token, int size, AwsError refusal) {
        int from = token.map(text -> offset(text, refusal)).orElse(0);
        int to = (int) Math.min(all.size(), (long) from + size);
        if (from > to) {
            throw refusal;
        }
        return new Page<>(all.subList(from, to), to < all.size() ? Optional.of(token(to)) : Optional.empty());
    }

    /** The token that leads to the page that begins there. */
    public static String token(int from) {
        return PREFIX + from;
    }

    private static int offset(String token, AwsError refusal) {
        if (!token.matches(PREFIX + "\\d{1,9}")) {
            throw refusal;
        }
        return Integer.parseInt(token.substring(PREFIX.length()));
    }
}
