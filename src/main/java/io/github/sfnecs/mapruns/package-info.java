/** What became of the items of a distributed Map: how many, when, and why some failed. */
package io.github.sfnecs.mapruns;
