/** IAM policies: reading, comparing and simulating them, whoever they are for. */
package io.github.sfnecs.iam;
