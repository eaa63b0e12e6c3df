package io.github.sfnecs;

import io.github.sfnecs.aws.Time;
import io.github.sfnecs.cleanup.CleanupReport;
import io.github.sfnecs.cleanup.CleanupRequest;
import io.github.sfnecs.cleanup.CleanupTasks;
import io.github.sfnecs.diagnostic.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the running tasks that this state machine started, and waits until they are STOPPED. Never stops a task of an ECS service,
 * of another state machine, or one started by hand. Writes {@code cleanup.json} to {@code target/sfn-ecs}.
 */
@Mojo(name = "cleanup-tasks", threadSafe = true)
public final class CleanupTasksMojo extends AbstractTargetMojo {
    /** Stop only tasks that were created at least this long ago, in ISO-8601; by default all. Example: {@code PT2H}. */
    @Parameter(property = "sfn-ecs.olderThan")
    private String olderThan;

    @Override
    Consumer<Run> bind(Binding binding) {
        Optional<Duration> age = binding.values().duration("olderThan", olderThan, "PT2H");
        return run -> run(run, age);
    }

    private static void run(Run run, Optional<Duration> age) {
        CleanupReport report = new CleanupTasks(run.aws(), Time.system(), run.console())
                .run(
                        new CleanupRequest(
                                run.target().stateMachine(),
                                run.target().cluster().text(),
                                age),
                        run.mode(),
                        found -> run.output().write("cleanup.json", found.json()));
        run.output().write("cleanup.json", report.json());
        report.problem().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }
}
