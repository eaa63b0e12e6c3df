package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Does something, in a few seconds, when the JVM is told to end (Ctrl-C, {@code SIGTERM}) while some work is going on, or when the work fails since its
 * thread is interrupted: an IDE interrupts the thread of a build that it cancels, where a terminal ends the JVM.
 */
final class StopHook {
    /** The JVM ends then, whatever is not done by then: others in it, and whoever told it to end, wait for that. */
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    private StopHook() {}

    /** Works; if that is cut short, does the other thing. */
    static <T> T during(Supplier<T> work, Runnable onExit) {
        Thread hook = new Thread(() -> inTime(onExit), "sfn-ecs-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } catch (ProblemException | SdkException e) {
            // a thread that is marked as interrupted can't call AWS
            if (Thread.interrupted()) {
                onExit.run();
                Thread.currentThread().interrupt();
            }
            throw e;
        } finally {
            remove(hook);
        }
    }

    private static void inTime(Runnable work) {
        Thread worker = new Thread(work, "sfn-ecs-stop-worker");
        worker.setDaemon(true);
        worker.start();
        join(worker, AT_MOST);
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already, and the hook is at work, with what would be closed next
            join(hook, AT_MOST);
        }
    }

    private static void join(Thread thread, Duration atMost) {
        try {
            thread.join(atMost.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
