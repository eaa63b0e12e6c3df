package io.github.sfnecs.statemachine;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Origin;
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
    /** Where the goals write the definition. */
    private static final String FILE = "target/sfn-ecs/state-machine.asl.json";

    private final SfnClient sfn;

    DefinitionValidation(SfnClient sfn) {
        this.sfn = sfn;
    }

    /**
     * What the service found.
     *
     * @param valid whether it would take the definition
     * @param diagnostics a line for each, with its place in that file
     */
    record Answer(boolean valid, List<String> diagnostics) {}

    /** Asks. */
    Answer ask(Definition definition) {
        ValidateStateMachineDefinitionResponse answer = sfn.validateStateMachineDefinition(
                request -> request.definition(definition.deployed()).type(StateMachineType.STANDARD));
        return new Answer(
                answer.result() != ValidateStateMachineDefinitionResultCode.FAIL,
                answer.diagnostics().stream()
                        .map(found -> text(found, definition))
                        .toList());
    }

    /** The file that has the places of the diagnostics: the user's own or, without one, where the goals write the definition. */
    static String file(Definition definition) {
        return definition.origin() instanceof Origin.File file ? file.name() : FILE;
    }

    /** What mends it. */
    static String fix(Definition definition) {
        return definition.origin() instanceof Origin.File
                ? "Correct these places"
                : "Correct the parameters that lead to these places";
    }

    private static String text(ValidateStateMachineDefinitionDiagnostic found, Definition definition) {
        String place = found.location() == null ? "" : " at " + definition.place(found.location());
        return found.severityAsString() + " " + found.code() + place + ": " + found.message();
    }

    /**
     * Asks before a deployment; where that is not possible it says so and goes on.
     *
     * @throws ProblemException if the service finds errors
     */
    void check(Definition definition, Console console) {
        Answer answer;
        try {
            answer = ask(definition);
        } catch (SfnException e) {
            if (!AwsProblems.denied(e) && !AwsProblems.unsupported(e)) {
                throw e;
            }
            console.warn("Not checked: the definition, since ValidateStateMachineDefinition "
                    + (AwsProblems.denied(e) ? "is denied to you" : "is not supported here") + ". It is deployed as it"
                    + " is. AWS says: " + AwsProblems.message(e));
            return;
        }
        String diagnostics = answer.diagnostics.stream().collect(Collectors.joining("\n"));
        if (!answer.valid) {
            throw new ProblemException(Problem.failed(
                    "Step Functions finds the definition invalid.", file(definition), diagnostics, fix(definition)));
        }
        if (!diagnostics.isEmpty()) {
            console.warn("Step Functions accepts the definition with warnings:\n" + diagnostics);
        }
    }
}
