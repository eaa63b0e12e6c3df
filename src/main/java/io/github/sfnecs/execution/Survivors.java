package io.github.sfnecs.execution;

import io.github.sfnecs.aws.Tasks;
import io.github.sfnecs.diagnostic.Problem;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The tasks that go on after their execution has ended, and cost until somebody stops them: Step Functions stops only those of
 * Run a Job, and those by best effort. https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 *
 * @param taskArns their ARNs
 */
record Survivors(List<String> taskArns) {
    private static final String CLEANUP = "mvn sfn-ecs:cleanup-tasks";

    /** Those of these tasks that nobody is stopping. */
    static Survivors among(Collection<String> taskArns, Tasks tasks) {
        return new Survivors(tasks.describe(taskArns).stream()
                .filter(task -> "RUNNING".equals(task.desiredStatus()))
                .map(Task::taskArn)
                .toList());
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
        return new Problem(
                problem.kind(),
                problem.what(),
                problem.where()
                        + taskArns.stream()
                                .map(arn -> "\nstill running, and costing: task " + arn)
                                .collect(Collectors.joining()),
                problem.why(),
                problem.fix() + (problem.fix().isBlank() ? "" : "\n") + CLEANUP + " stops what is still running");
    }
}
