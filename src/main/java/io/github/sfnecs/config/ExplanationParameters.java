package io.github.sfnecs.config;

import io.github.sfnecs.arn.ResourceKind;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;

/** Reads what is to be explained: an execution, or a message. */
public final class ExplanationParameters {
    private final ParameterReader values;

    public ExplanationParameters(ParameterReader values) {
        this.values = values;
    }

    /** The execution's ARN; it or the message is required. */
    public Optional<Arn> execution(String executionArn, String error) {
        boolean message = error != null && !error.isBlank();
        if (message && executionArn != null && !executionArn.isBlank()) {
            values.mistakes()
                    .add(
                            "error",
                            error,
                            "executionArn names an execution, error has a message; only one of them can be explained",
                            "Leave one of them out");
        }
        if (!message && (executionArn == null || executionArn.isBlank())) {
            values.mistakes()
                    .add(
                            "executionArn",
                            null,
                            "it or error is required",
                            "-Dsfn-ecs.executionArn=" + ResourceKind.EXECUTION.example(ParameterReader.EXAMPLE)
                                    + " or -Dsfn-ecs.error='…'");
        }
        return values.arn("executionArn", executionArn, ResourceKind.EXECUTION, Optional.empty());
    }

    /** The message, whatever is in it. */
    public Optional<String> error(String error) {
        return Optional.ofNullable(error).filter(text -> !text.isBlank());
    }
}
