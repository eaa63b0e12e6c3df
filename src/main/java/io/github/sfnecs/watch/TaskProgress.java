package io.github.sfnecs.watch;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.history.TaskReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Tells of each change of a task on its way from PROVISIONING to STOPPED, and once why it takes long to run.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
final class TaskProgress {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Console console;
    private final Map<String, String> told = new HashMap<>();
    private final Set<String> late = new HashSet<>();

    TaskProgress(Console console) {
        this.console = console;
    }

    /** Tells of it if it is not where it was told to be. */
    void tell(Task task) {
        if (task.lastStatus() != null && !task.lastStatus().equals(told.put(task.taskArn(), task.lastStatus()))) {
            console.info("ECS " + TaskReport.of(task).text());
        }
    }

    /** Tells of it, and why it is not RUNNING yet if that takes long. */
    void tell(Task task, Instant now) {
        tell(task);
        Optional<String> waiting = waitingFor(
                task.lastStatus(),
                Optional.ofNullable(task.pullStartedAt()),
                Optional.ofNullable(task.pullStoppedAt()));
        boolean takesLong = task.createdAt() != null
                && Duration.between(task.createdAt(), now).compareTo(LONG) > 0;
        if (waiting.isPresent() && takesLong && late.add(task.taskArn())) {
            console.info("ECS task " + task.taskArn() + " is still " + task.lastStatus() + " after "
                    + Elapsed.between(task.createdAt(), now) + ": " + waiting.get() + ".");
        }
    }

    /** What a task that is not RUNNING yet waits for, as far as ECS says; empty for any other. */
    static Optional<String> waitingFor(
            String lastStatus, Optional<Instant> pullStartedAt, Optional<Instant> pullStoppedAt) {
        if ("PROVISIONING".equals(lastStatus)) {
            return Optional.of("ECS prepares its network interface and its place to run");
        }
        if (!"PENDING".equals(lastStatus) && !"ACTIVATING".equals(lastStatus)) {
            return Optional.empty();
        }
        if (pullStartedAt.isEmpty()) {
            return Optional.of("it has a place to run, and the image pull has not begun");
        }
        return Optional.of(
                pullStoppedAt.isEmpty()
                        ? "its images are being pulled"
                        : "its images are there, and its containers are being started");
    }
}
