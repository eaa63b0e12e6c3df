package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.bound.Bound;
import io.github.sfnecs.bound.ExecutionPublisher;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.config.FollowParameters;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Parameter;
import software.amazon.awssdk.arns.Arn;

/** The parameters of goals about an execution that there is already, which need no POM where they are told its ARN. */
abstract class AbstractExistingExecutionMojo extends AbstractExecutionMojo {
    /**
     * The ARN of the execution; by default the newest one of the state machine. Example:
     * {@code arn:aws:states:eu-central-1:123456789012:execution:nightly-report:run-1}.
     */
    @Parameter(property = "sfn-ecs.executionArn")
    private String executionArn;

    /** Reads the goal's own parameters; what it returns is done to the execution. */
    abstract BiConsumer<GoalContext, Existing> goal(ParameterReader values);

    @Override
    Bound bind(ParameterReader values) {
        FollowParameters parameters = new FollowParameters(values);
        if (!parameters.isGiven(executionArn) && hasPom()) {
            return super.bind(values);
        }
        Optional<Arn> arn = parameters.execution(executionArn);
        AwsSettings settings = settings(values, arn.map(Scope::of));
        BiConsumer<GoalContext, Existing> goal = goal(values);
        return new Bound.WithAws(
                settings,
                Optional.empty(),
                mode(values),
                context -> goal.accept(
                        context, Existing.of(new ExecutionArn(arn.orElseThrow().toString()))));
    }

    @Override
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        BiConsumer<GoalContext, Existing> goal = goal(binding.values());
        return context -> goal.accept(context, Existing.newestOf(context.target()));
    }

    /**
     * The execution.
     *
     * @param execution empty for the newest one
     * @param stateMachine of which it is an execution
     * @param clusters where tasks run that its history does not tell of; none where that is not known
     */
    record Existing(Optional<String> execution, StateMachineArn stateMachine, List<String> clusters) {
        static Existing of(ExecutionArn execution) {
            return new Existing(
                    Optional.of(execution.text()), new StateMachineArn(execution.stateMachineArn()), List.of());
        }

        static Existing newestOf(Target target) {
            return new Existing(Optional.empty(), new StateMachineArn(target.stateMachineArn()), target.clusterArns());
        }
    }

    /** What has to do with its run. */
    final RunExecution runs(GoalContext context, Existing existing, Prices known) {
        RunExecution runs = new RunExecution(
                context.aws(),
                context.commands(),
                existing.stateMachine().scope(),
                Time.system(),
                console(),
                known,
                denied -> new RolePolicies(context.aws().iam())
                        .about(
                                denied,
                                existing.clusters(),
                                existing.stateMachine().text()));
        return hasPom() ? runs.writing(ExecutionPublisher.items(context.output())) : runs;
    }

    /** Maven's own POM, which stands in where there is none, is in no file. */
    final boolean hasPom() {
        return project.getFile() != null;
    }
}
