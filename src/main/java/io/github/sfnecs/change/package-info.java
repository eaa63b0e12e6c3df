/** What differs between the wanted and the actual state, as values that are printed first and then carried out, or not. */
package io.github.sfnecs.change;
