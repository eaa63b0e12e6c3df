/** Looks at the runs of distributed Maps while they go on, and at what became of their items. */
package io.github.sfnecs.mapwatch;
