/** The one list of goals: the JDK only, so that every package may use it. */
package io.github.sfnecs.goal;
