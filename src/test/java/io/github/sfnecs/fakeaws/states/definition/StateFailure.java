package io.github.sfnecs.fakeaws.states.definition;

/**
 * An error by its name, as Retry and Catch know it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling errors</a>
 */
public final class StateFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;

    public StateFailure(String error, String cause) {
        super(cause);
        this.error = error;
    }

    public static StateFailure runtime(String cause) {
        return new StateFailure("States.Runtime", cause);
    }

    public String error() {
        return error;
    }
}
