package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * Why an execution is not waited for any longer, though it has not ended.
 *
 * @param stopped one sentence, where it was stopped for that
 * @param unstopped one sentence, where it could not be stopped
 * @param left one sentence, where it is left to run
 * @param where what failed; empty where that is only the state that it is in
 * @param why the cause
 * @param fix what to type or change
 */
record Unfinished(String stopped, String unstopped, String left, Optional<String> where, String why, String fix) {
    /** The time is up. */
    static Unfinished late(String name, Duration timeout) {
        return new Unfinished(
                "Execution " + name + " took too long and was stopped.",
                "Execution " + name + " took too long, and could not be stopped: it may still be running, and costing.",
                "Execution " + name + " takes too long, and goes on.",
                Optional.empty(),
                "It did not end within timeout, " + timeout + ".",
                "Raise timeout (ISO-8601, such as PT2H)");
    }

    /**
     * It waits for a task token that nobody is left to send.
     *
     * @param problem what its task failed for
     */
    static Unfinished stranded(String name, Problem problem) {
        String waits = "Execution " + name + " waits for a task token that nobody is left to send";
        return new Unfinished(
                waits.replace(" waits ", " waited ") + ", and was stopped: its ECS task had stopped.",
                waits + ", and could not be stopped: its ECS task has stopped.",
                waits + ", and goes on: its ECS task has stopped.",
                Optional.of(problem.where()),
                problem.why(),
                problem.fix());
    }
}
