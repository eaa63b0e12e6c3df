package io.github.sfnecs.fakeaws.ecs;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.iam.Authorizer;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.Duration;
import java.util.Map;

/**
 * What containers tell Step Functions, with the rights of their own task role and the token in {@code TASK_TOKEN}.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token">Wait for a callback</a>
 */
final class ContainerCalls {

    private final Timeline timeline;
    private final Authorizer authorizer;
    private TaskCallbacks callbacks;

    ContainerCalls(Timeline timeline, Authorizer authorizer) {
        this.timeline = timeline;
        this.authorizer = authorizer;
    }

    void callbacks(TaskCallbacks receiver) {
        callbacks = receiver;
    }

    /** The task is running now. */
    void begin(Task task) {
        task.identity().script().voice().heartbeatEvery().ifPresent(every -> beat(task, every));
    }

    private void beat(Task task, Duration every) {
        timeline.after(every, () -> {
            if (!task.ending() && waited(task)) {
                if (allowed(task, "states:SendTaskHeartbeat")) {
                    callbacks.heartbeat(token(task));
                }
                beat(task, every);
            }
        });
    }

    /** The script has come to where the container answers. */
    void end(Task task) {
        task.identity()
                .script()
                .voice()
                .callback()
                .filter(callback -> waited(task))
                .ifPresent(callback -> {
                    if (callback instanceof TaskScript.Callback.Success success
                            && allowed(task, "states:SendTaskSuccess")) {
                        callbacks.success(token(task), success.output());
                    } else if (callback instanceof TaskScript.Callback.Failure failure
                            && allowed(task, "states:SendTaskFailure")) {
                        callbacks.failure(token(task), failure.error(), failure.cause());
                    }
                });
    }

    private boolean waited(Task task) {
        return task.identity().token().flatMap(callbacks::stateMachineOf).isPresent();
    }

    private boolean allowed(Task task, String action) {
        String machine = callbacks.stateMachineOf(token(task)).orElseThrow();
        return task.identity()
                .roles()
                .task()
                .map(role -> authorizer.decide(role, action, machine, Map.of()).allowed())
                .orElse(false);
    }

    private static String token(Task task) {
        return task.identity().token().orElseThrow();
    }
}
