/** JSON as trees: reading and writing it. */
package io.github.sfnecs.json;
