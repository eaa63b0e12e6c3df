/** What the consumer projects of {@code src/it} and the quickstart stand on: a team's AWS account, as they find it. */
package io.github.sfnecs.it;
