package io.github.sfnecs.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What has to change in AWS, in the order in which it is done. None means that all is as it should be. */
public final class Changes {
    private final List<Change> all = new ArrayList<>();

    /** One writing call and what it changes, from nothing or from what is there to what is wanted. */
    public Changes add(String what, Optional<JsonNode> actual, JsonNode wanted, Runnable call) {
        all.add(new Change(what, JsonDiff.of(actual, wanted), call));
        return this;
    }

    /** Whether all is as it should be. */
    public boolean none() {
        return all.isEmpty();
    }

    /**
     * Says all that differs; then, unless it is a dry run, makes the calls.
     *
     * @param what whose changes they are, such as {@code Role my-role}
     */
    public void carryOut(String what, Console console, Mode mode) {
        say(console);
        if (none()) {
            console.info(what + ": up to date.");
        } else if (mode == Mode.DRY_RUN) {
            console.info(what + ": not changed, this is a dry run.");
        } else {
            make();
            console.info(what + ": done.");
        }
    }

    /** Says what differs and makes the calls, in the middle of another change, which says that it is done. */
    public void apply(Console console) {
        say(console);
        make();
    }

    /**
     * Whether what is in AWS is what the configuration describes.
     *
     * @param what whose changes they are, such as {@code The role my-role}
     * @param exists whether there is anything to compare
     * @param changes finds them out, or says why they would not be made
     * @param command what makes them
     */
    public static Finding drift(String what, boolean exists, Supplier<Changes> changes, String command) {
        if (!exists) {
            return Finding.warning(Finding.Area.DRIFT, what + " does not exist yet.", "", command);
        }
        try {
            List<Change> all = changes.get().all;
            return all.isEmpty()
                    ? Finding.passed(Finding.Area.DRIFT, what + " is as the POM describes it.")
                    : Finding.warning(
                            Finding.Area.DRIFT,
                            what + " is not as the POM describes it.",
                            all.stream().map(Change::text).collect(Collectors.joining("\n")),
                            command);
        } catch (ProblemException e) {
            Problem problem = e.problems().get(0);
            return Finding.warning(Finding.Area.DRIFT, problem.what(), problem.why(), problem.fix());
        }
    }

    private void say(Console console) {
        all.forEach(change -> console.info(change.text()));
    }

    private void make() {
        all.forEach(change -> change.call().run());
    }

    private record Change(String what, String diff, Runnable call) {
        String text() {
            return what + "\n" + diff;
        }
    }
}
