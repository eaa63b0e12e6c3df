package io.github.sfnecs.mapruns;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * When each execution of a Map Run ran, and how it ended, in as few bytes as that takes: there may be a hundred thousand of them.
 * In the order in which they were added.
 */
public final class Children {
    private static final long RUNNING = Long.MIN_VALUE;

    private long[] started = new long[64];
    private long[] stopped = new long[64];
    private ChildStatus[] status = new ChildStatus[64];
    private int size;

    /** Another one; its end is empty while it runs. */
    public void add(ChildStatus how, Instant startDate, Optional<Instant> stopDate) {
        if (size == started.length) {
            started = Arrays.copyOf(started, 2 * size);
            stopped = Arrays.copyOf(stopped, 2 * size);
            status = Arrays.copyOf(status, 2 * size);
        }
        started[size] = startDate.toEpochMilli();
        stopped[size] = stopDate.map(Instant::toEpochMilli).orElse(RUNNING);
        status[size] = how;
        size++;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Each of them. */
    public void forEach(Consumer<Child> reader) {
        for (int i = 0; i < size; i++) {
            reader.accept(new Child(
                    status[i],
                    Instant.ofEpochMilli(started[i]),
                    stopped[i] == RUNNING ? Optional.empty() : Optional.of(Instant.ofEpochMilli(stopped[i]))));
        }
    }

    /**
     * One of them.
     *
     * @param status how it is, or ended
     * @param startDate when it began
     * @param stopDate when it ended; empty while it runs
     */
    public record Child(ChildStatus status, Instant startDate, Optional<Instant> stopDate) {}
}
