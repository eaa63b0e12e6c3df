/** The tasks that a state machine left running: which they are, and stopping them. */
package io.github.sfnecs.cleanup;
