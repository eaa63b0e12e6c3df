package io.github.sfnecs;

import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.config.Values;
import java.util.Optional;

/**
 * What a goal reads its own parameters with.
 *
 * @param values reads texts and notes mistakes
 * @param scope the cluster's; empty where the cluster is a mistake
 * @param target empty where the cluster or the state machine's name is a mistake
 */
record Binding(Values values, Optional<Scope> scope, Optional<Target> target) {}
