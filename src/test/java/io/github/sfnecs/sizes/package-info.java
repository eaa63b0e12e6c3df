/** What the goals need when there is much of everything: calls, time, and memory. */
package io.github.sfnecs.sizes;
