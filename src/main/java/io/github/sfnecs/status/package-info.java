/** What there is of a state machine: itself, its last executions, and its running tasks. */
package io.github.sfnecs.status;
