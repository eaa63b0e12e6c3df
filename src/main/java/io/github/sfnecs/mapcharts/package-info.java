/** A Map Run on the page of an execution: each of its executions, how long they took, how many ran at a time, and why some failed. */
package io.github.sfnecs.mapcharts;
