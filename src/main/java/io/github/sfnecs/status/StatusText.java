package io.github.sfnecs.status;

import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.diagnostic.Table;
import io.github.sfnecs.status.Seen.Known;
import io.github.sfnecs.status.Seen.NotKnown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/** A status as a person reads it: a screen, unless more executions are asked for than fit one. */
final class StatusText {
    /** More fit no screen. */
    private static final int MOST_TASKS = 10;

    private final StatusReport report;
    private final StatusRequest request;

    StatusText(StatusReport report) {
        this.report = report;
        this.request = report.request();
    }

    String text() {
        return Stream.of(
                        part(report.stateMachine(), "State machine " + request.stateMachine(), this::stateMachine),
                        part(report.executions(), "Last executions", this::executions),
                        part(report.tasks(), "Running tasks on " + request.where(), this::tasks))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static <T> String part(Seen<T> seen, String title, Function<T, String> text) {
        return seen instanceof Known<T> known
                ? text.apply(known.value())
                : title + ": not known. " + ((NotKnown<T>) seen).why();
    }

    private String stateMachine(Optional<DescribeStateMachineResponse> found) {
        return found.map(machine -> "State machine " + request.stateMachine()
                        + Optional.ofNullable(machine.statusAsString())
                                .map(status -> " is " + status)
                                .orElse(" exists")
                        + ".\n"
                        + Table.of(List.of(
                                List.of("ARN", request.stateMachineArn()),
                                List.of("role", machine.roleArn()),
                                List.of("created", time(machine.creationDate())),
                                List.of(
                                        "revision",
                                        Optional.ofNullable(machine.revisionId())
                                                .orElse("none")))))
                .orElseGet(() -> "State machine " + request.stateMachine()
                        + " does not exist; to create it: mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine");
    }

    private String executions(List<ExecutionListItem> executions) {
        if (executions.isEmpty()) {
            return exists() ? "No executions; to start one: mvn sfn-ecs:execute" : "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("execution", "status", "started", "took"));
        executions.forEach(execution -> rows.add(
                List.of(execution.name(), execution.statusAsString(), time(execution.startDate()), took(execution))));
        return "Last executions, the newest first:\n" + Table.of(rows)
                + executions.stream()
                        .filter(report::isStranded)
                        .map(StatusText::stranded)
                        .collect(Collectors.joining())
                + (report.stranded() instanceof NotKnown<?> not
                        ? "\nWhether one waits for a task token that nobody is left to send: not known. " + not.why()
                        : "");
    }

    private static String stranded(ExecutionListItem execution) {
        return "\n" + execution.name()
                + " waits for a task token that nobody is left to send: its ECS task has stopped. To see why: mvn"
                + " sfn-ecs:explain -Dsfn-ecs.executionArn=" + Command.word(execution.executionArn());
    }

    private boolean exists() {
        return !report.stateMachine().equals(new Known<>(Optional.empty()));
    }

    private String took(ExecutionListItem execution) {
        return execution.stopDate() == null
                ? Elapsed.between(execution.startDate(), report.at()) + " so far"
                : Elapsed.between(execution.startDate(), execution.stopDate());
    }

    private String tasks(RunningTasks running) {
        if (running.count() == 0) {
            return "No running tasks on " + request.where() + ".";
        }
        List<RunningTask> shown = running.oldest().stream().limit(MOST_TASKS).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("task", "execution", "status", "age", "cost"));
        shown.forEach(task -> rows.add(List.of(
                task.id(),
                task.execution(),
                task.status(),
                task.createdAt()
                        .map(created -> Elapsed.between(created, report.at()))
                        .orElse("not known"),
                task.cost().amountPerHour())));
        int more = running.count() - shown.size();
        return running.count() + (running.count() == 1 ? " running task" : " running tasks") + " on "
                + request.where() + ", the oldest first:\n" + Table.of(rows)
                + (more > 0 ? "\n  and " + more + " more" : "")
                + "\nAs long as they run: " + report.prices().perHour(running.cost())
                + "\nTo stop them: mvn sfn-ecs:cleanup-tasks";
    }

    private static String time(Instant at) {
        return at == null ? "not known" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
