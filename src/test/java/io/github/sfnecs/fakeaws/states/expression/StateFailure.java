package io.github.sfnecs.fakeaws.states.expression;

/**
 * An error by its name, as Retry and Catch know it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling errors</a>
 */
public final class StateFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;
    private final String alias;

    public StateFailure(String error, String cause) {
        this(error, error, cause);
    }

    private StateFailure(String error, String alias, String cause) {
        super(cause);
        this.error = error;
        this.alias = alias;
    }

    /** The history calls a missed heartbeat a time-out; Retry and Catch know it by its own name, too. */
    public static StateFailure missedHeartbeat() {
        return new StateFailure("States.Timeout", "States.HeartbeatTimeout", null);
    }

    /** Whether Retry and Catch know it by this name. */
    public boolean called(String name) {
        return name.equals(error) || name.equals(alias);
    }

    public static StateFailure runtime(String cause) {
        return new StateFailure("States.Runtime", cause);
    }

    public String error() {
        return error;
    }
}
