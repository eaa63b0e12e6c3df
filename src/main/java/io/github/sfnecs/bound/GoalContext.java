package io.github.sfnecs.bound;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.BuildCache;
import io.github.sfnecs.build.OutputFolder;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.verdict.Commands;
import java.util.Optional;

/**
 * What a goal runs with once its configuration is without mistakes.
 *
 * @param known what to work on; empty where the goal works on no state machine of the POM
 * @param mode whether it may write
 * @param aws how to reach AWS
 * @param commands what is printed for users to type outside the project
 * @param answers what AWS answered to earlier goals of this build
 * @param console where it tells what it does
 * @param output where it writes its files
 */
public record GoalContext(
        Optional<Target> known,
        Mode mode,
        AwsClients aws,
        Commands commands,
        BuildCache answers,
        Console console,
        OutputFolder output) {
    /** What to work on, where that is a state machine of the POM. */
    public Target target() {
        return known.orElseThrow();
    }
}
