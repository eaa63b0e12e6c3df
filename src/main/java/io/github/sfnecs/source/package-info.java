/** Where a definition comes from: a file of the user's own, in JSON or YAML, with what is filled into it. Calls nobody. */
package io.github.sfnecs.source;
