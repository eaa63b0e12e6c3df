package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.bound.Bound;
import io.github.sfnecs.bound.ExecutionPublisher;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.build.Ending;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.FollowParameters;
import io.github.sfnecs.config.FollowParameters.HowToFollow;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.FollowExecution;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import software.amazon.awssdk.arns.Arn;

/**
 * Attaches to an execution that somebody started, shows what {@code execute} would show of it, and ends the build as the execution
 * ended; of one that has ended already, at once. By default it takes the newest execution of the configured state machine; with
 * {@code executionArn} any other, and then it needs no POM. It changes nothing: on Ctrl-C and after {@code timeout} the execution
 * goes on. In a project it writes {@code execution.json}, {@code execution.xml} and {@code execution.html} to {@code target/sfn-ecs}.
 */
@Mojo(name = "follow", requiresProject = false, threadSafe = true)
public final class FollowMojo extends AbstractExecutionMojo {
    /**
     * The ARN of the execution; by default the newest one of the state machine. Example:
     * {@code arn:aws:states:eu-central-1:123456789012:execution:nightly-report:run-1}.
     */
    @Parameter(property = "sfn-ecs.executionArn")
    private String executionArn;

    /** How long to watch at most, in ISO-8601; then the build fails, and the execution goes on. Example: {@code PT2H}. */
    @Parameter(property = "sfn-ecs.timeout", defaultValue = "PT1H")
    private String timeout;

    @Override
    Bound bind(ParameterReader values) {
        FollowParameters parameters = new FollowParameters(values);
        if (!parameters.isGiven(executionArn) && hasPom()) {
            return super.bind(values);
        }
        Optional<Arn> arn = parameters.execution(executionArn);
        AwsSettings settings = settings(values, arn.map(Scope::of));
        BiConsumer<GoalContext, Followed> goal = goal(values);
        return new Bound.WithAws(
                settings,
                Optional.empty(),
                Mode.APPLY,
                context -> goal.accept(
                        context, Followed.of(new ExecutionArn(arn.orElseThrow().toString()))));
    }

    @Override
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        BiConsumer<GoalContext, Followed> goal = goal(binding.values());
        return context -> goal.accept(context, Followed.newestOf(context.target()));
    }

    /**
     * What is followed.
     *
     * @param execution empty for the newest one
     * @param stateMachine of which it is an execution
     * @param clusters where tasks run that its history does not tell of; none where that is not known
     */
    private record Followed(Optional<String> execution, StateMachineArn stateMachine, List<String> clusters) {
        static Followed of(ExecutionArn execution) {
            return new Followed(
                    Optional.of(execution.text()), new StateMachineArn(execution.stateMachineArn()), List.of());
        }

        static Followed newestOf(Target target) {
            return new Followed(Optional.empty(), new StateMachineArn(target.stateMachineArn()), target.clusterArns());
        }
    }

    private BiConsumer<GoalContext, Followed> goal(ParameterReader values) {
        HowToFollow how = new FollowParameters(values).how(timeout, followLogs);
        Prices known = prices(values);
        ExecutionPublisher publisher = publisher(values);
        return (context, followed) -> {
            if (hasPom()) {
                context.output().prepare();
            }
            ExecutionReport report = follow(context, followed, how, known);
            publisher.leave(report, console());
            Ending.end(
                    report.problem(),
                    console(),
                    hasPom() ? ExecutionPublisher.files(report, context.output(), console()) : List.of());
        };
    }

    private ExecutionReport follow(GoalContext context, Followed followed, HowToFollow how, Prices known) {
        FollowExecution follow = new FollowExecution(
                context.aws(),
                context.commands(),
                followed.stateMachine().scope(),
                Time.system(),
                console(),
                known,
                denied -> new RolePolicies(context.aws().iam())
                        .about(
                                denied,
                                followed.clusters(),
                                followed.stateMachine().text()));
        String execution = followed.execution()
                .orElseGet(() -> follow.newest(followed.stateMachine().name()));
        return follow.follow(execution, followed.clusters(), how.atMost(), how.logs());
    }

    /** Maven's own POM, which stands in where there is none, is in no file. */
    private boolean hasPom() {
        return project.getFile() != null;
    }
}
