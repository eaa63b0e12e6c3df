/** Failures as data: what happened, where, why and how to mend it. Knows nothing but the JDK. */
package io.github.sfnecs.diagnostic;
