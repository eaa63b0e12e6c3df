package io.github.sfnecs.mapwatch;

import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.history.ChildExecution;
import io.github.sfnecs.history.ContainerReport;
import io.github.sfnecs.history.TaskReport;
import io.github.sfnecs.history.Unfolded;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why an execution of a Map Run failed, so that those which failed for the same reason are told alike.
 *
 * @param why in a few words, such as {@code app exit code 137 (memory)}; without what differs from one to the other
 * @param meaning what the catalogue says of it; empty where it knows nothing
 * @param remedy what to do about it; empty as well
 * @param taskArn its task
 */
record Cause(String why, String meaning, String remedy, Optional<String> taskArn) {
    private static final int MOST_CONTAINERS = 3;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST = 100;
    /** More of a text is not looked at. */
    private static final int ENOUGH = 400;

    /** Names that ECS gives to what kept a task from starting, such as {@code CannotPullContainerError}. */
    private static final Pattern NAMED = Pattern.compile("\\b(?<name>[A-Z][A-Za-z]{2,50}+(?<=Error|Exception))\\b");

    /** What is another one each time: ARNs, ids, addresses and the times of logs. */
    private static final Pattern OWN = Pattern.compile("arn:[^\\s\"',;)\\]]{1,400}+|\\b[0-9a-f-]{8,64}+\\b|\\d{4,64}+");

    static Cause of(ChildExecution child, ReadTaskDefinitions definitions) {
        Unfolded unfolded = Unfolded.of(child);
        Optional<TaskReport> task = unfolded.task().map(definitions::told);
        String said = task.map(TaskReport::said)
                .map(of -> unfolded.said() + "\n" + of)
                .orElseGet(unfolded::said);
        Optional<KnownFailure> known = KnownFailure.in(said);
        return new Cause(
                task.flatMap(one -> exits(one, known))
                        .or(() -> task.flatMap(TaskReport::stoppedReason).map(Cause::words))
                        .orElseGet(() -> other(child, unfolded)),
                known.map(KnownFailure::happened).orElse(""),
                known.map(one -> one.fix(said)).orElse(""),
                task.map(TaskReport::taskArn));
    }

    /** Of containers that ran, how they ended. */
    private static Optional<String> exits(TaskReport task, Optional<KnownFailure> known) {
        List<ContainerReport> ended = task.culprits().stream()
                .filter(container -> container.exitCode().isPresent())
                .toList();
        return ended.isEmpty()
                ? Optional.empty()
                : Optional.of(ended.stream()
                                .limit(MOST_CONTAINERS)
                                .map(container -> Text.shortened(
                                                container.name().replaceAll("\\s", " "), LONGEST_NAME) + " exit code "
                                        + container.exitCode().getAsInt())
                                .collect(Collectors.joining(", "))
                        + known.flatMap(Cause::beside)
                                .map(word -> " (" + word + ")")
                                .orElse(""));
    }

    /** What says more than the code does. */
    private static Optional<String> beside(KnownFailure known) {
        return switch (known) {
            case OUT_OF_MEMORY -> Optional.of("memory");
            case SPOT, HEALTH, STOPPED_BY_USER, HOST_GONE ->
                Optional.of(known.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            default -> Optional.empty();
        };
    }

    private static String other(ChildExecution child, Unfolded unfolded) {
        if (!unfolded.failure().wordless()) {
            return words(unfolded.said());
        }
        return child.status().equals("TIMED_OUT") ? "took too long" : child.status() + ", and nothing says why";
    }

    /** The name that the text begins with or has, else its beginning. */
    private static String words(String text) {
        String begin = text.substring(0, Math.min(text.length(), ENOUGH)).strip();
        Matcher named = NAMED.matcher(begin);
        if (named.find() && !begin.startsWith("ECS.")) {
            return named.group("name");
        }
        String line = OWN.matcher(begin.lines().findFirst().orElse("")).replaceAll("…");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line.replaceFirst("\\.$", "");
    }
}
