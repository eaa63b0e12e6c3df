/** The parameter {@code map}: reading it, and the file that has its items. */
package io.github.sfnecs.map;
