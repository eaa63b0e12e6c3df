package io.github.sfnecs.mapruns;

import io.github.sfnecs.cost.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Map Runs that never were. */
public final class MapRuns {
    /** When they begin. */
    public static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final String PREFIX = "arn:aws:states:eu-central-1:123456789012:execution:nightly/Each:";
    private static final String TASK = "arn:aws:ecs:eu-central-1:123456789012:task/jobs/";
    private static final int LIMIT = 1200;
    private static final int BURST = 100;
    private static final long LAUNCH_MILLIS = 50;
    private static final int MOST_LISTED = 500;

    private record Failure(String why, String meaning, String remedy, ChildStatus status, List<String> lines) {}

    private static final List<Failure> FAILURES = List.of(
            new Failure(
                    "app exit code 137 (memory)",
                    "The container was killed since it took more memory than it may.",
                    "Raise the memory in the task definition, or have it take less: -Xmx or -XX:MaxRAMPercentage for Java",
                    ChildStatus.FAILED,
                    List.of(
                            "reading orders of customer 4711",
                            "18,204 orders read",
                            "java.lang.OutOfMemoryError: Java heap space",
                            "\tat com.example.Orders.read(Orders.java:42)")),
            new Failure(
                    "CannotPullContainerError",
                    "The image could not be pulled.",
                    "Look whether the tag exists and the task's execution role may pull it",
                    ChildStatus.FAILED,
                    List.of()),
            new Failure(
                    "States.Timeout",
                    "It took longer than stateTimeout.",
                    "",
                    ChildStatus.TIMED_OUT,
                    List.of("waiting for a lock on table orders")));

    private MapRuns() {}

    /** One of so many items, of which so many failed, as Fargate starts them: a hundred at once, then twenty in a second. */
    public static MapRunRecord fanOut(int count, int failed) {
        Random random = new Random(5);
        Children children = new Children();
        PriorityQueue<Long> running = new PriorityQueue<>();
        List<FailedItem> listed = new ArrayList<>();
        long[] groups = new long[FAILURES.size()];
        List<FailedItem> examples =
                new ArrayList<>(FAILURES.stream().map(any -> (FailedItem) null).toList());
        int everySo = failed == 0 ? Integer.MAX_VALUE : count / failed;
        long last = 0;
        for (int i = 0; i < count; i++) {
            long start =
                    Math.max(Math.max(0, i - BURST) * LAUNCH_MILLIS, running.size() < LIMIT ? 0 : running.remove());
            long took = 35_000 + (long) (14_000 * Math.exp(random.nextGaussian() * 0.45));
            boolean fails = i % everySo == scattered(i / everySo, everySo) && i / everySo < failed;
            int which = random.nextInt(10) < 7 ? 0 : random.nextInt(10) < 7 ? 1 : 2;
            took = !fails ? took : which == 1 ? 12_000 + random.nextInt(4000) : which == 2 ? 180_000 : took;
            running.add(start + took);
            last = Math.max(last, start + took);
            Instant begin = TIME.plusMillis(start);
            Optional<Instant> end = Optional.of(begin.plusMillis(took));
            String arn = PREFIX + new UUID(random.nextLong(), random.nextLong());
            children.add(arn, fails ? FAILURES.get(which).status : ChildStatus.SUCCEEDED, begin, end);
            if (fails) {
                FailedItem item = item(arn, i, FAILURES.get(which), begin, end);
                examples.set(which, groups[which]++ == 0 ? item : examples.get(which));
                if (listed.size() < MOST_LISTED) {
                    listed.add(item);
                }
            }
        }
        List<FailureGroup> failures = IntStream.range(0, groups.length)
                .filter(group -> groups[group] > 0)
                .mapToObj(group -> new FailureGroup(
                        FAILURES.get(group).why,
                        FAILURES.get(group).meaning,
                        FAILURES.get(group).remedy,
                        groups[group],
                        examples.get(group)))
                .toList();
        Counts counts = new Counts(count, 0, 0, count - failed, failed - groups[2], groups[2], 0);
        return new MapRunRecord(
                "arn:aws:states:eu-central-1:123456789012:mapRun:nightly/Each:5b1e0302-7c1d-4a53-b6e1-0a7b5d9f1c11",
                "Each",
                Optional.of("SUCCEEDED"),
                Optional.of(TIME.minusSeconds(2)),
                Optional.of(TIME.plusMillis(last).plusSeconds(1)),
                LIMIT,
                0,
                counts,
                counts,
                children,
                failures,
                0,
                listed,
                Optional.of(new Cost(
                        new BigDecimal("45.5"),
                        new BigDecimal("91"),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Optional.of(new BigDecimal("11.4")),
                        Optional.of(BigDecimal.ZERO),
                        Optional.empty())),
                List.of());
    }

    /** One of so many, another one each time. */
    private static int scattered(int time, int many) {
        return new Random(time).nextInt(many);
    }

    private static FailedItem item(String arn, int index, Failure failure, Instant begin, Optional<Instant> end) {
        return new FailedItem(
                arn,
                Optional.of((long) index),
                Optional.of("{\"id\":\"customer-" + index + "\",\"region\":\"eu\"}"),
                failure.status,
                begin,
                end,
                failure.why,
                Optional.of(TASK + String.format("%032x", 7L * index)),
                failure.lines);
    }

    /** One in which AWS, the definition and a container say nothing but this text. */
    public static MapRunRecord saying(String text) {
        return saying(text, 1);
    }

    /** The same with so many that failed, each for another reason. */
    public static MapRunRecord saying(String text, int failed) {
        Optional<String> said = Optional.of(text);
        Children children = new Children();
        for (ChildStatus status : ChildStatus.values()) {
            children.add(
                    text,
                    status,
                    TIME,
                    Optional.of(TIME.plusSeconds(List.of(ChildStatus.values()).indexOf(status))));
        }
        List<FailedItem> items = IntStream.range(0, failed)
                .mapToObj(number -> new FailedItem(
                        PREFIX + text,
                        Optional.empty(),
                        said,
                        ChildStatus.FAILED,
                        TIME,
                        Optional.of(TIME.plus(Duration.ofSeconds(7))),
                        number + text,
                        said,
                        List.of(text, text)))
                .toList();
        return new MapRunRecord(
                text,
                text,
                said,
                Optional.of(TIME),
                Optional.empty(),
                2,
                1,
                new Counts(20, 3, 2, 5, 6, 2, 2),
                new Counts(12, 3, 1, 4, 2, 1, 1),
                children,
                items.stream()
                        .map(item -> new FailureGroup(item.why(), "means " + text, "try " + text, 6, item))
                        .toList(),
                2,
                items,
                Optional.empty(),
                Collections.nCopies(failed, text));
    }

    /** The same as it is with these executions and no others. */
    public static MapRunRecord with(MapRunRecord run, Children children, Counts executions) {
        return new MapRunRecord(
                run.arn(),
                run.state(),
                run.status(),
                run.startDate(),
                run.stopDate(),
                run.maxConcurrency(),
                run.redriveCount(),
                executions,
                executions,
                children,
                run.failures(),
                run.unread(),
                run.failed(),
                run.cost(),
                run.notes());
    }
}
