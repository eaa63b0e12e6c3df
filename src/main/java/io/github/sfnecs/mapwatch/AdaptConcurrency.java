package io.github.sfnecs.mapwatch;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.history.TaskFailure;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Has Map Runs whose items run on Fargate begin as many as Fargate launches: fewer at a time than their definition says while more
 * would be refused, and never more.
 */
public final class AdaptConcurrency extends Attendant {
    /** Of fewer all are launched within two seconds. */
    private static final int FEW = 40;
    /** What {@code MaxConcurrency} 0 means. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
    private static final int MOST = 10_000;

    /** How many executions, young and old, tell by their newest events whether launches are refused. */
    private static final int SAMPLE = 3;

    private static final int PAGE = 1000;

    private static final int EVENTS = 5;

    private static final Set<KnownFailure> REFUSED = Set.of(KnownFailure.THROTTLED, KnownFailure.EC2_THROTTLED);
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final AwsClients aws;
    private final Time time;
    private final Console console;
    private final Map<String, Optional<PacedMapRun>> runs = new ConcurrentHashMap<>();
    private volatile boolean left;
    private boolean denied;
    private boolean unseen;

    public AdaptConcurrency(AwsClients aws, Time time, Console console) {
        this.aws = aws;
        this.time = time;
        this.console = console;
    }

    @Override
    Optional<Instant> due(WatchedMapRun run) {
        return paced(run).map(PacedMapRun::due);
    }

    private Optional<PacedMapRun> paced(WatchedMapRun run) {
        return denied ? Optional.empty() : runs.getOrDefault(run.arn(), Optional.empty());
    }

    @Override
    void seen(WatchedMapRun run, Optional<Definition> definition) {
        Optional<Sighting> sighting = run.sighting();
        if (sighting.isPresent() && definition.isPresent()) {
            runs.computeIfAbsent(run.arn(), any -> paced(run, sighting.get(), definition.get()));
        }
        Instant now = time.now();
        paced(run)
                .ifPresent(one -> one.pace()
                        .seen(now, run.executions().done(), run.executions().running()));
    }

    private Optional<PacedMapRun> paced(WatchedMapRun run, Sighting seen, Definition definition) {
        boolean onFargate = definition.taskUsesIn(run.state()).stream().anyMatch(TaskUse::onFargate);
        int said = definition
                .states()
                .filter(state -> onFargate && state.name().equals(run.state()))
                .findFirst()
                .map(state -> state.body().path("MaxConcurrency").asInt(seen.maxConcurrency()))
                .orElse(FEW);
        int most = said <= 0 ? MOST : Math.min(said, MOST);
        if (most <= FEW || !seen.running()) {
            return Optional.empty();
        }
        console.info(run.state() + ": at most " + most
                + " at a time; they begin at the 20 a second that Fargate launches" + " (adaptConcurrency).");
        return Optional.of(
                new PacedMapRun(most, run.since(seen), seen.executions().done(), time.now()));
    }

    /** Has one run as many as it should by now. */
    @Override
    void attend(WatchedMapRun run) {
        Instant now = time.now();
        paced(run).filter(one -> !left && !now.isBefore(one.due())).ifPresent(one -> {
            one.looked(now);
            if (allBegan(run)) {
                return;
            }
            if (one.samples(now) && waits(run, one)) {
                sample(run, one);
            }
            if (one.pace().wantsLook(now)) {
                run.schedule().early();
            }
            update(run, one, one.wanted(now));
        });
    }

    private static boolean allBegan(WatchedMapRun run) {
        Counts counts = run.executions();
        return counts.total() > 0 && counts.pending() == 0;
    }

    private static boolean waits(WatchedMapRun run, PacedMapRun one) {
        return run.executions().running() * 2 > one.now();
    }

    private void update(WatchedMapRun run, PacedMapRun one, int wanted) {
        if (wanted == one.now()) {
            return;
        }
        try {
            aws.once().sfn().updateMapRun(change -> change.mapRunArn(run.arn()).maxConcurrency(wanted));
            one.set(time.now(), wanted);
        } catch (SdkException e) {
            one.refused(time.now());
            if (e instanceof AwsServiceException refusal && AwsProblems.denied(refusal)) {
                denied = true;
                console.warn("Map Runs run as many at a time as their definition says, though Fargate launches only 20"
                        + " a second: that takes states:UpdateMapRun. With -Dsfn-ecs.adaptConcurrency=false nobody"
                        + " asks for it.\n" + AwsProblems.of(e).text());
            }
        }
    }

    private void sample(WatchedMapRun run, PacedMapRun one) {
        if (unseen) {
            return;
        }
        try {
            SfnClient sfn = aws.once().sfn();
            List<String> running = sfn
                    .listExecutions(list -> list.mapRunArn(run.arn())
                            .statusFilter(ExecutionStatus.RUNNING)
                            .maxResults(PAGE))
                    .executions()
                    .stream()
                    .filter(child -> child != null && child.executionArn() != null)
                    .map(ExecutionListItem::executionArn)
                    .toList();
            if (running.size() <= SAMPLE) {
                return;
            }
            // the youngest may be launched while those before them wait
            long refused = IntStream.rangeClosed(1, SAMPLE)
                    .mapToObj(place -> running.get(place * running.size() / (SAMPLE + 1)))
                    .filter(child -> refused(sfn, child))
                    .count();
            if (refused * 2 > SAMPLE) {
                one.pace().refused(time.now());
            } else if (refused == 0) {
                one.pace().launched();
            }
        } catch (SdkException e) {
            unseen = !AwsProblems.outage(e);
        }
    }

    /** The last that became of its launch is that it was refused. */
    private static boolean refused(SfnClient sfn, String child) {
        return sfn
                .getExecutionHistory(history -> history.executionArn(child)
                        .reverseOrder(true)
                        .includeExecutionData(true)
                        .maxResults(EVENTS))
                .events()
                .stream()
                .takeWhile(event -> event.type() != HistoryEventType.TASK_SUBMITTED)
                .flatMap(event -> TaskFailure.of(event).stream())
                .flatMap(failure -> Stream.concat(failure.error().stream(), failure.cause().stream()))
                .flatMap(text -> KnownFailure.in(text).stream())
                .anyMatch(REFUSED::contains);
    }

    /** It runs as many as its definition says from now on. */
    @Override
    void leave(WatchedMapRun run) {
        left = true;
        paced(run)
                .filter(PacedMapRun::lowered)
                .ifPresent(one -> aws.within(A_MOMENT, () -> {
                    update(run, one, one.most());
                    return run;
                }));
    }
}
