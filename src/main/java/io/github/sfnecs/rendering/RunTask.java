package io.github.sfnecs.rendering;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An ECS task as Step Functions shall run it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 *
 * @param partition the AWS partition, such as {@code aws-cn}
 * @param pattern how the state waits for the task
 * @param cluster the cluster's ARN
 * @param taskDefinition the task definition's ARN with revision, or only its family
 * @param capacity what the task runs on
 * @param network its subnets and security groups
 * @param placement on which instances of the cluster
 * @param features what else ECS can do for it
 * @param overrides what differs from the task definition
 * @param tokenContainer which container gets the task token; empty: the only one
 * @param limits when the state is tried again or given up
 */
public record RunTask(
        String partition,
        IntegrationPattern pattern,
        String cluster,
        String taskDefinition,
        Capacity capacity,
        Network network,
        Placement placement,
        Features features,
        Overrides overrides,
        Optional<String> tokenContainer,
        Limits limits) {
    /**
     * What else ECS can do for a task.
     *
     * @param platformVersion of Fargate, such as {@code 1.4.0}
     * @param enableExecuteCommand whether ECS Exec may open a shell in it
     * @param managedTags whether ECS tags it with its cluster
     * @param propagateTags {@code TASK_DEFINITION} where its tags shall be the task's as well
     * @param tags the task's own tags
     */
    public record Features(
            Optional<String> platformVersion,
            boolean enableExecuteCommand,
            boolean managedTags,
            Optional<String> propagateTags,
            SortedMap<String, String> tags) {}

    /**
     * When the state is tried again or given up.
     *
     * @param retry on errors that another attempt can mend
     * @param timeout of the state, in whole seconds
     * @param heartbeat the longest silence of whoever holds the task token, in whole seconds
     * @param overall of all attempts together, in whole seconds
     * @param onSpotInterruption what the task runs on after an interruption that is not retried
     */
    public record Limits(
            Retry retry,
            Optional<Duration> timeout,
            Optional<Duration> heartbeat,
            Optional<Duration> overall,
            Optional<Capacity> onSpotInterruption) {
        public Limits(Retry retry, Optional<Duration> timeout, Optional<Duration> heartbeat) {
            this(retry, timeout, heartbeat, Optional.empty(), Optional.empty());
        }

        /** The same, for the task that has left Spot. */
        private Limits offSpot() {
            return new Limits(
                    retry.without(RetryCause.SPOT_INTERRUPTION), timeout, heartbeat, overall, Optional.empty());
        }
    }

    /** The same task on what it runs on after a Spot interruption; empty where that ends it. */
    Optional<RunTask> afterSpotInterruption() {
        return limits.onSpotInterruption()
                .map(other -> new RunTask(
                        partition,
                        pattern,
                        cluster,
                        taskDefinition,
                        other,
                        network,
                        placement,
                        features,
                        overrides,
                        tokenContainer,
                        limits.offSpot()));
    }

    /**
     * What the task gets instead of what its task definition says.
     * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
     *
     * @param size how much the whole task gets
     * @param containers one for each container that differs
     * @param taskRoleArn the role that the containers have
     * @param executionRoleArn the role with which ECS pulls the image and writes logs
     */
    public record Overrides(
            TaskSize size,
            List<ContainerOverride> containers,
            Optional<String> taskRoleArn,
            Optional<String> executionRoleArn) {}
}
