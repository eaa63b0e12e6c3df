/** What tasks on AWS Fargate cost: estimates from a dated table of prices. */
package io.github.sfnecs.cost;
