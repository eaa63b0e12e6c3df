package io.github.sfnecs.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.json.Lines;
import java.util.function.Supplier;

/**
 * What a file says.
 *
 * @param lines where in the file each value of it is
 * @param text all of it in JSON, with what was put into it since, and nothing that a terminal would obey
 */
record Located(JsonNode json, Supplier<Lines> lines, Supplier<String> text) {
    /** Notes that an object has a name twice. */
    static void twice(FileMistakes mistakes, String name, int first, int again) {
        mistakes.add(
                again,
                FileMistakes.shown(name) + " stands twice in the same object, first in line " + first + ".",
                "one of the two would be lost",
                "");
    }
}
