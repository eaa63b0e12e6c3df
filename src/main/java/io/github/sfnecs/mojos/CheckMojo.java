package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.DefinitionSource;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.Preflight;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.build.Ending;
import io.github.sfnecs.build.Given;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.check.CheckReport;
import io.github.sfnecs.check.EnvironmentCheck;
import io.github.sfnecs.check.TaskStates;
import io.github.sfnecs.config.ExecutionParameters;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.role.CallerPolicy;
import io.github.sfnecs.role.LogStreams;
import io.github.sfnecs.role.StateMachineRole;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says whether an execution would succeed, before there is one: looks at the cluster, the task definition, all roles by IAM's own
 * simulation, the definition, the network, the caller, and at what differs from the POM; changes nothing. Fails after all is told,
 * if anything that was found would fail. Writes {@code check.json} and, for CI servers, {@code check.xml} with a test case for each
 * finding to {@code target/sfn-ecs}.
 */
@Mojo(name = "check", threadSafe = true)
public final class CheckMojo extends AbstractDefinitionMojo {
    private static final long MOST_BYTES = 1 << 20;

    /**
     * Whether to only print the least policy that the caller of each goal needs. Of AWS it wants no more than the task definition, which
     * says which logs a caller has to read; without AWS a place for them is left open.
     */
    @Parameter(property = "sfn-ecs.printCallerPolicy", defaultValue = "false")
    private String printCallerPolicy;

    @Override
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        SortedMap<String, String> tags = resourceTags(binding);
        Optional<StateMachineRole> role = role(binding, tags);
        Optional<DefinitionSource> source = source(binding);
        Adoption adoption = adoption(binding);
        boolean many = source.flatMap(DefinitionSource::items).isPresent();
        Optional<String> input = many ? input().map(own -> "{\"input\": " + own + "}") : input();
        if (many) {
            itemsInput(
                            binding.values(),
                            new Given(session, mojoExecution)
                                    .ofAnotherGoal("itemsFile")
                                    .map(File::new))
                    .noteIfThere();
        }
        return binding.values().flag("printCallerPolicy", printCallerPolicy)
                ? context -> print(context, source.orElseThrow(), role.orElseThrow())
                : context -> check(
                        context,
                        new Preflight(
                                context,
                                source.orElseThrow(),
                                role.orElseThrow(),
                                tags,
                                adoption,
                                EnvironmentCheck.with(input)));
    }

    /** What {@code execute} would start the execution with; empty where that is unknown, or a mistake that it tells. */
    private Optional<String> input() {
        Given given = new Given(session, mojoExecution);
        return given.ofAnotherGoal("input")
                .or(() -> given.ofAnotherGoal("inputFile").flatMap(this::read));
    }

    private Optional<String> read(String name) {
        File file = new File(name);
        File base = session.getCurrentProject() == null
                ? null
                : session.getCurrentProject().getBasedir();
        try {
            Path path = (file.isAbsolute() ? file : new File(base, name)).toPath();
            return Files.isRegularFile(path) && Files.size(path) <= MOST_BYTES
                    ? Optional.of(ExecutionParameters.text(path))
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void print(GoalContext context, DefinitionSource source, StateMachineRole role) {
        TaskStates states = new TaskStates(source.outline().taskUses());
        new CallerPolicy(
                        context.target().scope(),
                        context.target().clusters(),
                        role,
                        new CallerPolicy.Bounds(states.tags(), logStreams(context, states)))
                .texts()
                .forEach((goal, policy) ->
                        context.console().results().info("The caller of " + goal + " needs:\n" + policy));
    }

    /** A call for each task definition, and no failure where it can't be made. */
    private static Optional<List<String>> logStreams(GoalContext context, TaskStates states) {
        try {
            TaskDefinitions definitions =
                    new TaskDefinitions(context.aws().once().ecs());
            return Optional.of(states.distinct(use -> use.taskDefinition().literal()).stream()
                    .flatMap(name -> LogStreams.of(context.target().scope(), definitions.describe(name)).stream())
                    .distinct()
                    .toList());
        } catch (SdkException | ProblemException e) {
            return Optional.empty();
        }
    }

    private static void check(GoalContext context, Preflight checks) {
        CheckReport report = new CheckReport(checks.findings());
        report.tell(context.console().results());
        Ending.end(
                report.problem(),
                context.console(),
                List.of(
                        () -> context.output().write("check.json", report.json()),
                        () -> context.output()
                                .write("check.xml", report.xml(context.target().stateMachine()))));
    }
}
