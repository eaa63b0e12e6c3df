package io.github.sfnecs.fakeaws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the tasks of a family live: an immutable value, made by a static method and refined by the others. Without one a
 * task provisions for a second, is pending for a second and then runs forever.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Task lifecycle</a>
 */
public record TaskScript(Launch launch, Pace pace, Ending ending, Stop stop, Voice voice) {

    /** What RunTask answers. */
    public sealed interface Launch {
        /** A task. */
        record Accepted() implements Launch {}

        /** No task but an entry in {@code failures}. */
        record Refused(String reason) implements Launch {}

        /** An error. */
        record Erring(String code, String message) implements Launch {}
    }

    /** How the containers end by themselves. */
    public sealed interface Ending {
        /** They don't. */
        record Never() implements Ending {}

        /** The essential containers exit with this code, the others with 0. */
        record Exits(int code) implements Ending {}

        /** Each container exits with its code; those not named with 0. */
        record ExitsEach(Map<String, Integer> codeByContainer) implements Ending {}

        /** They never run, so they have no exit code. */
        record NeverStarts() implements Ending {}
    }

    /** What the container tells Step Functions with the token in its environment variable {@code TASK_TOKEN}. */
    public sealed interface Callback {
        record Success(String output) implements Callback {}

        record Failure(String error, String cause) implements Callback {}
    }

    /**
     * How long the phases last.
     *
     * @param running from RUNNING to what the script has the containers do: call back, exit, or both in that order
     * @param stopping from the order to stop until STOPPED
     */
    public record Pace(Duration provisioning, Duration pending, Duration running, Duration stopping) {}

    /** What DescribeTasks says about the end, if not what ECS would. */
    public record Stop(Optional<String> code, Optional<String> reason) {}

    /** What the world hears of the containers. */
    public record Voice(Optional<Callback> callback, Optional<Duration> heartbeatEvery, List<Line> lines) {}

    /**
     * What a container prints while it runs, into its log stream if its task definition gives it one.
     *
     * @param after since the task is RUNNING
     * @param count how many lines, at once; more than one are numbered
     */
    public record Line(String container, Duration after, String text, int count) {

        /** Each of them. */
        public Stream<String> texts() {
            return count == 1
                    ? Stream.of(text)
                    : IntStream.rangeClosed(1, count).mapToObj(n -> text + " " + n);
        }
    }

    public static TaskScript runsForever() {
        return ends(new Ending.Never());
    }

    public static TaskScript exits(int code) {
        return ends(new Ending.Exits(code));
    }

    public static TaskScript exits(Map<String, Integer> codeByContainer) {
        return ends(new Ending.ExitsEach(Map.copyOf(codeByContainer)));
    }

    /** Stops out of PENDING; the reason is also the containers' reason. */
    public static TaskScript failsToStart(String stopCode, String reason) {
        return ends(new Ending.NeverStarts()).stopCode(stopCode).stopReason(reason);
    }

    /** RunTask answers with {@code failures}, such as {@code RESOURCE:MEMORY}. */
    public static TaskScript refused(String reason) {
        return runsForever().with(new Launch.Refused(reason));
    }

    /** RunTask answers with this ECS error. */
    public static TaskScript throwsError(String code, String message) {
        return runsForever().with(new Launch.Erring(code, message));
    }

    private static TaskScript ends(Ending ending) {
        Duration second = Duration.ofSeconds(1);
        return new TaskScript(
                new Launch.Accepted(),
                new Pace(second, second, second, second),
                ending,
                new Stop(Optional.empty(), Optional.empty()),
                new Voice(Optional.empty(), Optional.empty(), List.of()));
    }

    public TaskScript after(Duration running) {
        return with(new Pace(pace.provisioning, pace.pending, running, pace.stopping));
    }

    public TaskScript provisioning(Duration provisioning) {
        return with(new Pace(provisioning, pace.pending, pace.running, pace.stopping));
    }

    public TaskScript pending(Duration pending) {
        return with(new Pace(pace.provisioning, pending, pace.running, pace.stopping));
    }

    /** Time between StopTask, or the exit of an essential container, and STOPPED. */
    public TaskScript stopping(Duration stopping) {
        return with(new Pace(pace.provisioning, pace.pending, pace.running, stopping));
    }

    /** No phase takes time, so whoever looks sees the task RUNNING or STOPPED and never on its way. */
    public TaskScript atOnce() {
        return with(new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    public TaskScript stopCode(String code) {
        return with(new Stop(Optional.of(code), stop.reason));
    }

    public TaskScript stopReason(String reason) {
        return with(new Stop(stop.code, Optional.of(reason)));
    }

    /** Calls back if the task's own role allows {@code states:SendTaskSuccess}. */
    public TaskScript sendsTaskSuccess(String outputJson) {
        return with(new Voice(Optional.of(new Callback.Success(outputJson)), voice.heartbeatEvery, voice.lines));
    }

    /** Calls back if the task's own role allows {@code states:SendTaskFailure}. */
    public TaskScript sendsTaskFailure(String error, String cause) {
        return with(new Voice(Optional.of(new Callback.Failure(error, cause)), voice.heartbeatEvery, voice.lines));
    }

    /** Sends heartbeats while it runs, if the task's own role allows {@code states:SendTaskHeartbeat}. */
    public TaskScript heartbeats(Duration every) {
        return with(new Voice(voice.callback, Optional.of(every), voice.lines));
    }

    /** Prints one more line, so long after the task is RUNNING, unless the container has exited by then. */
    public TaskScript prints(String container, Duration after, String text) {
        return printsBurst(container, after, 1, text);
    }

    /** Prints many more lines in the same moment, with numbers from 1 at their ends. */
    public TaskScript printsBurst(String container, Duration after, int count, String text) {
        List<Line> more = new ArrayList<>(voice.lines);
        more.add(new Line(container, after, text, count));
        return with(new Voice(voice.callback, voice.heartbeatEvery, List.copyOf(more)));
    }

    private TaskScript with(Launch other) {
        return new TaskScript(other, pace, ending, stop, voice);
    }

    private TaskScript with(Pace other) {
        return new TaskScript(launch, other, ending, stop, voice);
    }

    private TaskScript with(Stop other) {
        return new TaskScript(launch, pace, ending, other, voice);
    }

    private TaskScript with(Voice other) {
        return new TaskScript(launch, pace, ending, stop, other);
    }
}
