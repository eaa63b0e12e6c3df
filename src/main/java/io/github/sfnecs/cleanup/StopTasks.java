package io.github.sfnecs.cleanup;

import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.aws.Pace;
import io.github.sfnecs.aws.Tasks;
import io.github.sfnecs.aws.Time;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;

/** Asks ECS to stop tasks, each looked at again right before, within the quota that StopTask shares with RunTask. */
final class StopTasks {
    private static final int BURST = 100;
    private static final int PER_SECOND = 40;

    private final EcsClient ecs;
    private final CleanupRequest request;
    private final Pace pace;

    StopTasks(EcsClient ecs, Time time, CleanupRequest request) {
        this.ecs = ecs;
        this.request = request;
        this.pace = new Pace(time, BURST, PER_SECOND);
    }

    /** Stops those that still run and are still ours, and returns their ARNs. */
    Set<String> stop(List<StrayTask> strays, Tasks tasks) {
        String prefix = TaskGroup.prefix(request.stateMachine());
        Set<String> stopping = new LinkedHashSet<>();
        for (List<StrayTask> some : Tasks.inCalls(strays)) {
            for (Task task : tasks.describe(some.stream().map(StrayTask::arn).toList())) {
                if (StrayTask.of(task, prefix).isPresent() && !task.lastStatus().equals("STOPPED")) {
                    stop(task.taskArn());
                    stopping.add(task.taskArn());
                }
            }
        }
        return stopping;
    }

    private void stop(String arn) {
        pace.take();
        try {
            ecs.stopTask(stop -> stop.cluster(request.clusterArn())
                    .task(arn)
                    .reason("mvn sfn-ecs:cleanup-tasks for the state machine " + request.stateMachine()));
        } catch (InvalidParameterException e) {
            if (!String.valueOf(e.getMessage()).contains("not found")) {
                throw e;
            }
            // it stopped by itself so long ago that ECS has forgotten it
        }
    }
}
