package io.github.sfnecs.fakeaws;

/**
 * What a Task state has told a service.
 *
 * @param resource what the role had to be allowed it on
 * @param parameters as JSON
 */
public record ServiceCall(String service, String action, String resource, String parameters) {}
