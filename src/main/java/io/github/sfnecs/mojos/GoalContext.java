package io.github.sfnecs.mojos;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.BuildCache;
import io.github.sfnecs.build.OutputFolder;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.execution.Commands;

/**
 * What a goal runs with once its configuration is without mistakes.
 *
 * @param target what to work on
 * @param mode whether it may write
 * @param aws how to reach AWS
 * @param commands what is printed for users to type outside the project
 * @param answers what AWS answered to earlier goals of this build
 * @param console where it tells what it does
 * @param output where it writes its files
 */
record GoalContext(
        Target target,
        Mode mode,
        AwsClients aws,
        Commands commands,
        BuildCache answers,
        Console console,
        OutputFolder output) {}
