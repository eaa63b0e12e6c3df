package io.github.sfnecs.execution;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.execution.StartExecution.Whose;
import io.github.sfnecs.mapruns.ItemFile;
import io.github.sfnecs.redrive.RedriveLook;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.watch.EarlierAttempts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Lets an execution run, waits for its end and judges it. */
public final class RunExecution {
    /** For the stop when the time is up: the quota for it is refilled with 25 calls a second. */
    private static final Duration WHILE_OTHERS_STOP = Duration.ofMinutes(1);

    private final AwsClients aws;
    private final Commands commands;
    private final Scope scope;
    private final Time time;
    private final Console console;
    private final FollowExecution follow;

    /**
     * Runs executions.
     *
     * @param commands what is printed for users to type
     * @param prices what its tasks cost
     * @param policies what a role's policies say now about what was denied to it
     */
    public RunExecution(
            AwsClients aws,
            Commands commands,
            Scope scope,
            Time time,
            Console console,
            Prices prices,
            Function<AccessDenied, PolicyInPlace> policies) {
        this(
                aws,
                commands,
                scope,
                time,
                console,
                new FollowExecution(aws, commands, scope, time, console, prices, policies));
    }

    private RunExecution(
            AwsClients aws, Commands commands, Scope scope, Time time, Console console, FollowExecution follow) {
        this.aws = aws;
        this.commands = commands;
        this.scope = scope;
        this.time = time;
        this.console = console;
        this.follow = follow;
    }

    /** The same, which keeps all items of Maps there. */
    public RunExecution writing(ItemFile file) {
        return new RunExecution(aws, commands, scope, time, console, follow.writing(file));
    }

    /** The same, which has Map Runs run as many items at a time as Fargate launches, never more than their definition says. */
    public RunExecution adapting() {
        return new RunExecution(aws, commands, scope, time, console, follow.adapting());
    }

    /** Starts this one and waits for it; the report says whether the build fails for it. */
    public ExecutionReport run(ExecutionRequest request) {
        return run(new StartExecution(aws, commands, scope, time, request), request.watching(), EarlierAttempts.NONE);
    }

    /** Has this one go on where it failed, and waits for it likewise. */
    public ExecutionReport redrive(RedriveLook.SoFar soFar, Watching watching) {
        return run(new RedriveExecution(aws, commands, soFar.execution()), watching, soFar.earlier());
    }

    /** Only watches. */
    public FollowExecution following() {
        return follow;
    }

    private ExecutionReport run(Beginning beginning, Watching watching, EarlierAttempts before) {
        ExecutionSession watched = follow.watch(beginning.arn(), watching.clusterArns(), watching.logs(), before);
        if (watching.atMost().isEmpty()) {
            DescribeExecutionResponse running = begin(beginning, watched);
            console.info("To follow it: " + commands.follow(beginning.arn()));
            return watched.unwatched(running);
        }
        StopExecution stop = new StopExecution(aws, time, beginning);
        return StopHook.during(
                () -> follow(watching, beginning, stop, watched),
                () -> new InterruptedExecution(aws, commands, console, beginning, stop, watched)
                        .end(watching.onInterrupt()));
    }

    private DescribeExecutionResponse begin(Beginning beginning, ExecutionSession watched) {
        DescribeExecutionResponse started;
        try {
            started = beginning.begin();
        } catch (SdkException e) {
            // an answer that is broken or does not come may be that of a call that was handled
            throw AwsProblems.passing(e) && !AwsProblems.unsent(e) ? watched.lost(e) : e;
        }
        String which = beginning.arn()
                + aws.consoleLink(beginning.arn()).map(link -> "\n  " + link).orElse("");
        if (beginning.whose() == Whose.OTHERS) {
            console.warn("Execution " + started.name() + " is running already, started at " + started.startDate()
                    + " by somebody else: " + which + "\nThis build watches it, and never stops it.");
        } else {
            console.info(beginning.done() + ": " + which);
        }
        return started;
    }

    private ExecutionReport follow(
            Watching watching, Beginning beginning, StopExecution stop, ExecutionSession watched) {
        Duration atMost = watching.atMost().orElseThrow();
        DescribeExecutionResponse started = begin(beginning, watched);
        Instant deadline = time.now().plus(atMost);
        watched.readDefinition(atMost);
        Optional<DescribeExecutionResponse> end = watched.untilTheEnd(Duration.between(time.now(), deadline));
        if (end.isPresent()) {
            return watched.judged(end.get(), Duration.between(time.now(), deadline));
        }
        Optional<Unfinished> stranded = watched.stranded(started.name());
        OverdueExecution overdue = new OverdueExecution(
                aws, commands, watched, started, stranded.orElseGet(() -> Unfinished.late(started.name(), atMost)));
        if (beginning.whose() == Whose.OTHERS) {
            return overdue.letGo("This build does not stop it: somebody else started it");
        }
        String goal = "sfn-ecs:" + beginning.goal();
        return watching.onInterrupt() == OnInterrupt.LEAVE
                ? overdue.letGo("To stop it: " + commands.stop(beginning.arn()))
                : overdue.stop(() -> stop.stop(
                        stranded.isPresent() ? goal + ": nobody is left to send the task token" : "timeout of " + goal,
                        WHILE_OTHERS_STOP));
    }
}
