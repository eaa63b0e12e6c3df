package io.github.sfnecs.rendering;

/** A text that can't be told to be a literal, a path, or both; its message says why. */
public final class UnreadableValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String fix;

    UnreadableValue(String wrong, String fix) {
        super(wrong);
        this.fix = fix;
    }

    /** How it can be written. */
    public String fix() {
        return fix;
    }
}
