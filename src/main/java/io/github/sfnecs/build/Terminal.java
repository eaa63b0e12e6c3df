package io.github.sfnecs.build;

import io.github.sfnecs.diagnostic.Console;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.logging.Log;

/** The terminal that the build was started at, past Maven's log, which knows only whole lines. */
public final class Terminal {
    private Terminal() {}

    /**
     * Where somebody sits at a terminal and sees one build at a time, a console that draws a line anew; else the one for Maven's
     * log. Many CI servers have terminals that nobody sits at, and set {@code CI}.
     *
     * @param messages the console for Maven's log
     * @param terminal asked for only where all else speaks for one
     */
    public static Console orLog(
            Console messages,
            Log log,
            MavenExecutionRequest request,
            Map<String, String> environment,
            Supplier<Optional<PrintWriter>> terminal) {
        boolean drawable = request.isInteractiveMode()
                && request.getDegreeOfConcurrency() <= 1
                && log.isInfoEnabled()
                && !"dumb".equals(environment.get("TERM"))
                && "false".equals(environment.getOrDefault("CI", "false"));
        return Optional.of(terminal)
                .filter(there -> drawable)
                .flatMap(Supplier::get)
                .<Console>map(writer -> new TerminalConsole(messages, writer))
                .orElse(messages);
    }

    /** The process's own, if it has one: Maven 4 makes messages of what is printed to the standard output. */
    public static Optional<PrintWriter> writer() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .map(java.io.Console::writer);
    }

    /** Since JDK 22 there is a console even where the output goes to a file. */
    private static boolean isTerminal(java.io.Console console) {
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
