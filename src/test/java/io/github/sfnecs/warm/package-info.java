/** Builds one after the other in a JVM that keeps Maven's container, and the class loaders of plugins with it. */
package io.github.sfnecs.warm;
