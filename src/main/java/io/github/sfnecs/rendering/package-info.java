/** From a typed task to the definition that runs it. Calls nobody. */
package io.github.sfnecs.rendering;
