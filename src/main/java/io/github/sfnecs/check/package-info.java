/** What is looked at before anything runs: the cluster, the task definition, the network; and how all findings are told. */
package io.github.sfnecs.check;
