package io.github.sfnecs.bound;

import io.github.sfnecs.build.OutputFolder;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.source.Exported;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Writes the definition that the plugin renders as a file from which one of the user's own grows.
 *
 * @param file where; nothing is there yet
 * @param name the file, as it is told
 * @param predefined what parameters of the POM its placeholders may name, with their values
 * @param rendered the other parameters of the POM that the file will say
 */
public record DefinitionExport(Path file, String name, SortedMap<String, String> predefined, List<String> rendered) {
    /** Writes it, or says what would be written, and what to do with it. */
    public void run(GoalContext context, DefinitionSource source) {
        Exported exported = Exported.of(new Blueprints(context).of(source).definition(), predefined);
        if (context.mode() == Mode.DRY_RUN) {
            context.console()
                    .info(name + " would be written:\n" + exported.text() + "\nNot written, this is a dry run.");
        } else {
            new OutputFolder(file.toAbsolutePath().getParent().toFile())
                    .create(file.getFileName().toString(), exported.text());
            context.console().info(name + ": written.");
        }
        context.console().info(context.commands().prefix().in(advice(exported)));
    }

    private String advice(Exported exported) {
        List<String> obsolete = new ArrayList<>(predefined.keySet());
        obsolete.removeAll(exported.used());
        obsolete.addAll(rendered);
        return "To deploy what the file says, put it into the plugin's configuration:\n  "
                + Mistakes.xml("definitionFile", name)
                + (obsolete.isEmpty()
                        ? ""
                        : "\nand take out of it what the file says now, which would do nothing there: "
                                + String.join(", ", obsolete))
                + "\nUntil you change the file, mvn sfn-ecs:deploy-statemachine then has nothing to do.";
    }
}
