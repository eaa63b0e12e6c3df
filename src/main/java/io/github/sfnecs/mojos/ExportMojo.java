package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.DefinitionExport;
import io.github.sfnecs.bound.DefinitionSource;
import io.github.sfnecs.bound.ExportParameters;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.StateMachineParameters;
import java.io.File;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the definition that the plugin renders from the POM as a file of your own, to go on from one task to many states: with
 * {@code definitionFile} it is the same state machine. What the POM says of the task stands there as placeholders. Changes nothing in AWS,
 * and no file that is there already.
 */
@Mojo(name = "export", threadSafe = true)
public final class ExportMojo extends AbstractRunTaskMojo {
    /** The file to write, which is JSON. By default {@code src/main/sfn/<stateMachineName>.asl.json}. */
    @Parameter(property = "sfn-ecs.exportFile")
    private File exportFile;

    @Override
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        ExportParameters parameters =
                new ExportParameters(binding.values(), userFiles(binding.values()), taskOfThePom(binding.values()));
        parameters.noteOwn(definitionFile);
        Optional<DefinitionExport> export =
                binding.target().flatMap(target -> parameters.export(exportFile, target.stateMachine()));
        Optional<DefinitionSource.OfTask> task = definitionFile == null ? task(binding) : Optional.empty();
        return context -> export.orElseThrow().run(context, task.orElseThrow());
    }
}
