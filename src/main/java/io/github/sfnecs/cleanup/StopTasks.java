package io.github.sfnecs.cleanup;

import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.ecs.Tasks;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.time.TokenBucket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;

/** Asks ECS to stop tasks, each looked at again right before, within the quota that StopTask shares with RunTask. */
final class StopTasks {
    private static final int BURST = 100;
    private static final int PER_SECOND = 40;

    private final EcsClient ecs;
    private final String stateMachine;
    private final TokenBucket pace;

    StopTasks(EcsClient ecs, Time time, String stateMachine) {
        this.ecs = ecs;
        this.stateMachine = stateMachine;
        this.pace = new TokenBucket(time, BURST, PER_SECOND);
    }

    /**
     * What became of it.
     *
     * @param stopping the ARNs of the tasks that ECS was asked to stop
     * @param untouched the ARNs of those that it was not asked to stop, for what went wrong before
     * @param failure what that was
     */
    record Result(Set<String> stopping, Set<String> untouched, Optional<SdkException> failure) {}

    /** Stops those that still run and are still ours, up to the first that can't be stopped. */
    Result stop(List<StrayTask> strays, Tasks tasks) {
        Set<String> stopping = new LinkedHashSet<>();
        Set<String> untouched =
                strays.stream().map(StrayTask::arn).collect(Collectors.toCollection(LinkedHashSet::new));
        try {
            for (List<StrayTask> some : Tasks.inCalls(strays)) {
                List<String> arns = some.stream().map(StrayTask::arn).toList();
                for (Task task : tasks.describe(arns)) {
                    if (isOursAndRuns(task)) {
                        stop(task.taskArn(), tasks.cluster(task.taskArn()));
                        stopping.add(task.taskArn());
                        untouched.remove(task.taskArn());
                    }
                }
                // the others of them have stopped
                arns.forEach(untouched::remove);
            }
            return new Result(stopping, untouched, Optional.empty());
        } catch (SdkException e) {
            return new Result(stopping, untouched, Optional.of(e));
        }
    }

    private boolean isOursAndRuns(Task task) {
        return StrayTask.isOurs(task, TaskGroup.prefix(stateMachine)) && !"STOPPED".equals(task.lastStatus());
    }

    private void stop(String arn, String cluster) {
        pace.take();
        try {
            ecs.stopTask(stop -> stop.cluster(cluster)
                    .task(arn)
                    .reason("mvn sfn-ecs:cleanup-tasks for the state machine " + stateMachine));
        } catch (InvalidParameterException e) {
            if (!String.valueOf(e.getMessage()).contains("not found")) {
                throw e;
            }
            // it stopped by itself so long ago that ECS has forgotten it
        }
    }
}
