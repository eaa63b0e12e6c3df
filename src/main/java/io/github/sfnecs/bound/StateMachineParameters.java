package io.github.sfnecs.bound;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.Target;
import java.util.Optional;

/**
 * What a goal reads its own parameters with.
 *
 * @param values reads texts and notes mistakes
 * @param scope the cluster's; empty where the cluster is a mistake
 * @param target empty where the cluster or the state machine's name is a mistake
 * @param own the definition that is a file of the user's; empty where there is none, or it is a mistake
 */
public record StateMachineParameters(
        ParameterReader values, Optional<Scope> scope, Optional<Target> target, Optional<OwnDefinition> own) {}
