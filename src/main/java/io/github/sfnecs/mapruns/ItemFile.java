package io.github.sfnecs.mapruns;

import java.util.function.Consumer;

/** Where all executions of an execution's Map Runs are written, each a line of JSON, as they are listed. */
@FunctionalInterface
public interface ItemFile {
    /** Has them written, by who is given what writes a line. */
    void write(Consumer<Consumer<String>> items);

    /** Where nobody keeps them. */
    static ItemFile none() {
        return items -> items.accept(line -> {});
    }
}
