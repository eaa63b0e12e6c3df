package io.github.sfnecs.time;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * When to look again at something that changes by itself: less often the longer nothing changes, and less often still when AWS
 * throttles, so that many builds in one account leave each other their quota. What fifty builds call in a second, each with a task
 * that prints all the time, and what an account may:
 *
 * <table>
 * <caption>Calls a second of fifty builds</caption>
 * <tr><th>call</th><th>first minute</th><th>then</th><th>where throttled</th><th>burst</th><th>quota</th></tr>
 * <tr><td>GetExecutionHistory</td><td>50</td><td>11.1</td><td>8.3</td><td>400</td><td>20</td></tr>
 * <tr><td>DescribeExecution</td><td>0.8</td><td>0.8</td><td></td><td>250</td><td>10</td></tr>
 * <tr><td>the same, without a history</td><td>50</td><td>11.1</td><td>8.3</td><td>250</td><td>10</td></tr>
 * <tr><td>DescribeMapRun</td><td>3.3</td><td>0.8</td><td>0.8</td><td>200</td><td>1</td></tr>
 * <tr><td>DescribeTasks</td><td>12.5</td><td>12.5</td><td>8.3</td><td>100</td><td>20</td></tr>
 * <tr><td>GetLogEvents</td><td>50</td><td>20, silent 10</td><td>8.3</td><td>25</td><td>25 or 10</td></tr>
 * </table>
 *
 * <p>A build can't know that it is not alone until it is throttled. Fifty that begin at once have the history's burst for
 * thirteen seconds, then most are throttled a few times in their first minute, look every six seconds, and are throttled no more.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
public final class PollSchedule {
    private static final Duration PROMPT = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofSeconds(12);

    private final Time time;
    private final Duration youth;
    private final double patience;
    private final Duration longest;
    private final ThrottleMemory restraint;
    private final Instant begun;
    private Instant changed;
    private Instant looked;
    private Instant due;

    /**
     * Has the first look at once.
     *
     * @param youth how long every look is prompt
     * @param patience how much of the time in which nothing has changed a look waits after that
     * @param longest but no longer than this
     */
    private PollSchedule(Time time, Duration youth, double patience, Duration longest) {
        this.time = time;
        this.youth = youth;
        this.patience = patience;
        this.longest = longest;
        this.restraint = new ThrottleMemory(time);
        this.begun = time.now();
        this.changed = begun;
        this.looked = Instant.MIN;
        this.due = begun;
    }

    /** Of an execution, whose end is to be seen within a second in its first minute, and within five later. */
    public static PollSchedule ofExecution(Time time) {
        return new PollSchedule(time, Duration.ofMinutes(1), 0.05, Duration.ofMillis(4500));
    }

    /** Of tasks, which take a while to start, and whose end the execution tells. */
    public static PollSchedule ofTasks(Time time) {
        return new PollSchedule(time, Duration.ZERO, 1, Duration.ofSeconds(4));
    }

    /**
     * Of a Map Run, of which all that an account has is one look a second: those of fifty builds that begin at once, each some four times
     * as late as the one before, stay within the burst of 200, until each looks once a minute.
     */
    public static PollSchedule ofMapRun(Time time) {
        return new PollSchedule(time, Duration.ZERO, 3, Duration.ofMinutes(1));
    }

    /** When to look next. */
    public Instant due() {
        return due;
    }

    /** Has the next look at once, or as soon as others in the account let it: something is known to have changed. */
    public void now() {
        changed = time.now();
        early();
    }

    /** The same, though nothing is known to have changed. */
    public void early() {
        Instant now = time.now();
        Duration least = restraint.wait(Duration.ZERO);
        due = least.isZero() || looked.plus(least).isBefore(now) ? now : looked.plus(least);
    }

    /** AWS answered; whether something had changed since the look before. */
    public void answered(boolean change) {
        restraint.answered();
        looked = time.now();
        if (change) {
            changed = looked;
        }
        due = looked.plus(restraint.wait(calm()));
    }

    /** AWS did not answer for now, for this reason. */
    public void refused(SdkException reason) {
        restraint.refused(reason);
        looked = time.now();
        due = looked.plus(restraint.wait(calm()));
    }

    /** Something goes on that takes long, so the next look waits, however short a time ago the first one was. */
    public void seldom() {
        due = looked.plus(restraint.wait(calm(SELDOM)));
    }

    private Duration calm() {
        return Duration.between(begun, looked).compareTo(youth) < 0 ? PROMPT : calm(longest);
    }

    private Duration calm(Duration most) {
        long idle = Duration.between(changed, looked).toNanos();
        Duration calm = PROMPT.plusNanos((long) (idle * patience));
        return calm.compareTo(most) < 0 ? calm : most;
    }
}
