package io.github.sfnecs.arn;

import software.amazon.awssdk.arns.Arn;

/**
 * The ARN of a state machine.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 *
 * @param text the ARN itself
 */
public record StateMachineArn(String text) {
    /** The state machine's name. */
    public String name() {
        return text.substring(text.lastIndexOf(':') + 1);
    }

    /** Where it is. */
    public Scope scope() {
        return Scope.of(Arn.fromString(text));
    }
}
