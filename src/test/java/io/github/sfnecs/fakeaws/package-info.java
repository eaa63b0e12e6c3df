/**
 * The embedded AWS that the tests and the consumer projects stand on: Step Functions, ECS, IAM, STS, EC2 and CloudWatch Logs in one
 * process, behind the real wire protocols, with IAM enforced for the state machine's role. This package is the lowest floor: what a
 * test says to it and reads of it. README.md, next to this file, shows the others.
 */
package io.github.sfnecs.fakeaws;
