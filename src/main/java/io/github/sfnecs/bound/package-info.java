/** What a goal is once its parameters are read, and what several goals do then. */
package io.github.sfnecs.bound;
