package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.Command;

/** What to type about an execution that goes on without the build. */
final class Commands {
    private Commands() {}

    /** Attaches to it again. */
    static String follow(String executionArn) {
        return "mvn sfn-ecs:follow -Dsfn-ecs.executionArn=" + Command.word(executionArn);
    }

    /** Stops it. https://docs.aws.amazon.com/cli/latest/reference/stepfunctions/stop-execution.html */
    static String stop(String executionArn) {
        return "aws stepfunctions stop-execution --execution-arn " + Command.word(executionArn);
    }
}
