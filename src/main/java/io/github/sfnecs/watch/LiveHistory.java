package io.github.sfnecs.watch;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.mapwatch.LiveMapRuns;
import io.github.sfnecs.time.PollSchedule;
import io.github.sfnecs.time.Time;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Reads on in the history of an execution while it goes on, tells of its states, and passes on what is new of its tasks and its end. */
final class LiveHistory {
    private final ExecutionHistory history;
    private final Time time;
    private final EarlierAttempts before;
    private final LiveTasks tasks;
    private final ExecutionEnd end;
    private final LiveMapRuns mapRuns;
    private final BiConsumer<String, SdkException> missing;
    private final PollSchedule schedule;
    private boolean shown = true;
    private int redrives;
    private volatile boolean earlier;

    /**
     * Reads it.
     *
     * @param before is not told again, and was not the end
     * @param missing told what AWS does not show, and why
     */
    LiveHistory(
            AwsClients aws,
            Time time,
            Console console,
            String arn,
            LiveTasks tasks,
            LiveMapRuns mapRuns,
            ExecutionEnd end,
            EarlierAttempts before,
            BiConsumer<String, SdkException> missing) {
        this.earlier = before.redrive() > 0;
        Transitions transitions = new Transitions(console);
        this.history = new ExecutionHistory(aws.once().sfn(), arn, (event, place) -> {
            if (event.type() == HistoryEventType.EXECUTION_REDRIVEN) {
                redrives++;
                earlier = redrives < before.redrive();
            }
            if (!earlier) {
                transitions.accept(event, place);
            }
            mapRuns.note(event, place);
        });
        this.time = time;
        this.before = before;
        this.tasks = tasks;
        this.end = end;
        this.mapRuns = mapRuns;
        this.missing = missing;
        this.schedule = PollSchedule.ofExecution(time);
    }

    /** What is known by now. */
    ExecutionHistory history() {
        return history;
    }

    /** Whether it says that the execution has ended. */
    boolean over() {
        return history.over() && !earlier;
    }

    /** Whether it still tells of what is new. */
    boolean goesOn() {
        return shown && !over();
    }

    /** When it is worth looking; empty where there is nothing new to come. */
    Optional<Instant> due() {
        return goesOn() ? Optional.of(schedule.due()) : Optional.empty();
    }

    /** Reads on, if it is time. */
    void look() {
        if (!time.now().isBefore(schedule.due())) {
            read();
        }
    }

    /** Reads on, and says whether that could be done. */
    boolean read() {
        if (!goesOn()) {
            return false;
        }
        try {
            int known = history.tasks().arns().size();
            boolean changed = history.readOn();
            schedule.answered(changed);
            if (mapRuns.takeLong()) {
                schedule.seldom();
            }
            if (changed) {
                history.tasks().ended().stream()
                        .filter(task -> !before.started(task))
                        .forEach(tasks::tell);
            }
            if (history.tasks().arns().size() > known) {
                tasks.more();
            }
            if (over()) {
                end.now();
            }
            return true;
        } catch (SdkException e) {
            if (AwsProblems.outage(e) || end.notYet(e)) {
                schedule.refused(e);
                return false;
            }
            shown = false;
            missing.accept("states and tasks", e);
            return false;
        }
    }
}
