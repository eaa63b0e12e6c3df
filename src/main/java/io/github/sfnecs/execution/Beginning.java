package io.github.sfnecs.execution;

import io.github.sfnecs.execution.StartExecution.Whose;
import io.github.sfnecs.goal.Goal;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** How an execution comes to run that a build waits for. */
interface Beginning {
    /** The ARN that the execution has, or will have. */
    String arn();

    /** Who lets the execution of this ARN run. */
    Whose whose();

    /** Whether there is such an execution, though Step Functions may not know it everywhere yet. */
    boolean answered();

    /** Lets it run, and returns what is known of it then. */
    DescribeExecutionResponse begin();

    /** What is said then, such as {@code Execution started}. */
    String done();

    /** The goal that does this, which also stops it. */
    Goal goal();
}
