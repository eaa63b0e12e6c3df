package io.github.sfnecs.mapwatch;

import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS shows of Map Runs; what it refuses to show is told once, and not asked for again. */
final class Sights {
    private final Console console;
    private final Set<Sight> hidden = EnumSet.noneOf(Sight.class);

    Sights(Console console) {
        this.console = console;
    }

    /** What there is to see. */
    enum Sight {
        COUNTS("How many items are done"),
        FAILURES("Why its items failed"),
        ITEMS("When each of its items ran"),
        LOGS(
                "What its items print",
                "It takes states:ListExecutions on the Map Run, states:GetExecutionHistory on its executions, and"
                        + " ecs:DescribeTasks on their tasks.");

        private final String what;
        private final String permissions;

        Sight(String what) {
            this(
                    what,
                    "It takes states:DescribeMapRun and states:ListExecutions on the Map Run, and"
                            + " states:DescribeExecution on its executions.");
        }

        Sight(String what, String permissions) {
            this.what = what;
            this.permissions = permissions;
        }
    }

    /** Whether it is shown, as far as is known. */
    boolean shown(Sight sight) {
        return !hidden.contains(sight);
    }

    /** Looks, if it is shown; where it is not for now, there will be another look. */
    void glance(Sight sight, WatchedMapRun run, Runnable look) {
        see(sight, run, () -> {
            try {
                look.run();
            } catch (SdkException e) {
                if (!AwsProblems.outage(e)) {
                    throw e;
                }
            }
        });
    }

    /** Looks, if it is shown. */
    void see(Sight sight, WatchedMapRun run, Runnable look) {
        if (shown(sight)) {
            try {
                look.run();
            } catch (SdkException e) {
                unseen(sight, run, e);
            }
        }
    }

    /** It was not seen; where AWS will not show it the next time, either, that is told. */
    void unseen(Sight sight, WatchedMapRun run, SdkException e) {
        Problem problem = AwsProblems.of(e);
        run.lacks(Stream.of(
                        sight.what + " could not be seen. " + problem.what(),
                        problem.where(),
                        problem.why(),
                        AwsProblems.outage(e) ? "" : sight.permissions)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n")));
        if (!AwsProblems.outage(e) && hidden.add(sight)) {
            console.warn("Not shown of Map Runs: " + sight.what.substring(0, 1).toLowerCase(Locale.ROOT)
                    + sight.what.substring(1) + ". " + sight.permissions + "\n" + problem.text());
        }
    }
}
