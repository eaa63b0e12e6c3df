package io.github.sfnecs.testing;

import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/**
 * Time for many who wait at once, which passes only when all of them do: then it goes on to whoever is due next, and that one alone
 * works until it waits again. So what they do is the same in every test, and takes no time.
 */
public final class Turns implements Time {
    private final ManualClock clock;
    private final PriorityQueue<Turn> waiting =
            new PriorityQueue<>(Comparator.comparing(Turn::due).thenComparing(Turn::order));
    private long turns;

    private record Turn(Instant due, long order, Semaphore go) {}

    /** Time passes by moving this clock. */
    public Turns(ManualClock clock) {
        this.clock = clock;
    }

    /** Has all of these done, each in a thread of its own, the first one first, and says how each ended. */
    public void run(List<Runnable> all) throws InterruptedException, ExecutionException {
        List<FutureTask<Boolean>> ends = new ArrayList<>();
        for (Runnable one : all) {
            Turn turn = turn(now());
            FutureTask<Boolean> end = new FutureTask<>(() -> work(turn, one), true);
            ends.add(end);
            Thread thread = new Thread(end, "turn-" + turn.order);
            thread.setDaemon(true);
            thread.start();
        }
        next();
        for (FutureTask<Boolean> end : ends) {
            end.get();
        }
    }

    private void work(Turn turn, Runnable one) {
        turn.go.acquireUninterruptibly();
        try {
            one.run();
        } finally {
            next();
        }
    }

    private Turn turn(Instant due) {
        Turn turn = new Turn(due, turns++, new Semaphore(0));
        waiting.add(turn);
        return turn;
    }

    private void next() {
        Turn turn = waiting.poll();
        if (turn != null) {
            if (turn.due.isAfter(now())) {
                clock.advance(Duration.between(now(), turn.due));
            }
            turn.go.release();
        }
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void pause(Duration duration) {
        Turn mine = turn(now().plus(duration));
        next();
        mine.go.acquireUninterruptibly();
    }
}
