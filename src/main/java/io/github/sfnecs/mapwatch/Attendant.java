package io.github.sfnecs.mapwatch;

import io.github.sfnecs.asl.Definition;
import java.time.Instant;
import java.util.Optional;

/** Does something about Map Runs while they go on, besides looking how far they are. */
public abstract sealed class Attendant permits AdaptConcurrency, ItemLogs {
    /** When there is something to do about one; empty where there is not. */
    abstract Optional<Instant> due(WatchedMapRun run);

    /** One was looked at just now. */
    void seen(WatchedMapRun run, Optional<Definition> definition) {}

    /** Does what is due. */
    abstract void attend(WatchedMapRun run);

    /** Does the last that is to be done about one when its execution has ended. */
    void finish(WatchedMapRun run) {}

    /** Nobody looks after it any longer, and it goes on. */
    void leave(WatchedMapRun run) {}
}
