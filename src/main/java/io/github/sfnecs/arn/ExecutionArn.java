package io.github.sfnecs.arn;

import software.amazon.awssdk.arns.Arn;

/**
 * The ARN of an execution: {@code arn:aws:states:<region>:<account>:execution:<state machine>:<name>}. That of a child of a distributed
 * Map state has the state's label after the state machine's name, {@code nightly/Load}.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 *
 * @param text the ARN itself
 */
public record ExecutionArn(String text) {
    /** The execution's name. */
    public String name() {
        return text.substring(text.lastIndexOf(':') + 1);
    }

    /** The name of its state machine, with the label of the Map state whose child it is, if it is one. */
    public String labelled() {
        String rest = text.substring(0, text.lastIndexOf(':'));
        return rest.substring(rest.lastIndexOf(':') + 1);
    }

    /** The name of its state machine, without a label. */
    public String stateMachine() {
        String labelled = labelled();
        int label = labelled.indexOf('/');
        return label < 0 ? labelled : labelled.substring(0, label);
    }

    /** The ARN of its state machine. */
    public String stateMachineArn() {
        return scope().stateMachine(stateMachine());
    }

    /** Where it is. */
    public Scope scope() {
        return Scope.of(Arn.fromString(text));
    }
}
