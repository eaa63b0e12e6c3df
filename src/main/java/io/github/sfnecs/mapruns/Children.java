package io.github.sfnecs.mapruns;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * When each execution of a Map Run ran, and how it ended, in as few bytes as that takes: there may be a hundred thousand of them.
 * In the order in which they were added.
 */
public final class Children {
    private static final long RUNNING = Long.MIN_VALUE;
    private static final int NAME_LENGTH = 36;

    private long[] started = new long[64];
    private long[] stopped = new long[64];
    private long[] names = new long[128];
    private ChildStatus[] status = new ChildStatus[64];
    private int size;

    /** Another one, of which it is not known which it is; its end is empty while it runs. */
    public void add(ChildStatus how, Instant startDate, Optional<Instant> stopDate) {
        add(Optional.empty(), how, startDate, stopDate);
    }

    /** Another one of this ARN; its end is empty while it runs. */
    public void add(String executionArn, ChildStatus how, Instant startDate, Optional<Instant> stopDate) {
        add(uuid(executionArn.substring(executionArn.lastIndexOf(':') + 1)), how, startDate, stopDate);
    }

    private void add(Optional<UUID> name, ChildStatus how, Instant startDate, Optional<Instant> stopDate) {
        if (size == started.length) {
            started = Arrays.copyOf(started, 2 * size);
            stopped = Arrays.copyOf(stopped, 2 * size);
            names = Arrays.copyOf(names, 4 * size);
            status = Arrays.copyOf(status, 2 * size);
        }
        started[size] = startDate.toEpochMilli();
        stopped[size] = stopDate.map(Instant::toEpochMilli).orElse(RUNNING);
        names[2 * size] = name.map(UUID::getMostSignificantBits).orElse(0L);
        names[2 * size + 1] = name.map(UUID::getLeastSignificantBits).orElse(0L);
        status[size] = how;
        size++;
    }

    /** Nobody chooses the name of such an execution: it is a UUID. Another one is not kept. */
    private static Optional<UUID> uuid(String name) {
        try {
            return name.length() == NAME_LENGTH
                    ? Optional.of(UUID.fromString(name))
                            .filter(uuid -> uuid.toString().equals(name))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Each of them. */
    public void forEach(Consumer<Child> reader) {
        for (int i = 0; i < size; i++) {
            Optional<UUID> name = names[2 * i] == 0 && names[2 * i + 1] == 0
                    ? Optional.empty()
                    : Optional.of(new UUID(names[2 * i], names[2 * i + 1]));
            reader.accept(new Child(
                    status[i],
                    Instant.ofEpochMilli(started[i]),
                    stopped[i] == RUNNING ? Optional.empty() : Optional.of(Instant.ofEpochMilli(stopped[i])),
                    name));
        }
    }

    /**
     * One of them.
     *
     * @param status how it is, or ended
     * @param startDate when it began
     * @param stopDate when it ended; empty while it runs
     * @param name the execution's name; empty where it is not known
     */
    public record Child(ChildStatus status, Instant startDate, Optional<Instant> stopDate, Optional<UUID> name) {
        /** How long it took, or has taken until now. */
        public Duration took(Instant now) {
            Instant end = stopDate.orElse(now);
            return end.isBefore(startDate) ? Duration.ZERO : Duration.between(startDate, end);
        }
    }
}
