package io.github.sfnecs.fakeaws.ecs;

import java.util.Optional;

/** What a container can tell Step Functions about a task token. */
public interface TaskCallbacks {

    void success(String token, String output);

    void failure(String token, String error, String cause);

    void heartbeat(String token);

    /** The state machine that waits for the token; empty if none does (any more). */
    Optional<String> stateMachineOf(String token);
}
