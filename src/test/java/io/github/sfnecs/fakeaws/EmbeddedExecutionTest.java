package io.github.sfnecs.fakeaws;

/** The contract, kept by the embedded AWS. */
class EmbeddedExecutionTest extends ExecutionContract {}
