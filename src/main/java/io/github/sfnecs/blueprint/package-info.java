/** What is to be in AWS, as it follows from a definition. */
package io.github.sfnecs.blueprint;
