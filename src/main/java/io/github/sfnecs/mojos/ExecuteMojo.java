package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.ExecutionPublisher;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.ItemsInput;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.build.Ending;
import io.github.sfnecs.build.ExecutionProperties;
import io.github.sfnecs.build.OutputFolder;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.ExecutionParameters;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.report.ExecutionRecord;
import io.github.sfnecs.time.Time;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts an execution of the state machine, waits for it, and ends the build as it ended: SUCCEEDED passes; FAILED, TIMED_OUT and
 * ABORTED fail it, with an explanation. Tells of each state and of its tasks while it runs, and shows what their containers print. With {@code REQUEST_RESPONSE} it also waits until the task is RUNNING or has stopped, and
 * fails if ECS could not start it or it failed. Sets the project's properties {@code sfn-ecs.startedExecutionArn},
 * {@code sfn-ecs.executionStatus} and {@code sfn-ecs.output} for later plugins. Writes {@code execution.json},
 * for CI servers {@code execution.xml} with a test case for each task and container and, for people, {@code execution.html} to
 * {@code target/sfn-ecs}.
 */
@Mojo(name = "execute", threadSafe = true)
public final class ExecuteMojo extends AbstractExecutionMojo {

    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 1000;

    /** The execution's input, JSON of at most 256 KiB; by default an empty object. Example: <code>{"customer": 42}</code>. */
    @Parameter(property = "sfn-ecs.input")
    private String input;

    /** A file with the execution's input, in UTF-8. Excludes {@code input}. */
    @Parameter(property = "sfn-ecs.inputFile")
    private File inputFile;

    /**
     * A file with the items, instead of the one that {@code map} names as its {@code itemsFile}; what is deployed is the same for each.
     * Example: {@code customers.csv}.
     */
    @Parameter(property = "sfn-ecs.itemsFile")
    private File itemsFile;

    /**
     * The execution's name, which can't be used again for 90 days; by default a new one each time. Where an execution of this name and
     * input is running that somebody else started, the goal says so, watches it, and never stops it.
     */
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

    /**
     * Whether a distributed Map, whose tasks are on Fargate, has fewer of them at a time than its {@code maxConcurrency} says as long as
     * Fargate would refuse to launch more: it takes 20 a second.
     */
    @Parameter(property = "sfn-ecs.adaptConcurrency", defaultValue = "true")
    private String adaptConcurrency;

    /**
     * A file for the execution's output, in UTF-8, as Step Functions gives it; it is written where the execution succeeded, and
     * left alone where not.
     */
    @Parameter(property = "sfn-ecs.outputFile")
    private File outputFile;

    @Override
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        ExecutionParameters parameters = new ExecutionParameters(binding.values(), binding.target());
        ItemsInput items = itemsInput(binding.values(), Optional.ofNullable(itemsFile));
        if (definitionFile != null) {
            items.noteForOwnDefinition();
        }
        Optional<ExecutionRequest> request = parameters
                .request(input, inputFile, executionName, wait, timeout, stopOnInterrupt, followLogs)
                .map(read -> definitionFile == null ? read.with(items.around(read.input())) : read);
        Optional<Path> saveTo = parameters.outputFile(outputFile);
        Prices known = prices(binding.values());
        UnaryOperator<RunExecution> how = adapting(binding.values(), adaptConcurrency);
        ExecutionPublisher publisher = publisher(binding.values());
        return context -> run(context, request.orElseThrow(), how, saveTo, known, publisher);
    }

    private void run(
            GoalContext context,
            ExecutionRequest request,
            UnaryOperator<RunExecution> how,
            Optional<Path> saveTo,
            Prices known,
            ExecutionPublisher publisher) {
        if (context.mode() == Mode.DRY_RUN) {
            context.console()
                    .info("Would start an execution of " + context.target().stateMachineArn() + " with the input\n"
                            + Text.bounded(request.input(), MOST_LINES, LONGEST_LINE)
                            + "\nNot started, this is a dry run.");
            return;
        }
        context.output().prepare();
        saveTo.map(ExecuteMojo::folder).ifPresent(OutputFolder::prepare);
        ExecutionReport report = how.apply(new RunExecution(
                        context.aws(),
                        context.commands(),
                        context.target().scope(),
                        Time.system(),
                        context.console(),
                        known,
                        denied -> new RolePolicies(context.aws().iam())
                                .about(
                                        denied,
                                        request.clusterArns(),
                                        context.target().stateMachineArn())))
                .writing(ExecutionPublisher.items(context.output()))
                .run(request);
        new ExecutionProperties(project.getProperties()).tell(report.execution());
        publisher.leave(report, context.console());
        List<Runnable> files = new ArrayList<>(ExecutionPublisher.files(report, context.output(), context.console()));
        saveTo.ifPresent(file -> files.add(() -> save(report.execution(), file)));
        Ending.end(report.problem(), context.console(), files);
    }

    private static void save(ExecutionRecord execution, Path file) {
        execution
                .output()
                .ifPresent(output -> folder(file).write(file.getFileName().toString(), output));
    }

    private static OutputFolder folder(Path file) {
        return new OutputFolder(file.getParent().toFile());
    }
}
