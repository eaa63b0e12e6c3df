package io.github.sfnecs.mojos;

import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.diagnostic.Console;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of goals that change something about a state machine or its tasks, or say what they would. */
abstract class AbstractTargetMojo extends AbstractStateMachineMojo {
    /** Whether to only say what would be done: {@code true} makes no writing call. */
    @Parameter(property = "sfn-ecs.dryRun", defaultValue = "false")
    private String dryRun;

    /** Reads the goal's own parameters; what it returns is run if there is no mistake in any of them. */
    abstract Consumer<GoalContext> bind(StateMachineParameters binding);

    @Override
    final void run(ParameterReader values) {
        StateMachineParameters binding = binding(values);
        AwsSettings settings = settings(values, binding.scope());
        Mode mode = values.flag("dryRun", dryRun) ? Mode.DRY_RUN : Mode.APPLY;
        Consumer<GoalContext> goal = bind(binding);
        // all that a dry run does is to tell
        Console console = mode == Mode.DRY_RUN ? console().results() : console();
        values.mistakes().throwIfAny();
        with(
                settings,
                aws -> goal.accept(new GoalContext(
                        binding.target().orElseThrow(),
                        mode,
                        aws,
                        commands(settings),
                        answers(settings),
                        console,
                        output())));
    }
}
