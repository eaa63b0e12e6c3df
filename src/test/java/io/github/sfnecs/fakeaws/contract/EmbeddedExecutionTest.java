package io.github.sfnecs.fakeaws.contract;

/** The contract, kept by the embedded AWS. */
class EmbeddedExecutionTest extends ExecutionContract {}
