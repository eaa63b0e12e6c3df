/** The benchmark of {@code mvn -Pbench verify}. */
package io.github.sfnecs.bench;
