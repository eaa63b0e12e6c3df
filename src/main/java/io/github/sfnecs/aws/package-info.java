/** AWS as all features see it: settings, credentials, clients, patience, and what AWS's exceptions mean. */
package io.github.sfnecs.aws;
