package io.github.sfnecs.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * One failure, as data: what happened, where, why, and the command, XML or statement that mends it.
 * Texts may span lines; an empty text means that there is nothing to say.
 *
 * @param kind what sort of failure it is
 * @param what one sentence: what happened
 * @param where the parameter, state, task or resource it happened to
 * @param why the cause, in AWS's words or ours
 * @param fix what to type or change
 */
public record Problem(Kind kind, String what, String where, String why, String fix) {
    /** What AWS, a container or a value has to say may be long; a failure has to fit a screen. */
    private static final int MOST_LINES = 20;

    private static final int LONGEST_LINE = 1000;

    /** Decides how the build fails: only {@link #UNREACHABLE} is an error of the environment. */
    public enum Kind {
        /** The configuration is wrong; AWS was not asked to change anything. */
        CONFIGURATION,
        /** AWS refused, or what ran there failed. */
        FAILED,
        /** AWS could not be reached, or broke. */
        UNREACHABLE
    }

    /** A mistake in the configuration. */
    public static Problem configuration(String what, String fix) {
        return new Problem(Kind.CONFIGURATION, what, "", "", fix);
    }

    /** Something that AWS refused or that failed there. */
    public static Problem failed(String what, String where, String why, String fix) {
        return new Problem(Kind.FAILED, what, where, why, fix);
    }

    /** The same problem, with more that is known of why. */
    public Problem because(String more) {
        return new Problem(kind, what, where, (why + "\n" + more).strip(), fix);
    }

    /** The same problem, with more to type or change. */
    public Problem mendedBy(String more) {
        return new Problem(kind, what, where, why, (fix + "\n" + more).strip());
    }

    /**
     * The problem as the user reads it: the sentence, then a labelled block for each thing known. Maven prints it without a prefix, so
     * what may not be our own words never begins a line: it could pass for ours, or be a command to a CI server, as
     * <a href="https://buildkite.com/docs/pipelines/configure/managing-log-output">{@code --- }</a> is.
     */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(readable(what).replace("\n", "\n  "));
        labelled(lines, "where", where);
        labelled(lines, "why", why);
        labelled(lines, "fix", fix);
        return String.join("\n", lines);
    }

    private static String readable(String text) {
        return Text.bounded(Text.printable(text), MOST_LINES, LONGEST_LINE);
    }

    private static void labelled(List<String> lines, String label, String text) {
        if (text.isBlank()) {
            return;
        }
        String lead = String.format("  %-6s ", label + ":");
        for (String line : readable(text).lines().toList()) {
            lines.add(lead + line);
            lead = " ".repeat(lead.length());
        }
    }
}
