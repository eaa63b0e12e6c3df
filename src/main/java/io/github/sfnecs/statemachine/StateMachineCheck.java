package io.github.sfnecs.statemachine;

import static io.github.sfnecs.diagnostic.Finding.Area.DEFINITION;
import static io.github.sfnecs.diagnostic.Finding.Area.DRIFT;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.change.Changes;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whether Step Functions takes the definition, and whether it is what is deployed. Changes nothing. */
public final class StateMachineCheck {
    private final AwsClients aws;
    private final Supplier<Optional<ActualStateMachine>> reading;

    /** Starts to read the state machine. */
    public StateMachineCheck(AwsClients aws, String stateMachineArn) {
        this.aws = aws;
        this.reading = aws.ahead(() -> ActualStateMachine.read(aws, stateMachineArn));
    }

    /** What the service says of the definition. */
    public List<Finding> definition(Definition definition) {
        return Look.at(DEFINITION, "The definition", () -> {
            DefinitionValidation.Answer answer = new DefinitionValidation(aws.sfn()).ask(definition);
            String file = DefinitionValidation.file(definition);
            Stream<Finding> diagnostics = answer.diagnostics().stream()
                    .map(found -> answer.valid()
                            ? Finding.warning(DEFINITION, found, "", file)
                            : Finding.failed(
                                    DEFINITION,
                                    found,
                                    KnownFailure.INVALID_DEFINITION,
                                    DefinitionValidation.fix(definition) + " in " + file));
            return answer.valid()
                    ? Stream.concat(
                                    Stream.of(Finding.passed(DEFINITION, "Step Functions takes the definition.")),
                                    diagnostics)
                            .toList()
                    : diagnostics.toList();
        });
    }

    /** What deploy-statemachine would change, as it prints it itself. */
    public List<Finding> drift(Supplier<StateMachineSpec> spec) {
        return Look.at(DRIFT, "The state machine, against what the POM describes", () -> {
            StateMachineSpec wanted = spec.get();
            PropagationRetry never = new PropagationRetry(Time.system(), Console.silent());
            Supplier<Changes> changes =
                    () -> new DeployStateMachine(aws, Console.silent(), never).compare(wanted, reading.get());
            return List.of(Changes.drift(
                    "The state machine " + wanted.name(),
                    reading.get().isPresent(),
                    changes,
                    "mvn sfn-ecs:deploy-statemachine"));
        });
    }
}
