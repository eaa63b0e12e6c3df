/** What several features read in ECS: task definitions and tasks. */
package io.github.sfnecs.ecs;
