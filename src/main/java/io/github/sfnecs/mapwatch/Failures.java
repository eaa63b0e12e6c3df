package io.github.sfnecs.mapwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.history.ChildExecution;
import io.github.sfnecs.history.TaskFailure;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapruns.ChildStatus;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.FailedItem;
import io.github.sfnecs.mapruns.FailureGroup;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The executions of a Map Run that failed, and why, as far as that was read: a bounded number of them. */
final class Failures {
    /** So many are read at all. */
    static final int MOST = 500;

    private static final int PAGE = 1000;
    private static final int MOST_GROUPS = 50;
    private static final int LONGEST_ITEM = 300;
    private static final int LONGEST_NUMBER = 15;
    private static final int MOST_KEPT_OF_A_REASON = 10;
    private static final int MOST_KEPT = 60;

    private final String mapRunArn;
    private final ReadTaskDefinitions definitions;
    private final LastWords logs;
    private final Map<String, Read> read = new LinkedHashMap<>();
    private Optional<String> listed = Optional.empty();

    /**
     * One that was read.
     *
     * @param child all that is said of its end, which may be long; empty where there are enough others of its reason
     */
    private record Read(FailedItem item, Cause cause, Optional<ChildExecution> child) {}

    Failures(String mapRunArn, ReadTaskDefinitions definitions, LastWords logs) {
        this.mapRunArn = mapRunArn;
        this.definitions = definitions;
        this.logs = logs;
    }

    /**
     * Reads why so many more failed, at most, and tells of each as soon as it is read.
     *
     * @param counts how many there are
     * @param since what ended before is of an earlier attempt, and left alone
     */
    void readOn(SfnClient sfn, Counts counts, int most, Instant since, Consumer<FailedItem> told) {
        int left = Math.min(most, MOST - read.size());
        for (ExecutionStatus status : List.of(ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT)) {
            long failed = status == ExecutionStatus.FAILED ? counts.failed() : counts.timedOut();
            if (failed > count(status) && left > 0) {
                List<ExecutionListItem> unread =
                        unread(sfn, status, since).stream().limit(left).toList();
                listed = listed.or(() ->
                        unread.stream().map(ExecutionListItem::executionArn).findFirst());
                unread.forEach(item -> told.accept(read(sfn, item, status)));
                left -= unread.size();
            }
        }
    }

    private long count(ExecutionStatus status) {
        return read.values().stream()
                .filter(one -> one.item.status() == ChildStatus.of(status.toString()))
                .count();
    }

    /** A page has more of them than are ever read. */
    private List<ExecutionListItem> unread(SfnClient sfn, ExecutionStatus status, Instant since) {
        return sfn
                .listExecutions(
                        list -> list.mapRunArn(mapRunArn).statusFilter(status).maxResults(PAGE))
                .executions()
                .stream()
                .filter(item -> item != null && item.executionArn() != null)
                .filter(item -> item.stopDate() == null || !item.stopDate().isBefore(since))
                .filter(item -> !isRead(item))
                .toList();
    }

    private boolean isRead(ExecutionListItem item) {
        return Optional.ofNullable(read.get(item.executionArn()))
                .filter(one -> one.item.stopDate().equals(Optional.ofNullable(item.stopDate())))
                .isPresent();
    }

    private FailedItem read(SfnClient sfn, ExecutionListItem listed, ExecutionStatus status) {
        DescribeExecutionResponse child = sfn.describeExecution(request -> request.executionArn(listed.executionArn()));
        ChildExecution failed = new ChildExecution(listed.executionArn(), status.toString(), TaskFailure.of(child));
        Cause cause = Cause.of(failed, definitions);
        Optional<JsonNode> input =
                Optional.ofNullable(child.input()).flatMap(Json::tryParse).filter(Failures::isOurs);
        long same = read.values().stream()
                .filter(one -> one.cause.why().equals(cause.why()))
                .count();
        FailedItem item = new FailedItem(
                listed.executionArn(),
                input.map(one -> one.path("index").asLong()),
                input.map(one -> Text.shortened(Json.compact(one.path("item")), LONGEST_ITEM)),
                ChildStatus.of(status.toString()),
                Optional.ofNullable(listed.startDate()).orElse(Instant.EPOCH),
                Optional.ofNullable(listed.stopDate()),
                cause.why(),
                cause.taskArn(),
                logs.of(failed, same));
        boolean kept = same < MOST_KEPT_OF_A_REASON
                && read.values().stream().filter(one -> one.child.isPresent()).count() < MOST_KEPT;
        read.put(
                listed.executionArn(), new Read(item, cause, Optional.of(failed).filter(one -> kept)));
        return item;
    }

    /** Whether it is what the definition that this plugin renders gives to each item's execution. */
    private static boolean isOurs(JsonNode input) {
        JsonNode index = input.path("index");
        return input.has("item")
                && input.has("input")
                && index.isIntegralNumber()
                && index.asLong() >= 0
                && index.asText().length() <= LONGEST_NUMBER;
    }

    /** An execution is known to be like this by now: if it has not failed so, it was redriven since. */
    void confirm(String arn, ChildStatus status, Optional<Instant> stopDate) {
        Read known = read.get(arn);
        if (known != null
                && (known.item.status() != status || !known.item.stopDate().equals(stopDate))) {
            read.remove(arn);
        }
    }

    /** Of how many that failed nobody read why. */
    long unread(Counts counts) {
        return Math.max(0, counts.failed() + counts.timedOut() - read.size());
    }

    /** Those that were read. */
    List<FailedItem> items() {
        return read.values().stream().map(Read::item).toList();
    }

    /** By their reasons, the most frequent first. */
    List<FailureGroup> groups() {
        return groups(reasons()).toList();
    }

    private Map<String, List<Read>> reasons() {
        return read.values().stream()
                .collect(Collectors.groupingBy(one -> one.cause.why(), LinkedHashMap::new, Collectors.toList()));
    }

    private static Stream<FailureGroup> groups(Map<String, List<Read>> reasons) {
        return reasons.values().stream()
                .map(some -> new FailureGroup(
                        some.get(0).cause.why(),
                        some.get(0).cause.meaning(),
                        some.get(0).cause.remedy(),
                        some.size(),
                        example(some).item))
                .sorted(Comparator.comparing(FailureGroup::count).reversed().thenComparing(FailureGroup::why))
                .limit(MOST_GROUPS);
    }

    /** The first of those of which most is known, whenever they were read. */
    private static Read example(List<Read> some) {
        return some.stream()
                .min(Comparator.<Read, Boolean>comparing(one -> one.child.isEmpty())
                        .thenComparing(one -> one.item.lines().isEmpty())
                        .thenComparing(one -> one.item.startDate())
                        .thenComparing(one -> one.item.executionArn()))
                .orElseThrow();
    }

    /** One of which it is known only that it failed. */
    Optional<String> listed() {
        return listed;
    }

    /** One that failed for the most frequent reason. */
    Optional<ChildExecution> example() {
        return groups(reasons())
                .findFirst()
                .map(group -> read.get(group.example().executionArn()))
                .flatMap(Read::child);
    }
}
