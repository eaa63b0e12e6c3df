package io.github.sfnecs.build;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.goal.Prefix;

/** Tells all on another console, each goal of this plugin as users have to type it where this build runs. */
public record TypedConsole(Console console, Prefix prefix) implements Console {
    @Override
    public void info(String message) {
        console.info(prefix.in(message));
    }

    @Override
    public void printed(String lines) {
        console.printed(lines);
    }

    @Override
    public void warn(String message) {
        console.warn(prefix.in(message));
    }

    @Override
    public Console results() {
        return new TypedConsole(console.results(), prefix);
    }

    @Override
    public void status(String line) {
        console.status(line);
    }
}
