package io.github.sfnecs.report;

import io.github.sfnecs.cost.Cost;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An ECS task of an execution. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
 *
 * @param taskArn its ARN
 * @param taskDefinitionArn with revision; empty where ECS does not know the task any more
 * @param start the state that started it; empty where that is not known
 * @param lastStatus such as {@code STOPPED}; empty where ECS does not know the task any more
 * @param capacity the launch type, or the capacity provider's name, such as {@code FARGATE_SPOT}
 * @param cpu units, 1024 to a vCPU
 * @param memory MiB
 * @param times when it reached what
 * @param stopCode such as {@code EssentialContainerExited}; empty until it stops
 * @param stoppedReason in ECS's words
 * @param containers in ECS's order
 * @param cost the estimate
 */
public record TaskRecord(
        String taskArn,
        Optional<String> taskDefinitionArn,
        Optional<Start> start,
        Optional<String> lastStatus,
        Optional<String> capacity,
        OptionalInt cpu,
        OptionalInt memory,
        Times times,
        Optional<String> stopCode,
        Optional<String> stoppedReason,
        List<Container> containers,
        Optional<Cost> cost) {
    /**
     * The state that started it.
     *
     * @param state its name
     * @param in the Parallel and Map states that it is in, the outermost first
     * @param attempt which attempt of the state it is, counted from 1
     */
    public record Start(String state, List<Frame> in, int attempt) {
        /** How people tell it from other visits of the state. */
        String label() {
            return Frame.label(state, in);
        }
    }

    /**
     * When it reached what; each is empty until it does, and where that is not known.
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
     *
     * @param createdAt ECS accepted it: PROVISIONING begins
     * @param pullStartedAt the image pull began, and with it what Fargate bills
     * @param pullStoppedAt the image pull ended
     * @param startedAt it is RUNNING
     * @param stoppingAt it was told to stop, or began to
     * @param executionStoppedAt its containers stopped
     * @param stoppedAt it is STOPPED
     */
    public record Times(
            Optional<Instant> createdAt,
            Optional<Instant> pullStartedAt,
            Optional<Instant> pullStoppedAt,
            Optional<Instant> startedAt,
            Optional<Instant> stoppingAt,
            Optional<Instant> executionStoppedAt,
            Optional<Instant> stoppedAt) {}

    /**
     * A container of it.
     *
     * @param name its name in the task definition
     * @param essential whether the task stops when it does; empty where the task definition could not be read
     * @param image as in the task definition
     * @param exitCode empty while it runs, and where it never ran
     * @param reason in ECS's words
     * @param log the last it printed; empty where that was not read
     */
    public record Container(
            String name,
            Optional<Boolean> essential,
            Optional<String> image,
            OptionalInt exitCode,
            Optional<String> reason,
            Optional<LogTail> log) {}

    /**
     * The last lines that a container printed.
     *
     * @param group the log group in CloudWatch Logs
     * @param stream the log stream
     * @param lines the last of them, the oldest first
     * @param earlier how many lines came before those
     */
    public record LogTail(String group, String stream, List<Line> lines, long earlier) {}

    /**
     * A line that a container printed.
     *
     * @param at when, as the log driver says
     * @param text without a line end
     */
    public record Line(Instant at, String text) {}
}
