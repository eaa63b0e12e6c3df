package io.github.sfnecs.fakeaws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Calls as they have to come in: as many as the first wave has before any of them is answered, then those of the next. So none
 * of them waits for the answer to another one of its wave, and the longest chain of dependent calls has as many as there are waves.
 */
public final class Waves {
    private static final long PATIENCE = 10;

    private final Deque<CountDownLatch> coming = new ArrayDeque<>();
    private boolean kept = true;

    /** Waves of so many calls. */
    public Waves(int... sizes) {
        for (int size : sizes) {
            coming.add(new CountDownLatch(size));
        }
    }

    /** Whether all of them came, and no call beyond them. */
    public synchronized boolean kept() {
        return kept && coming.isEmpty();
    }

    /** Lets a call wait for the others of its wave, though not for ever. */
    public void join() throws InterruptedException {
        if (!arrived().await(PATIENCE, TimeUnit.SECONDS)) {
            broken();
        }
    }

    private synchronized CountDownLatch arrived() {
        CountDownLatch wave = coming.peek();
        if (wave == null) {
            broken();
            return new CountDownLatch(0);
        }
        wave.countDown();
        if (wave.getCount() == 0) {
            coming.remove();
        }
        return wave;
    }

    private synchronized void broken() {
        kept = false;
    }
}
