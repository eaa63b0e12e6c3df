/** The state machine: comparing it with the rendered definition, and deploying what differs. */
package io.github.sfnecs.statemachine;
