/** The goals: what binds Maven's parameters, calls one use case and logs its outcome. The only package that knows Maven. */
package io.github.sfnecs;
