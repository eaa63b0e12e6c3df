package io.github.sfnecs.bound;

import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.role.KeptPermissions.Earlier;
import io.github.sfnecs.role.RequiredPolicies;
import io.github.sfnecs.statemachine.RunningDefinitions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** What executions need that run, whichever definition they have. */
public final class EarlierNeeds implements Supplier<List<Earlier>> {
    private final GoalContext context;
    private final Additions additions;
    private final Console console;

    /**
     * Those of the state machine.
     *
     * @param additions what the user adds to what follows from a definition
     * @param console is told where they can't be seen
     */
    public EarlierNeeds(GoalContext context, Additions additions, Console console) {
        this.context = context;
        this.additions = additions;
        this.console = console;
    }

    @Override
    public List<Earlier> get() {
        try {
            return new RunningDefinitions(context.aws())
                    .of(context.target().stateMachineArn()).stream()
                            .map(running -> new Earlier(
                                    running.arn(),
                                    running.definition()
                                            .map(definition -> new DefinitionSource.OfFile(definition, additions))
                                            .flatMap(this::policies)))
                            .toList();
        } catch (SfnException e) {
            if (!AwsProblems.denied(e)) {
                throw e;
            }
            console.warn(
                    "Not checked: whether executions that still run need what the role loses, since you may not see them. "
                            + AwsProblems.message(e));
            return List.of();
        }
    }

    private Optional<RequiredPolicies> policies(DefinitionSource earlier) {
        TaskDefinitions taskDefinitions = new TaskDefinitions(context.aws().ecs());
        try {
            return Optional.of(new Blueprints(context)
                    .of(earlier, name -> TaskDefinitions.of(taskDefinitions.describe(name)))
                    .policies());
        } catch (ProblemException e) {
            // such as a task definition that was deleted in the meantime
            return Optional.empty();
        }
    }
}
