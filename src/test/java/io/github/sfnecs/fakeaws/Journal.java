package io.github.sfnecs.fakeaws;

import java.util.List;

/** The requests that clients made, in order; what services do in the name of roles is not among them. */
public interface Journal {

    List<ApiCall> calls();

    /** The {@link #calls()} that change something. */
    default List<ApiCall> writes() {
        return calls().stream().filter(ApiCall::writes).toList();
    }

    void forgetCalls();
}
