/**
 * From what is written in the POM or given with {@code -D} to typed values. Beans are mutable and dumb; every mistake is noted, so that
 * all of them are reported together.
 */
package io.github.sfnecs.config;
