package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.history.ChildExecution;
import io.github.sfnecs.history.ContainerReport;
import io.github.sfnecs.history.TaskFailure;
import io.github.sfnecs.history.TaskReport;
import io.github.sfnecs.history.TimeLimits;
import io.github.sfnecs.history.Unfolded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what Step Functions and ECS say of a failure into what a person needs: where it was, why, and what to type. */
public final class FailureExplanation {
    private static final String MEANING = "What AWS says means:";
    private static final String TASK_FAILED = "States.TaskFailed";
    private static final int LONGEST_LINE = 1000;
    private static final String CONSOLE = "Look at the execution in the console";
    /** Only where there was a container. */
    private static final String CONSOLE_AND_LOG = CONSOLE + ", and at the container's log";

    private static final String PERHAPS_A_HEARTBEAT =
            "AWS calls a missed heartbeat States.Timeout, too: where heartbeat is set, that may be it.";
    /** What Step Functions does with the state machine's role; all else is done with the task's. */
    private static final Pattern OF_THE_STATE_MACHINE = Pattern.compile("(ecs|events):.*|iam:PassRole");

    /** What fits where nobody knows the service's own sentence, which is then the thing to read. */
    private static final Set<KnownFailure> LAST_ANSWERS =
            Set.of(KnownFailure.REFUSED_PARAMETER, KnownFailure.REFUSED_CLIENT, KnownFailure.REFUSED_DENIED);

    /** That a role may not do something, if it is that of the execution. */
    private static final Set<KnownFailure> DENIED =
            Set.of(KnownFailure.DENIED, KnownFailure.ITEM_READER, KnownFailure.RESULT_WRITER);

    /** Names that many failures have: why stands beside them, and was left out. */
    private static final Pattern BARE =
            Pattern.compile("(?<![\\w.])(?<name>States\\.TaskFailed|TaskFailedToStart)[\\s\"'.:,})\\]]{0,10}$");

    private final Function<AccessDenied, PolicyInPlace> policies;
    private final Console console;

    /** Explains with the help of what a role's policies say now, and prints there what would not fit a screen. */
    public FailureExplanation(Function<AccessDenied, PolicyInPlace> policies, Console console) {
        this.policies = policies;
        this.console = console;
    }

    /**
     * Explains.
     *
     * @param what one sentence
     * @param where the lines that say where, apart from the tasks
     * @param said AWS's error, and its cause where that is not a task
     * @param tasks the tasks that failed
     */
    public Problem explain(String what, Stream<String> where, String said, List<TaskReport> tasks) {
        return explain(what, where, said, tasks, Circumstances.UNKNOWN);
    }

    /** Explains, by what else is known of it. */
    public Problem explain(
            String what, Stream<String> where, String said, List<TaskReport> tasks, Circumstances circumstances) {
        String places =
                Stream.concat(where, tasks.stream().map(TaskReport::table)).collect(Collectors.joining("\n"));
        List<String> why = new ArrayList<>();
        tasks.forEach(task -> task.stoppedReason().ifPresent(why::add));
        // the reason of a task is the cause of this error
        if (said.equals(TASK_FAILED) && !why.isEmpty()) {
            why.set(0, TASK_FAILED + ": " + why.get(0));
        } else if (!said.isBlank()) {
            why.add(0, said);
        }
        String everything = Stream.concat(Stream.of(what, said), tasks.stream().map(TaskReport::said))
                .collect(Collectors.joining("\n"));
        Optional<AccessDenied> denied = AccessDenied.in(everything);
        Optional<KnownFailure> known = KnownFailure.in(everything);
        if (denied.filter(one -> OF_THE_STATE_MACHINE.matcher(one.action()).matches()
                        || new Principal(one, everything).isNotOfATask()
                        || (known.filter(DENIED::contains).isPresent()
                                && circumstances.role().stream().allMatch(one::isOf))
                        || (circumstances.role().isEmpty() && new Principal(one, everything).isOfAContainer()))
                .isPresent()) {
            return new Denial(String.join("\n", why), denied.get(), circumstances).problem(what, places, policies);
        }
        Optional<Principal> principal = denied.map(one -> new Principal(one, everything));
        Optional<String> forbidding = denied.flatMap(AccessDenied::forbidding);
        if (known.isEmpty()) {
            return unknown(
                    what,
                    places,
                    everything.substring(what.length()),
                    circumstances.cause(),
                    Refusal.in(said).isEmpty()
                                    && (circumstances.started()
                                            || tasks.stream().anyMatch(TaskReport::ran))
                            ? CONSOLE_AND_LOG
                            : CONSOLE);
        }
        tasks.stream()
                .filter(TaskReport::sidecarFailed)
                .map(FailureExplanation::sidecar)
                .forEach(why::add);
        tasks.stream()
                .filter(task -> !task.culprits().isEmpty())
                .flatMap(task -> task.failedOfAws().stream())
                .map(FailureExplanation::ofAws)
                .forEach(why::add);
        KnownFailure means = known.get();
        if (means == KnownFailure.TIMEOUT) {
            means = circumstances.exceeded().map(TimeLimits.Exceeded::means).orElse(means);
            why.add(circumstances.exceeded().map(TimeLimits.Exceeded::text).orElse(PERHAPS_A_HEARTBEAT));
        }
        principal.map(Principal::sentence).ifPresent(why::add);
        forbidding.map(policy -> "What forbids it is " + policy + ".").ifPresent(why::add);
        if (LAST_ANSWERS.contains(means)) {
            Refusal.in(said).ifPresent(why::add);
        }
        why.add(means.why(everything));
        Problem problem = Problem.failed(
                what,
                places,
                String.join("\n", why),
                forbidding.isPresent()
                        ? Denial.CHANGE_THAT_POLICY + "\nsee " + means.page()
                        : means.fixAndPage(everything));
        return principal
                .filter(one -> circumstances.role().isEmpty() && forbidding.isEmpty())
                .map(one -> problem.mendedBy(circumstances.pasted() ? one.give() : Denial.UNPROVEN))
                .orElse(problem);
    }

    /** Explains a message that somebody has at hand: plain text, or a task or an execution, perhaps behind the error's name. */
    public Problem explain(String message) {
        PastedFailure pasted = PastedFailure.of(message);
        Matcher bare = BARE.matcher(message);
        if (pasted.cause().isEmpty() && KnownFailure.in(message).isEmpty() && bare.find()) {
            return Problem.failed(
                    MEANING,
                    "",
                    message.strip() + "\n" + bare.group("name")
                            + " says by itself only that a task failed. Why stands beside it in the cause: as StoppedReason, and as the"
                            + " exit code and the reason of each container.",
                    "mvn sfn-ecs:explain -Dsfn-ecs.executionArn=… reads the cause; or give the whole cause to -Dsfn-ecs.error");
        }
        Unfolded unfolded = Unfolded.of(TaskFailure.of(null, pasted.cause().orElse(null), null));
        boolean within = !unfolded.children().isEmpty();
        Problem problem = explain(
                MEANING,
                unfolded.children().stream().map(ChildExecution::text),
                within
                        ? unfolded.said()
                        : unfolded.task().isPresent() || pasted.cause().isEmpty() ? pasted.said() : message.strip(),
                unfolded.task().stream().toList(),
                new Circumstances(unfolded.taskText(), Optional.empty(), Optional.empty(), false, true));
        return pasted.cut() ? problem.because("The text was cut: what is missing of it may tell more.") : problem;
    }

    private static String ofAws(ContainerReport container) {
        return container.name() + " failed, too, and is not why: it is not in the task definition, "
                + container.owner().orElseThrow() + " put it into the task.";
    }

    private static String sidecar(TaskReport task) {
        return task.culprits().stream().map(ContainerReport::name).collect(Collectors.joining(", "))
                + " failed and is not essential; the essential containers ended with 0.";
    }

    /** All that AWS said, on the console where it is more than a failure can hold. */
    private Problem unknown(String what, String where, String said, Optional<String> cause, String fix) {
        String all = said.strip();
        String inFull = Stream.concat(Stream.of(all), cause.stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        if (!inFull.isEmpty()) {
            console.warn("AWS says, in full:\n" + Text.wrapped(inFull, LONGEST_LINE));
        }
        return Problem.failed(
                what,
                where,
                Stream.of(
                                Stream.of(all).filter(text -> !text.isEmpty()),
                                Refusal.in(all).stream(),
                                Stream.of("This failure is unknown here; all that AWS says of it stands above."))
                        .flatMap(lines -> lines)
                        .collect(Collectors.joining("\n")),
                fix);
    }
}
