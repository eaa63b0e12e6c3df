package io.github.sfnecs.fakeaws;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the tasks of a family live: an immutable value, made by a static method and refined by the others. Without one a
 * task provisions for a second, is pending for a second and then runs forever.
 *
 * @param running from RUNNING to what the script has the containers do: exit, call back, or both in that order
 * @param stopping from the order to stop until STOPPED
 * @param stopCode instead of the one ECS would give
 * @param stopReason instead of the one ECS would give
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Task lifecycle</a>
 */
public record TaskScript(
        Launch launch,
        Duration provisioning,
        Duration pending,
        Duration running,
        Ending ending,
        Duration stopping,
        Optional<String> stopCode,
        Optional<String> stopReason,
        Optional<Callback> callback,
        Optional<Duration> heartbeatEvery) {

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
        return runsForever().launch(new Launch.Refused(reason));
    }

    /** RunTask answers with this ECS error. */
    public static TaskScript throwsError(String code, String message) {
        return runsForever().launch(new Launch.Erring(code, message));
    }

    private static TaskScript ends(Ending ending) {
        Duration second = Duration.ofSeconds(1);
        return new TaskScript(
                new Launch.Accepted(),
                second,
                second,
                second,
                ending,
                second,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public TaskScript after(Duration running) {
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }

    public TaskScript provisioning(Duration provisioning) {
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }

    public TaskScript pending(Duration pending) {
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }

    /** Time between StopTask, or the exit of an essential container, and STOPPED. */
    public TaskScript stopping(Duration stopping) {
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }

    public TaskScript stopCode(String code) {
        Optional<String> stopCode = Optional.of(code);
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }

    public TaskScript stopReason(String reason) {
        Optional<String> stopReason = Optional.of(reason);
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }

    /** Calls back if the task's own role allows {@code states:SendTaskSuccess}. */
    public TaskScript sendsTaskSuccess(String outputJson) {
        return callback(new Callback.Success(outputJson));
    }

    /** Calls back if the task's own role allows {@code states:SendTaskFailure}. */
    public TaskScript sendsTaskFailure(String error, String cause) {
        return callback(new Callback.Failure(error, cause));
    }

    /** Sends heartbeats while it runs, if the task's own role allows {@code states:SendTaskHeartbeat}. */
    public TaskScript heartbeats(Duration every) {
        Optional<Duration> heartbeatEvery = Optional.of(every);
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }

    private TaskScript callback(Callback answer) {
        Optional<Callback> callback = Optional.of(answer);
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }

    private TaskScript launch(Launch launch) {
        return new TaskScript(
                launch,
                provisioning,
                pending,
                running,
                ending,
                stopping,
                stopCode,
                stopReason,
                callback,
                heartbeatEvery);
    }
}
