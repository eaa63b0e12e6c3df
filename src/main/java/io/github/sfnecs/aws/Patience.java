package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * How long AWS is waited for, in real time: half a minute for an attempt, a minute and a half for a call with all its attempts, and
 * less where the caller has less time. A call that half an attempt has not answered is told of, and each of its further attempts.
 *
 * <p>Other threads do what may hang. The JDK's read time-out ends silence, not an answer that trickles; and the SDK's time-outs, which
 * interrupt the reader and disconnect, do nothing to a read that waits for the next byte: it can't be interrupted, and it holds the
 * lock that disconnecting needs.
 * https://github.com/openjdk/jdk17u/blob/master/src/java.base/share/classes/sun/net/www/http/ChunkedInputStream.java
 */
final class Patience implements SdkAutoCloseable {
    /** How long AWS may take for an answer before the call is made again. */
    static final Duration ATTEMPT = Duration.ofSeconds(30);

    /** How long all attempts of a call may take together. */
    static final Duration CALL = Duration.ofSeconds(90);
    /** A process that is asked for credentials may ask a person. */
    private static final Duration CREDENTIALS = Duration.ofMinutes(5);

    /** Nobody's time is longer than that. */
    private static final Duration DAY = Duration.ofDays(1);

    private final Duration attempt;
    private final Duration all;
    private final ExecutorService threads = AwsClients.threads("sfn-ecs-call");

    @SuppressWarnings("ThreadLocalUsage") // goals that run at once have one each
    private final ThreadLocal<Call> calls = new ThreadLocal<>();

    private final ThreadLocal<Long> ends = new ThreadLocal<>();
    private volatile Console console = Console.silent();

    /** That of calls whose attempts may take this long each, and this long together. */
    Patience(Duration attempt, Duration all) {
        this.attempt = attempt;
        this.all = all;
    }

    /** What is waited for, since when, and when that is worth a word. */
    private final class Call {
        private final String who;
        private final Supplier<String> what;
        private final long begun = System.nanoTime();
        private long due = begun + attempt.toNanos() / 2;
        private boolean sent;

        Call(String who, Supplier<String> what) {
            this.who = who;
            this.what = what;
        }
    }

    /** How long an attempt may take. */
    Duration attempt() {
        return attempt;
    }

    /** Tells here what takes long. */
    void tell(Console listener) {
        this.console = listener;
    }

    /** This thread begins a call. */
    void begin(String service, Supplier<String> what) {
        calls.set(new Call(service, what));
    }

    /** Whether an attempt of the call that this thread has begun may have got there. */
    boolean sent() {
        return calls.get().sent;
    }

    /** Does what this thread has only this much time for: what is not answered by then fails as any call that is not answered. */
    <T> T within(Duration limit, Supplier<T> work) {
        Long before = ends.get();
        long end = System.nanoTime() + shorter(limit, DAY).toNanos();
        ends.set(before == null || end - before < 0 ? (Long) end : before);
        try {
            return work.get();
        } finally {
            if (before == null) {
                ends.remove();
            } else {
                ends.set(before);
            }
        }
    }

    /** This time, or what is left of the time that this thread has for its call; never less than none. */
    Duration atMost(Duration time) {
        return shorter(time, inScope(until(calls.get().begun + all.toNanos())));
    }

    /** The same of the time that this thread has for all that it calls at the moment. */
    private Duration inScope(Duration time) {
        Long end = ends.get();
        return end == null ? time : shorter(time, until(end));
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * One attempt of the call that this thread has begun.
     *
     * @param number as the SDK counts it
     * @param abort breaks it off, which may take a while too
     * @throws IOException if it fails or has no answer in time
     */
    <T> T attempt(int number, Callable<T> work, Runnable abort) throws IOException {
        Call call = calls.get();
        if (number == 1) {
            // before the first one credentials may have been waited for
            call = new Call(call.who, call.what);
            calls.set(call);
        }
        Duration limit = atMost(attempt);
        boolean sentBefore = call.sent;
        call.sent = true;
        try {
            return await(work, abort, limit, call, ", attempt " + number + ": ");
        } catch (TimeoutException e) {
            String late = "There was no whole answer in "
                    + Math.max(
                            1, Duration.ofNanos(System.nanoTime() - call.begun).toSeconds()) + " s";
            if (atMost(attempt).isZero()) {
                throw tooLate(late);
            }
            throw new SocketTimeoutException(late);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException unchecked) {
                throw unchecked.getCause();
            }
            if (e.getCause() instanceof IOException failure) {
                call.sent =
                        sentBefore || !(failure instanceof ConnectException || failure instanceof UnknownHostException);
                throw failure;
            }
            throw unchecked(e);
        }
    }

    /** Finds credentials, which may take calls and processes of their own. */
    <T> T credentials(Callable<T> work) {
        try {
            return await(work, () -> {}, inScope(CREDENTIALS), new Call("the AWS credentials", () -> ""), "");
        } catch (TimeoutException e) {
            throw tooLate("The AWS credentials were not there in time");
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    /** What no other attempt helps against. */
    private static ApiCallTimeoutException tooLate(String why) {
        return ApiCallTimeoutException.builder().message(why).build();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    private <T> T await(Callable<T> work, Runnable abort, Duration limit, Call call, String attempted)
            throws ExecutionException, TimeoutException {
        if (limit.isZero()) {
            throw tooLate("There was no time left for an answer");
        }
        long end = System.nanoTime() + limit.toNanos();
        Future<T> answer = threads.submit(work);
        try {
            while (call.due - end < 0) {
                try {
                    return answer.get(call.due - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    console.info("Waiting for " + call.who + attempted + call.what.get());
                    call.due = System.nanoTime() + attempt.toNanos();
                }
            }
            return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("The build was interrupted while it waited for AWS", e);
        } finally {
            // whoever is still at it is left behind, and ends with its next byte at the latest
            if (answer.cancel(true)) {
                threads.execute(abort);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
