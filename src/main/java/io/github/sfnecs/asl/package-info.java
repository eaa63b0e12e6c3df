/** The definition in Amazon States Language: rendered from a typed task, and scanned for what it runs. Calls nobody. */
package io.github.sfnecs.asl;
