package io.github.sfnecs.cleanup;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.ecs.Tasks;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stops the running tasks that one state machine started, and no others: a task is its own if its group says so. Of each task only
 * its ARN, execution, age and cost are kept, about 400 bytes.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html
 */
public final class CleanupTasks {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final double GROWTH = 1.5;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** ECS kills a container at the latest two minutes after it was asked to stop; the rest is for ECS itself. */
    private static final Duration UNTIL_STOPPED = Duration.ofMinutes(10);

    /** Of more a failure that has to fit one screen names only these. */
    private static final int MOST_LISTED = 10;

    /** So often it looks as long as tasks of items begin; each look waits until what was stopped before has stopped. */
    private static final int MOST_LOOKS = 5;

    /** Nobody reads more on a console; all are in the file. */
    private static final int MOST_SHOWN = 200;

    private final AwsClients aws;
    private final Time time;
    private final Console console;
    private final Prices prices;

    /** Works with these clients, waits by this clock, tells there what it does, and reckons with these prices. */
    public CleanupTasks(AwsClients aws, Time time, Console console, Prices prices) {
        this.aws = aws;
        this.time = time;
        this.console = console;
        this.prices = prices;
    }

    /**
     * Lists them, stops them unless it is a dry run, and waits until all are STOPPED. Where some are of items of a distributed Map it
     * looks again after that: such a Map may go on for a while though its execution was stopped.
     * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html
     *
     * @param keep takes the list of all of them before the first is stopped
     */
    public CleanupReport run(CleanupRequest request, Mode mode, Consumer<CleanupReport> keep) {
        Tasks tasks = new Tasks(aws.ecs(), request.clusterArns(), time);
        CleanupReport found = look(request, tasks);
        say(found);
        if (mode == Mode.DRY_RUN) {
            keep.accept(found);
            console.info("Dry run: no task was stopped.");
            return found;
        }
        return clean(found, keep, tasks, MOST_LOOKS);
    }

    private CleanupReport look(CleanupRequest request, Tasks tasks) {
        StrayTasks all = new StrayTasks(request, time.now(), prices);
        tasks.eachRunning(task -> {
            WrongAccount.refuse(aws, scope(request), task.taskArn());
            all.look(task);
        });
        if (all.ofUnknownAge() > 0) {
            console.warn(all.ofUnknownAge() + (all.ofUnknownAge() == 1 ? " task is" : " tasks are")
                    + " left to run: ECS does not say when it accepted them, so whether they are older is not known."
                    + " Without olderThan they are stopped, too.");
        }
        return new CleanupReport(request, List.of(), all.sorted(), all.cost(), prices.origin(), Optional.empty());
    }

    private CleanupReport clean(CleanupReport found, Consumer<CleanupReport> keep, Tasks tasks, int looks) {
        keep.accept(found);
        CleanupReport done = stop(found, tasks);
        if (done.problem().isPresent() || done.stopped().stream().noneMatch(StrayTask::isOfAnItem)) {
            return done;
        }
        CleanupReport more = look(found.request(), tasks);
        if (more.running().isEmpty()) {
            return done;
        } else if (looks == 1) {
            return more.because(stillBegin(more)).after(done);
        }
        say(more);
        return clean(more, next -> keep.accept(next.after(done)), tasks, looks - 1)
                .after(done);
    }

    private CleanupReport stop(CleanupReport found, Tasks tasks) {
        StopTasks.Result result =
                new StopTasks(aws.ecs(), time, found.request().stateMachine()).stop(found.running(), tasks);
        Set<String> remaining = untilStopped(result.stopping(), tasks);
        Optional<Problem> problem = result.failure()
                .map(failure -> notAsked(result.untouched(), failure))
                .or(() -> Optional.of(remaining).filter(arns -> !arns.isEmpty()).map(CleanupTasks::notStopped));
        remaining.addAll(result.untouched());
        return report(found, remaining, problem);
    }

    private static Scope scope(CleanupRequest request) {
        return ClusterArn.parse(request.clusterArns().get(0)).scope();
    }

    private void say(CleanupReport found) {
        CleanupRequest request = found.request();
        List<StrayTask> strays = found.running();
        String whose = "of the state machine " + request.stateMachine() + " on " + request.where()
                + request.olderThan()
                        .map(age -> ", older than " + age + " (olderThan)")
                        .orElse("");
        if (strays.isEmpty()) {
            console.info("No running tasks " + whose + ".");
            return;
        }
        console.info(strays.size() + " running " + (strays.size() == 1 ? "task " : "tasks ") + whose + ":"
                + strays.stream().limit(MOST_SHOWN).map(StrayTask::line).collect(Collectors.joining())
                + more(strays.size(), MOST_SHOWN, "\n  "));
        console.info("So far: " + prices.text(found.cost()) + "\nAs long as they run: " + prices.perHour(found.cost()));
    }

    private Set<String> untilStopped(Set<String> stopping, Tasks tasks) {
        Set<String> remaining = new LinkedHashSet<>(stopping);
        return new Backoff(time, FIRST_LOOK, GROWTH, LONGEST, UNTIL_STOPPED).until(Set::isEmpty, () -> {
            Set<String> going = new HashSet<>();
            tasks.each(remaining, task -> {
                if (!"STOPPED".equals(task.lastStatus())) {
                    going.add(task.taskArn());
                }
            });
            remaining.retainAll(going);
            return remaining;
        });
    }

    private static Problem notAsked(Set<String> untouched, SdkException failure) {
        Problem problem = AwsProblems.of(failure);
        return new Problem(
                problem.kind(),
                problem.what() + " " + counted(untouched) + " not asked to stop.",
                problem.where() + "\n" + listed(untouched),
                problem.why(),
                (problem.fix() + "\nThen run mvn sfn-ecs:cleanup-tasks again").strip());
    }

    private static Problem notStopped(Set<String> remaining) {
        return Problem.failed(
                counted(remaining) + " asked to stop and not STOPPED after " + UNTIL_STOPPED.toMinutes() + " minutes.",
                listed(remaining),
                "ECS kills a container two minutes after it was asked to stop, if it does not stop itself.",
                "Run mvn sfn-ecs:cleanup-tasks again; look at the tasks in ECS if that does not help");
    }

    private static Problem stillBegin(CleanupReport more) {
        return Problem.failed(
                "Its items begin more tasks: " + counted(more.arns()) + " started while others were being stopped.",
                listed(more.arns()),
                "An execution of " + more.request().stateMachine() + " with a distributed Map goes on.",
                "mvn sfn-ecs:status shows its executions. Stop the execution, aws stepfunctions stop-execution"
                        + " --execution-arn …, then run mvn sfn-ecs:cleanup-tasks again");
    }

    private static String listed(Set<String> tasks) {
        return tasks.stream().limit(MOST_LISTED).collect(Collectors.joining("\n"))
                + more(tasks.size(), MOST_LISTED, "\n");
    }

    private static String more(int all, int shown, String lead) {
        return all > shown ? lead + "and " + (all - shown) + " more, all in cleanup.json" : "";
    }

    private static String counted(Set<String> tasks) {
        return tasks.size() + (tasks.size() == 1 ? " task was" : " tasks were");
    }

    private CleanupReport report(CleanupReport found, Set<String> remaining, Optional<Problem> problem) {
        List<StrayTask> stopped = found.running().stream()
                .filter(stray -> !remaining.contains(stray.arn()))
                .toList();
        List<StrayTask> running = found.running().stream()
                .filter(stray -> remaining.contains(stray.arn()))
                .toList();
        if (!stopped.isEmpty()) {
            console.info(stopped.stream()
                            .limit(MOST_SHOWN)
                            .map(task -> "STOPPED " + task.arn())
                            .collect(Collectors.joining("\n"))
                    + more(stopped.size(), MOST_SHOWN, "\nSTOPPED "));
        }
        return new CleanupReport(found.request(), stopped, running, found.cost(), found.prices(), problem);
    }
}
