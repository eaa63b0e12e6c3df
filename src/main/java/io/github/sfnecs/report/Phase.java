package io.github.sfnecs.report;

import io.github.sfnecs.report.TaskRecord.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a task's way.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
enum Phase {
    /** ECS prepares its network interface and its place to run. */
    PROVISIONING("provisioning"),
    /** Its images are being pulled. */
    PULL("image pull"),
    /** Its images are there, and its containers are being started. */
    STARTING("starting"),
    /** Its containers run. */
    RUNNING("running"),
    /** It was told to stop or its containers have ended, and ECS takes away what it had. */
    STOPPING("stopping");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** What people read. */
    String words() {
        return words;
    }

    /** A phase as a task was in it. */
    record Segment(Phase phase, Instant from, Instant to) {}

    private record Mark(Phase phase, Optional<Instant> at) {}

    /** The phases that a task was in, one after the other; the last one until it stopped, or until now. */
    static List<Segment> of(Times times, Instant now) {
        List<Mark> marks = Stream.of(
                        new Mark(PROVISIONING, times.createdAt()),
                        new Mark(PULL, times.pullStartedAt()),
                        new Mark(STARTING, times.pullStoppedAt()),
                        new Mark(RUNNING, times.startedAt()),
                        new Mark(STOPPING, earlier(times.stoppingAt(), times.executionStoppedAt())))
                .filter(mark -> mark.at().isPresent())
                .toList();
        List<Segment> segments = new ArrayList<>();
        Instant end = times.stoppedAt().orElse(now);
        for (int i = marks.size() - 1; i >= 0; i--) {
            Instant from = marks.get(i).at().orElseThrow();
            // a task that never ran may stop before the pull of its images does
            if (from.isBefore(end)) {
                segments.add(0, new Segment(marks.get(i).phase(), from, end));
                end = from;
            }
        }
        return segments;
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        return Stream.of(a, b).flatMap(Optional::stream).min(Instant::compareTo);
    }
}
