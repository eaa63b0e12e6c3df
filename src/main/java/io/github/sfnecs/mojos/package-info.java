/** The goals: each binds its parameters, calls one use case, and logs the outcome. */
package io.github.sfnecs.mojos;
