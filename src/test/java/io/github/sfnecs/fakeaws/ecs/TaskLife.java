package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.TaskScript.Ending;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.logs.Logs;
import io.github.sfnecs.fakeaws.logs.Logs.LogStream;
import io.github.sfnecs.fakeaws.world.Place;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes tasks from PROVISIONING to STOPPED as their scripts say, and forgets them an hour later.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Task lifecycle</a>
 */
final class TaskLife {

    /** Exit code of a container that ends on the SIGTERM of StopTask. */
    private static final int TERMINATED = 143;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Timeline timeline;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, List<Consumer<ObjectNode>>> listeners = new HashMap<>();
    private final ContainerCalls calls;
    private final Account account;
    private final StartChecks checks;

    TaskLife(Place place, Account account) {
        this.account = account;
        checks = new StartChecks(place, account);
        timeline = account.timeline();
        calls = new ContainerCalls(timeline, account.iam().authorizer());
    }

    void callbacks(TaskCallbacks callbacks) {
        calls.callbacks(callbacks);
    }

    Map<String, Task> tasks() {
        return tasks;
    }

    void whenStopped(String taskArn, Consumer<ObjectNode> listener) {
        listeners.computeIfAbsent(taskArn, arn -> new ArrayList<>()).add(listener);
    }

    void begin(Task task) {
        tasks.put(task.identity().arn(), task);
        task.at("createdAt", timeline.now());
        unlessEnding(task, task.identity().script().pace().provisioning(), () -> {
            task.become("PENDING");
            task.connected();
            task.at("connectivityAt", timeline.now());
            task.at("pullStartedAt", timeline.now());
            unlessEnding(task, task.identity().script().pace().pending(), () -> start(task));
        });
    }

    private void unlessEnding(Task task, Duration delay, Runnable what) {
        timeline.after(delay, () -> {
            if (!task.ending()) {
                what.run();
            }
        });
    }

    private void start(Task task) {
        if (task.identity().script().ending() instanceof Ending.NeverStarts) {
            stop(task, "TaskFailedToStart", "Task failed to start");
            task.neverRan(task.text("stoppedReason"));
            return;
        }
        Optional<String> obstacle = checks.obstacle(task);
        if (obstacle.isPresent()) {
            stop(task, "TaskFailedToStart", obstacle.get());
            task.neverRan(obstacle.get());
            return;
        }
        task.at("pullStoppedAt", timeline.now());
        task.at("startedAt", timeline.now());
        task.become("RUNNING");
        calls.begin(task);
        print(task);
        unlessEnding(task, task.identity().script().pace().running(), () -> {
            calls.end(task);
            exit(task);
        });
    }

    private void print(Task task) {
        task.identity().streams().values().forEach(stream -> logs(stream).open(stream));
        for (TaskScript.Line line : task.identity().script().voice().lines()) {
            Optional.ofNullable(task.identity().streams().get(line.container()))
                    .ifPresent(stream -> timeline.after(line.after(), () -> {
                        if (!task.exited(line.container())) {
                            line.texts().forEach(text -> logs(stream).write(stream, text));
                        }
                    }));
        }
    }

    private Logs logs(LogStream stream) {
        return account.logs(stream.region());
    }

    private void exit(Task task) {
        Ending ending = task.identity().script().ending();
        if (ending instanceof Ending.Exits exits) {
            task.containerNames()
                    .forEach(
                            name -> task.exit(name, task.identity().definition().essential(name) ? exits.code() : 0));
        } else if (ending instanceof Ending.ExitsEach each) {
            task.containerNames()
                    .forEach(name -> task.exit(name, each.codeByContainer().getOrDefault(name, 0)));
        } else {
            return;
        }
        task.at("executionStoppedAt", timeline.now());
        stop(task, "EssentialContainerExited", "Essential container in task exited");
    }

    /** Does nothing to a task that is already on its way out. */
    void stop(Task task, String stopCode, String reason) {
        if (task.ending()) {
            return;
        }
        boolean ran = task.is("RUNNING");
        task.end(stopCode, reason);
        task.at("stoppingAt", timeline.now());
        task.become(ran ? "STOPPING" : "DEPROVISIONING");
        Duration stopping = task.identity().script().pace().stopping();
        if (ran) {
            timeline.after(stopping.dividedBy(2), () -> terminate(task));
        }
        timeline.after(stopping, () -> stopped(task));
    }

    /** The containers that are still there end on SIGTERM; what follows is ECS's own tidying up. */
    private void terminate(Task task) {
        List<String> left = task.containerNames().stream()
                .filter(name -> !task.exited(name))
                .toList();
        left.forEach(name -> task.exit(name, TERMINATED));
        if (!left.isEmpty()) {
            task.at("executionStoppedAt", timeline.now());
        }
        task.become("DEPROVISIONING");
    }

    private void stopped(Task task) {
        task.at("stoppedAt", timeline.now());
        task.become("STOPPED");
        String arn = task.identity().arn();
        List<Consumer<ObjectNode>> told = listeners.getOrDefault(arn, List.of());
        listeners.remove(arn);
        told.forEach(listener -> listener.accept(task.view()));
        timeline.after(REMEMBERED, () -> tasks.remove(arn));
    }
}
