package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ChildExecution;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.TaskFailure;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.FailureGroup;
import io.github.sfnecs.report.StateVisit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The run of a distributed Map, as far as its items did not all succeed: how many, and why. The history of the execution says nothing of
 * its children; other calls do. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 *
 * @param arn its ARN
 * @param state the Map state; empty where that is not known
 * @param status such as {@code SUCCEEDED}; empty where that could not be seen
 * @param counts how many of its executions are where
 * @param listed the ARN of one that failed; empty where none was seen
 * @param child one that failed for the most frequent reason; empty where it was not seen why
 * @param groups the reasons, the most frequent first
 * @param unread of how many that failed nobody read why
 * @param unseen what could not be seen, and why; empty where all was
 */
public record MapRun(
        String arn,
        String state,
        Optional<String> status,
        Counts counts,
        Optional<String> listed,
        Optional<ChildExecution> child,
        List<FailureGroup> groups,
        long unread,
        String unseen) {
    private static final String EXCEEDED = "States.ExceedToleratedFailureThreshold";
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final int MOST_GROUPS = 5;
    private static final int MOST = 5;

    /** Whether this is what is said of one that could not read its items: there is nothing to see of it. */
    static boolean unread(TaskFailure failure) {
        return failure.error().filter("States.ItemReaderFailed"::equals).isPresent();
    }

    /** One of which nothing more is known. */
    public static MapRun unknown(String arn) {
        return new MapRun(arn, "", Optional.empty(), Counts.NONE, Optional.empty(), Optional.empty(), List.of(), 0, "");
    }

    /** Whether this is what is said of one. */
    public static boolean failed(TaskFailure failure) {
        return failure.error().filter(EXCEEDED::equals).isPresent();
    }

    /** The Map Runs of an execution of which something failed, as far as they are known to this. */
    static Stream<MapRun> failedIn(ExecutionHistory history, Function<String, MapRun> known) {
        return history.visits(true).stream()
                .filter(visit -> visit.mapRun().isPresent())
                .limit(MOST)
                .map(visit -> known.apply(visit.mapRun().orElseThrow()).of(visit.name()))
                .filter(MapRun::hasFailed);
    }

    /** The same, of which at least this is known of the state. */
    private MapRun of(String name) {
        return state.isEmpty() ? new MapRun(arn, name, status, counts, listed, child, groups, unread, unseen) : this;
    }

    /** How it ended, with its ARN. */
    String text() {
        String each = Stream.of(
                        count(counts.failed(), "failed"),
                        count(counts.timedOut(), "timed out"),
                        count(counts.aborted(), counts.aborted() == 1 ? "was aborted" : "were aborted"),
                        count(counts.succeeded(), "succeeded"),
                        count(counts.pending(), "never began"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String all = counts.total() == 0 ? "" : "of " + counts.total() + " executions ";
        return "Map Run " + arn + (each.isEmpty() ? "" : ": " + all + each);
    }

    private static String count(long count, String what) {
        return count == 0 ? "" : count + " " + what;
    }

    /** In which status those of its executions ended that made it fail. */
    ExecutionStatus failing() {
        return counts.failed() == 0 && counts.timedOut() > 0 ? ExecutionStatus.TIMED_OUT : ExecutionStatus.FAILED;
    }

    /** The ARN of one that failed; empty where none was seen. */
    Optional<String> example() {
        return child.map(ChildExecution::arn).or(() -> listed);
    }

    /** Whether any of its executions failed, as far as is known. */
    boolean hasFailed() {
        return counts.failed() + counts.timedOut() > 0 || !groups.isEmpty();
    }

    /** Why its items failed, such as {@code 31 × app exit code 137 (memory), e.g. item 204; 6 × …}; empty where that is not known. */
    String reasons() {
        List<String> parts = new ArrayList<>();
        groups.stream()
                .limit(MOST_GROUPS)
                .forEach(group -> parts.add(group.count() + " × " + group.why() + ", e.g. "
                        + group.example().name()));
        if (groups.size() > MOST_GROUPS) {
            parts.add(groups.stream()
                            .skip(MOST_GROUPS)
                            .mapToLong(FailureGroup::count)
                            .sum()
                    + " for other reasons");
        }
        if (unread > 0 && !groups.isEmpty()) {
            parts.add(unread + " more failed, of which nobody read why");
        }
        return String.join("; ", parts);
    }

    /** How it ended, and why its items failed, on a line each. */
    Stream<String> lines() {
        return Stream.of(text(), reasons()).filter(line -> !line.isEmpty());
    }

    /**
     * What is said of the most frequent reason, and of the others.
     *
     * @param said how AWS says that too many failed
     */
    Problem addTo(Problem first, String said) {
        Problem whole = first.because("More of its items failed than the Map tolerates: " + said);
        for (String meaning : Stream.concat(meanings(1), Stream.of(unseen))
                .filter(line -> !line.isEmpty())
                .toList()) {
            whole = whole.because(meaning);
        }
        for (String remedy : remedies(1).toList()) {
            whole = whole.mendedBy(remedy);
        }
        return whole;
    }

    /** What the reasons mean, a line each, without this many of the most frequent. */
    private Stream<String> meanings(int without) {
        return groups.stream()
                .limit(MOST_GROUPS)
                .skip(without)
                .filter(group -> !group.meaning().isEmpty())
                .map(group -> group.why() + ": " + group.meaning());
    }

    /** What to do about them, a line each, without this many of the most frequent. */
    private Stream<String> remedies(int without) {
        return groups.stream()
                .limit(MOST_GROUPS)
                .skip(without)
                .filter(group -> !group.remedy().isEmpty())
                .map(group -> "For " + group.why() + ": " + group.remedy());
    }

    /** What to say of the Maps in an execution that succeeded: of which items failed, but not too many, and which had none. */
    public static Stream<String> inSuccess(ExecutionHistory history, Function<String, MapRun> known) {
        return Stream.concat(
                failedIn(history, known)
                        .filter(run -> run.status.isEmpty() || run.status.get().equals(SUCCEEDED))
                        .map(run -> "Items failed, which the Map tolerates: " + run.told()),
                history.visits(true).stream()
                        .filter(visit -> visit.type().equals("Map") && visit.outcome() == StateVisit.Outcome.LEFT)
                        .limit(MOST)
                        .filter(visit -> hadNoItems(visit, known))
                        .map(StateVisit::name)
                        .distinct()
                        .map(name -> "State " + name + " had no items, so nothing ran in it."));
    }

    private static boolean hadNoItems(StateVisit visit, Function<String, MapRun> known) {
        return visit.mapRun().isPresent()
                ? visit.mapRun()
                        .map(known)
                        .filter(run -> run.status.equals(Optional.of(SUCCEEDED)) && run.counts.total() == 0)
                        .isPresent()
                : visit.iterations().filter(items -> items.total() == 0).isPresent();
    }

    /** What to say of it beside an execution that did not fail for it: how many of its items failed, and why. */
    String told() {
        String of = (state.isEmpty() ? "" : "state " + state + ", ") + text();
        return Stream.of(Stream.of(of), Stream.of(reasons()), meanings(0), remedies(0), Stream.of(unseen))
                .flatMap(lines -> lines)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n  "));
    }
}
