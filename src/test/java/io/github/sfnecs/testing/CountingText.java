package io.github.sfnecs.testing;

/** A text that counts how often one of its characters is looked at, and is not looked at any more when that is too often. */
public final class CountingText implements CharSequence {
    private final String text;
    private final long most;
    private long looks;

    public CountingText(String text, long most) {
        this.text = text;
        this.most = most;
    }

    /** How often a character was looked at. */
    public long looks() {
        return looks;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        looks++;
        if (looks > most) {
            throw new TooMany();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** It was looked at too often. */
    public static final class TooMany extends RuntimeException {}
}
