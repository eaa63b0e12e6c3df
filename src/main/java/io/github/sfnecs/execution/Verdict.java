package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said of an execution that ended.
 *
 * @param tasks the ECS tasks that are known of it
 * @param problem why the build fails; empty where it does not
 */
record Verdict(List<TaskReport> tasks, Optional<Problem> problem) {}
