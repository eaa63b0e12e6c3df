/** The state machine's role: the trust and the permissions that its definition needs, and making them so. */
package io.github.sfnecs.role;
