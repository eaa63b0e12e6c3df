/** The use cases around one execution: starting, following, explaining, stopping and recording it. */
package io.github.sfnecs.execution;
