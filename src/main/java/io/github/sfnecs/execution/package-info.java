/** One execution: starting it, waiting for it, and saying what became of it and why. */
package io.github.sfnecs.execution;
