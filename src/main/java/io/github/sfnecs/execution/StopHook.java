package io.github.sfnecs.execution;

import java.util.function.Supplier;

/** Does something when the JVM is told to end (Ctrl-C, {@code SIGTERM}) while some work is going on. */
final class StopHook {
    private StopHook() {}

    /** Works; if the JVM ends before that is done, does the other thing first. */
    static <T> T during(Supplier<T> work, Runnable onExit) {
        Thread hook = new Thread(onExit, "sfn-ecs-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already, and the hook is at work
            return;
        }
    }
}
