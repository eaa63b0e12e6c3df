/** The clock, and how often AWS is asked. */
package io.github.sfnecs.time;
