/**
 * What there is to know of an execution that is to go on where it failed, before it does.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
package io.github.sfnecs.redrive;
