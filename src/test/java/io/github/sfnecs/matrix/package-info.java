/** What {@code mvn -Pmatrix verify} consists of: every Maven, every JDK, and some of the consumer projects of {@code src/it}. */
package io.github.sfnecs.matrix;
