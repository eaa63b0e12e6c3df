/** A definition in the Amazon States Language: its states, and what each of them needs of AWS. Calls nobody. */
package io.github.sfnecs.asl;
