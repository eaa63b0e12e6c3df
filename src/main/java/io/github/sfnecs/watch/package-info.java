/** An execution while it runs: its history, its tasks and their logs, and the line that shows them. */
package io.github.sfnecs.watch;
