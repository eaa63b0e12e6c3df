/** What the unit tests share: an account in the embedded AWS, a clock that takes no time, golden files. */
package io.github.sfnecs.testing;
