package io.github.sfnecs.watch;

import io.github.sfnecs.cost.BilledUsage;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.report.TaskRecord;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks of an execution as they were seen last; of each only what is to be told of it is kept, about a kilobyte. */
public final class TaskLedger {
    private static final String STOPPED = "STOPPED";

    private final Prices prices;
    private final Map<String, TaskRecord> tasks = new LinkedHashMap<>();

    public TaskLedger(Prices prices) {
        this.prices = prices;
    }

    /** The task was seen like this; what was seen to stop stays stopped. */
    public void seen(Task task, Instant now) {
        boolean told = task.taskArn() != null && task.lastStatus() != null;
        if (told && (STOPPED.equals(task.lastStatus()) || !stopped(task.taskArn()))) {
            tasks.put(task.taskArn(), record(task, now));
        }
    }

    /** Whether it was seen to have stopped. */
    public boolean stopped(String taskArn) {
        return Optional.ofNullable(tasks.get(taskArn))
                .flatMap(TaskRecord::lastStatus)
                .filter(STOPPED::equals)
                .isPresent();
    }

    /** All that were seen, in the order in which they were seen first. */
    public Collection<TaskRecord> values() {
        return tasks.values();
    }

    /** Those that were started, and then any other that was seen; of one that never was only the ARN. */
    public Stream<TaskRecord> all(Set<String> started) {
        Set<String> arns = new LinkedHashSet<>(started);
        arns.addAll(tasks.keySet());
        return arns.stream()
                .map(arn -> Optional.ofNullable(tasks.get(arn))
                        .orElseGet(() -> record(Task.builder().taskArn(arn).build(), Instant.EPOCH)));
    }

    private TaskRecord record(Task task, Instant now) {
        return new TaskRecord(
                task.taskArn(),
                Optional.ofNullable(task.taskDefinitionArn()),
                Optional.empty(),
                Optional.ofNullable(task.lastStatus()),
                Stream.of(task.capacityProviderName(), task.launchTypeAsString())
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst(),
                number(task.cpu()),
                number(task.memory()),
                new Times(
                        Optional.ofNullable(task.createdAt()),
                        Optional.ofNullable(task.pullStartedAt()),
                        Optional.ofNullable(task.pullStoppedAt()),
                        Optional.ofNullable(task.startedAt()),
                        Optional.ofNullable(task.stoppingAt()),
                        Optional.ofNullable(task.executionStoppedAt()),
                        Optional.ofNullable(task.stoppedAt())),
                Optional.ofNullable(task.stopCodeAsString()),
                Optional.ofNullable(task.stoppedReason()),
                task.containers().stream()
                        .filter(Objects::nonNull)
                        .map(TaskLedger::container)
                        .toList(),
                task.lastStatus() == null ? Optional.empty() : Optional.of(prices.cost(BilledUsage.of(task, now))));
    }

    private static Container container(software.amazon.awssdk.services.ecs.model.Container container) {
        return new Container(
                String.valueOf(container.name()),
                Optional.empty(),
                Optional.ofNullable(container.image()),
                container.exitCode() == null ? OptionalInt.empty() : OptionalInt.of(container.exitCode()),
                Optional.ofNullable(container.reason()),
                Optional.empty());
    }

    private static OptionalInt number(String text) {
        return text != null && text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
