package io.github.sfnecs.logs;

/**
 * Where the awslogs driver puts what one container prints.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 *
 * @param region the log group's region
 * @param group the log group's name
 * @param name the log stream's name
 */
public record LogStream(String region, String group, String name) {}
