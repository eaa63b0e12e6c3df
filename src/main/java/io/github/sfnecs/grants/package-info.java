/** What the role of a state machine is granted: what each kind of state needs, put together into one policy. */
package io.github.sfnecs.grants;
