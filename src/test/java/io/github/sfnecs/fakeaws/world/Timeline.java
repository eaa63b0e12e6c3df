package io.github.sfnecs.fakeaws.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is going to happen in one account. Nothing happens by itself: whoever looks at the account first lets time run up
 * to now, and everything due happens then, in its order and at its own time.
 */
public final class Timeline {

    private final PriorityQueue<Event> due =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private long events;
    private Instant now;

    public Timeline(Instant now) {
        this.now = now;
    }

    /** The time of the event that is happening, or that of the last look. */
    public Instant now() {
        return now;
    }

    public void after(Duration delay, Runnable what) {
        due.add(new Event(now.plus(delay), events++, what));
    }

    public void advanceTo(Instant time) {
        while (!due.isEmpty() && !due.peek().at.isAfter(time)) {
            Event event = due.remove();
            now = event.at.isAfter(now) ? event.at : now;
            event.what.run();
        }
        now = time.isAfter(now) ? time : now;
    }

    private record Event(Instant at, long order, Runnable what) {}
}
