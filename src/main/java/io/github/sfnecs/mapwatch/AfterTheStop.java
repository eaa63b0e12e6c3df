package io.github.sfnecs.mapwatch;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Map Runs whose execution was stopped: they stop their own executions, and write the results, before they end.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html
 */
record AfterTheStop(AwsClients aws, Time time) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final double GROWTH = 1.5;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Waits until none goes on any longer, for so long at most; those that still do then. */
    List<WatchedMapRun> goingOn(List<WatchedMapRun> runs, Duration atMost) {
        List<WatchedMapRun> left = new ArrayList<>(runs);
        Backoff looks = new Backoff(time, FIRST, GROWTH, LONGEST, atMost);
        do {
            left.removeIf(this::hasEnded);
        } while (!left.isEmpty() && looks.pause());
        return left;
    }

    /** Which go on, in a sentence; empty where none does. */
    static Optional<String> text(List<WatchedMapRun> goingOn) {
        return goingOn.isEmpty()
                ? Optional.empty()
                : Optional.of(goingOn.stream().map(AfterTheStop::named).collect(Collectors.joining(", ", "", "."))
                        + " Step Functions ends what runs for items a while after the execution.");
    }

    private boolean hasEnded(WatchedMapRun run) {
        try {
            run.look(aws.once().sfn());
            return !run.seenRunning();
        } catch (SdkException e) {
            return false;
        }
    }

    private static String named(WatchedMapRun run) {
        if (!run.seenRunning()) {
            return run.state() + " may still go on";
        }
        long running = run.executions().running();
        return run.state() + " still goes on, with " + Numbers.text(running)
                + (running == 1 ? " execution running" : " executions running");
    }
}
