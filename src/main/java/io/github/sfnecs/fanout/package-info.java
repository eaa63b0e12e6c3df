/** One task for each of many items: what is rendered around the task, and the texts that items are written in. */
package io.github.sfnecs.fanout;
