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
    private final String location;

    public StateFailure(String error, String cause) {
        this(error, error, cause, null);
    }

    private StateFailure(String error, String alias, String cause, String location) {
        super(cause);
        this.error = error;
        this.alias = alias;
        this.location = location;
    }

    /** The history calls a missed heartbeat a time-out; Retry and Catch know it by its own name, too. */
    public static StateFailure missedHeartbeat() {
        return new StateFailure("States.Timeout", "States.HeartbeatTimeout", null, null);
    }

    /** Whether Retry and Catch know it by this name. */
    public boolean called(String name) {
        return name.equals(error) || name.equals(alias);
    }

    public static StateFailure runtime(String cause) {
        return new StateFailure("States.Runtime", cause);
    }

    /**
     * An expression of JSONata that has failed.
     *
     * @param location of the expression, where it is one that has failed
     */
    public static StateFailure query(String cause, String location) {
        return new StateFailure(Jsonata.ERROR, Jsonata.ERROR, cause, location);
    }

    /** The same, told otherwise. */
    public StateFailure because(String cause) {
        return new StateFailure(error, alias, cause, location);
    }

    /** Where the expression is that has failed; null where that is unknown. */
    public String location() {
        return location;
    }

    public String error() {
        return error;
    }
}
