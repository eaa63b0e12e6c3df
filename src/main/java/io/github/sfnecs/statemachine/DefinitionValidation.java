package io.github.sfnecs.statemachine;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionDiagnostic;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/**
 * Has the service itself look at a definition before it is deployed.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
final class DefinitionValidation {
    private final SfnClient sfn;
    private final Console console;

    DefinitionValidation(SfnClient sfn, Console console) {
        this.sfn = sfn;
        this.console = console;
    }

    /**
     * Validates; where that is not possible it says so and goes on.
     *
     * @throws ProblemException if the service finds errors
     */
    void check(Definition definition) {
        ValidateStateMachineDefinitionResponse answer;
        try {
            answer = sfn.validateStateMachineDefinition(
                    request -> request.definition(definition.text()).type(StateMachineType.STANDARD));
        } catch (SfnException e) {
            if (!AwsProblems.denied(e) && !AwsProblems.unsupported(e)) {
                throw e;
            }
            console.warn("Not checked: the definition, since ValidateStateMachineDefinition "
                    + (AwsProblems.denied(e) ? "is denied to you" : "is not supported here") + ". It is deployed as it"
                    + " is. AWS says: " + AwsProblems.message(e));
            return;
        }
        List<ValidateStateMachineDefinitionDiagnostic> diagnostics = answer.diagnostics();
        if (answer.result() == ValidateStateMachineDefinitionResultCode.FAIL) {
            throw new ProblemException(Problem.failed(
                    "Step Functions finds the definition invalid.",
                    "target/sfn-ecs/state-machine.asl.json",
                    listed(diagnostics),
                    "Correct the parameters that lead to these places"));
        }
        if (!diagnostics.isEmpty()) {
            console.warn("Step Functions accepts the definition with warnings:\n" + listed(diagnostics));
        }
    }

    private static String listed(List<ValidateStateMachineDefinitionDiagnostic> diagnostics) {
        return diagnostics.stream()
                .map(found -> found.severityAsString() + " " + found.code() + " at " + found.location() + ": "
                        + found.message())
                .collect(Collectors.joining("\n"));
    }
}
