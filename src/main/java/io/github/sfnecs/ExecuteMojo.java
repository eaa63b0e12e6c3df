package io.github.sfnecs;

import io.github.sfnecs.aws.Time;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.ExecutionParameters;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.role.RolePolicies;
import java.io.File;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts an execution of the state machine, waits for it, and ends the build as it ended: SUCCEEDED passes; FAILED, TIMED_OUT and
 * ABORTED fail it, with an explanation. With {@code REQUEST_RESPONSE} it also waits until the task is RUNNING or has stopped, and
 * fails if ECS could not start it or it failed. Writes {@code execution.json} to {@code target/sfn-ecs}.
 */
@Mojo(name = "execute", threadSafe = true)
public final class ExecuteMojo extends AbstractTargetMojo {
    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 1000;

    /** The execution's input, JSON of at most 256 KiB; by default an empty object. Example: {@code {"customer": 42}}. */
    @Parameter(property = "sfn-ecs.input")
    private String input;

    /** A file with the execution's input, in UTF-8. Excludes {@code input}. */
    @Parameter(property = "sfn-ecs.inputFile")
    private File inputFile;

    /** The execution's name, which can't be used again for 90 days; by default a new one each time. */
    @Parameter(property = "sfn-ecs.executionName")
    private String executionName;

    /** Whether to wait for the end of the execution. */
    @Parameter(property = "sfn-ecs.wait", defaultValue = "true")
    private String wait;

    /** How long to wait at most, in ISO-8601; then the build fails. Example: {@code PT2H}. */
    @Parameter(property = "sfn-ecs.timeout", defaultValue = "PT1H")
    private String timeout;

    /** Whether to stop the execution after {@code timeout} and on Ctrl-C; else it goes on without the build. */
    @Parameter(property = "sfn-ecs.stopOnInterrupt", defaultValue = "true")
    private String stopOnInterrupt;

    @Override
    Consumer<Run> bind(Binding binding) {
        Optional<ExecutionRequest> request = new ExecutionParameters(binding.values(), binding.target())
                .request(input, inputFile, executionName, wait, timeout, stopOnInterrupt);
        return run -> run(run, request.orElseThrow());
    }

    private static void run(Run run, ExecutionRequest request) {
        if (run.mode() == Mode.DRY_RUN) {
            run.console()
                    .info("Would start an execution of " + run.target().stateMachineArn() + " with the input\n"
                            + Text.bounded(request.input(), MOST_LINES, LONGEST_LINE)
                            + "\nNot started, this is a dry run.");
            return;
        }
        ExecutionReport report = new RunExecution(
                        run.aws(),
                        run.target().scope(),
                        Time.system(),
                        run.console(),
                        denied -> new RolePolicies(run.aws().iam())
                                .about(
                                        denied,
                                        request.clusterArn(),
                                        run.target().stateMachineArn()))
                .run(request);
        run.output().write("execution.json", report.json());
        report.problem().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }
}
