/** The names of things in AWS: ARNs, and what is the same in all of them. */
package io.github.sfnecs.arn;
