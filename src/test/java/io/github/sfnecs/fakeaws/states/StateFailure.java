package io.github.sfnecs.fakeaws.states;

/**
 * An error by its name, as Retry and Catch know it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling errors</a>
 */
final class StateFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;

    StateFailure(String error, String cause) {
        super(cause);
        this.error = error;
    }

    static StateFailure runtime(String cause) {
        return new StateFailure("States.Runtime", cause);
    }

    String error() {
        return error;
    }
}
