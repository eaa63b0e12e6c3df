package io.github.sfnecs.execution;

import io.github.sfnecs.aws.Tasks;
import io.github.sfnecs.aws.Time;
import io.github.sfnecs.diagnostic.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The tasks that go on after their execution has ended, and cost until somebody stops them: Step Functions stops only those of
 * Run a Job, and those by best effort. https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 *
 * @param taskArns their ARNs
 */
record Survivors(List<String> taskArns) {
    private static final String CLEANUP = "mvn sfn-ecs:cleanup-tasks";

    /**
     * Those of an execution's tasks that nobody is stopping.
     *
     * @param grace how long Step Functions has to stop those of Run a Job
     */
    static Survivors of(ExecutionHistory history, Tasks tasks, Time time, Duration grace) {
        try {
            new TaskWatch(tasks, time).until(task -> !survives(task), history.jobTaskArns(), grace);
            return new Survivors(tasks.describe(history.taskArns()).stream()
                    .filter(Survivors::survives)
                    .map(Task::taskArn)
                    .toList());
        } catch (EcsException e) {
            // who may not look has to take them for running; what failed before is the better thing to tell
            return new Survivors(List.copyOf(history.taskArns()));
        }
    }

    private static boolean survives(Task task) {
        return "RUNNING".equals(task.desiredStatus());
    }

    /** What to tell of them; empty where there are none. */
    String text() {
        return taskArns.isEmpty()
                ? ""
                : taskArns.stream()
                        .collect(
                                Collectors.joining("\n  ", "Still running, and costing:\n  ", "\nTo stop: " + CLEANUP));
    }

    /** The same problem, which tells of them too. */
    Problem addTo(Problem problem) {
        if (taskArns.isEmpty()) {
            return problem;
        }
        String running = taskArns.stream()
                .map(arn -> "\nstill running, and costing: task " + arn)
                .collect(Collectors.joining());
        return new Problem(
                problem.kind(),
                problem.what(),
                (problem.where() + running).strip(),
                problem.why(),
                (problem.fix() + "\n" + CLEANUP + " stops what is still running").strip());
    }
}
