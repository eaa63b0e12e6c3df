package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.Problem;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The tasks that go on after their execution has ended, and cost until somebody stops them: Step Functions stops only those of
 * Run a Job, and those by best effort. https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 *
 * @param tasks each of them
 * @param commands what users type
 */
public record Survivors(List<Task> tasks, Commands commands) {
    /** Those of these tasks that nobody is stopping, as far as is known. */
    public static Survivors among(List<Task> tasks, Commands commands) {
        return new Survivors(
                tasks.stream().filter(task -> survives(task) || unseen(task)).toList(), commands);
    }

    /** Those of these tasks that are seen to go on, being started, running or being stopped. */
    public static Survivors goingOn(List<Task> tasks, Commands commands) {
        return new Survivors(
                tasks.stream()
                        .filter(task -> !unseen(task) && !"STOPPED".equals(task.lastStatus()))
                        .toList(),
                commands);
    }

    /** Those of these tasks that are seen to run, and that nobody is stopping. */
    public static Survivors running(List<Task> tasks, Commands commands) {
        return new Survivors(
                tasks.stream()
                        .filter(task -> survives(task) && "RUNNING".equals(task.lastStatus()))
                        .toList(),
                commands);
    }

    /** Whether nobody is stopping it. */
    public static boolean survives(Task task) {
        return "RUNNING".equals(task.desiredStatus());
    }

    private static boolean unseen(Task task) {
        return task.lastStatus() == null;
    }

    private static String named(Task task) {
        return task.taskArn() + (unseen(task) ? " (perhaps: ECS does not show it)" : "");
    }

    private String stopping() {
        return commands.stopTasks(tasks.stream().map(Task::taskArn).toList());
    }

    /** What to tell of them; empty where there are none. */
    public String text() {
        return tasks.isEmpty()
                ? ""
                : tasks.stream()
                        .map(Survivors::named)
                        .collect(Collectors.joining(
                                "\n  ", "Still running, and costing:\n  ", "\nTo stop: " + stopping()));
    }

    /** The same problem, which tells of them too. */
    public Problem addTo(Problem problem) {
        if (tasks.isEmpty()) {
            return problem;
        }
        String running = tasks.stream()
                .map(task -> "\nstill running, and costing: task " + named(task))
                .collect(Collectors.joining());
        return new Problem(
                problem.kind(),
                problem.what(),
                (problem.where() + running).strip(),
                problem.why(),
                (problem.fix() + "\n" + stopping() + " stops what is still running").strip());
    }
}
