package io.github.sfnecs.history;

import java.util.List;

/**
 * An attempt that waits until somebody sends its task token back.
 *
 * @param place which one
 * @param taskArns the tasks that were given the token
 * @param limited whether the attempt ends by itself: the state has a TimeoutSeconds or a HeartbeatSeconds
 */
public record TokenWait(Place place, List<String> taskArns, boolean limited) {}
