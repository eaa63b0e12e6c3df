/** What became of an execution, and why: one judgement for all who ask. */
package io.github.sfnecs.verdict;
