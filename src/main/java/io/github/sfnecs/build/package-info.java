/** The Maven build around a goal: what was given to it, its modules, its log, its terminal, its files. Beside it only mojos and config know Maven. */
package io.github.sfnecs.build;
