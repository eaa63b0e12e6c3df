package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.config.ExplanationParameters;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.execution.ExplainExecution;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.time.Time;
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
    void run(ParameterReader values) {
        ExplanationParameters parameters = new ExplanationParameters(values);
        Optional<Arn> arn = parameters.execution(executionArn, error);
        Optional<String> message = parameters.error(error);
        if (message.isPresent()) {
            values.mistakes().throwIfAny();
            console()
                    .results()
                    .info(ExplainExecution.explain(message.get(), console()).text());
        } else {
            AwsSettings settings = settings(values, arn.map(Scope::of));
            values.mistakes().throwIfAny();
            with(settings, aws -> explain(arn.orElseThrow(), aws));
        }
    }

    private void explain(Arn execution, AwsClients aws) {
        new ExplainExecution(
                        aws,
                        Time.system(),
                        console().results(),
                        denied -> new RolePolicies(aws.iam())
                                .about(denied, new ExecutionArn(execution.toString()).stateMachineArn()))
                .explain(execution.toString());
    }
}
