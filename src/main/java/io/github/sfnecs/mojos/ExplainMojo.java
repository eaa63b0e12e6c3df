package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.bound.Bound;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.ExplanationParameters;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.execution.ExplainExecution;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.time.Time;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import software.amazon.awssdk.arns.Arn;

/**
 * Says why an execution failed, or where it is: of any state machine that runs ECS tasks, whoever started it. Needs no POM. With
 * {@code error} it explains a message of AWS's, without AWS. It succeeds whatever became of the execution.
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public final class ExplainMojo extends AbstractSfnEcsMojo {
    /**
     * The ARN of the execution. Example:
     * {@code arn:aws:states:eu-central-1:123456789012:execution:nightly-report:run-1}.
     */
    @Parameter(property = "sfn-ecs.executionArn")
    private String executionArn;

    /** What AWS said, instead of an execution: a message, or the cause of a failed Run a Job. Excludes {@code executionArn}. */
    @Parameter(property = "sfn-ecs.error")
    private String error;

    @Override
    Bound bind(ParameterReader values) {
        ExplanationParameters parameters = new ExplanationParameters(values);
        Optional<Arn> arn = parameters.execution(executionArn, error);
        return parameters
                .error(error)
                .<Bound>map(message -> new Bound.WithoutAws(() -> console()
                        .results()
                        .info(ExplainExecution.explain(message, console()).text())))
                .orElseGet(() -> new Bound.WithAws(
                        settings(values, arn.map(Scope::of)),
                        Optional.empty(),
                        Mode.APPLY,
                        context -> explain(new ExecutionArn(arn.orElseThrow().toString()), context)));
    }

    private static void explain(ExecutionArn execution, GoalContext context) {
        new ExplainExecution(
                        context.aws(),
                        context.commands(),
                        Time.system(),
                        context.console().results(),
                        denied -> new RolePolicies(context.aws().iam())
                                .about(denied, List.of(), execution.stateMachineArn()))
                .explain(execution.text());
    }
}
