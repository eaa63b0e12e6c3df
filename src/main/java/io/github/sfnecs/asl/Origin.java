package io.github.sfnecs.asl;

import io.github.sfnecs.json.Lines;
import java.util.function.Supplier;

/** Where a definition comes from. */
public sealed interface Origin {
    /** From the POM, or from AWS: only its own text has lines. */
    record Rendered() implements Origin {}

    /**
     * From a file of the user's.
     *
     * @param name the file, as the user knows it
     * @param lines where in the file each value is, for those who ask
     */
    record File(String name, Supplier<Lines> lines) implements Origin {
        /** Such as {@code nightly.asl.json:42}. */
        String place(String location) {
            return name + ":" + lines.get().at(location);
        }
    }
}
