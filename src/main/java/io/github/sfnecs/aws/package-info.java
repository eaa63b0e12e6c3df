/** AWS as all features see it: settings, clients, ARNs, the clock, and what AWS's exceptions mean. */
package io.github.sfnecs.aws;
