/** What the history of an execution and the tasks in it tell: states, attempts, failures, tokens. Asks nobody but Step Functions for it. */
package io.github.sfnecs.history;
