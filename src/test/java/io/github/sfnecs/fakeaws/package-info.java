/**
 * The embedded AWS that the tests and the quickstart stand on: Step Functions, ECS, IAM and STS in one process, behind
 * the real wire protocols, with IAM enforced for the state machine's role. This package is what a test sees; {@code wire}
 * is HTTP, {@code world} time and accounts, and one package holds each service.
 */
package io.github.sfnecs.fakeaws;
