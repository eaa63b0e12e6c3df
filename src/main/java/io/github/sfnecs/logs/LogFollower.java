package io.github.sfnecs.logs;

import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.time.ThrottleMemory;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * Follows what any number of containers print, each line once and those of a container in order, without ever waiting itself:
 * the caller looks when it is due, and does something else in between. Nothing is kept of what was read but where to read on.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
public final class LogFollower {
    /** So long the end of the logs is waited for when the containers have ended, besides the time that reading them takes. */
    static final Duration DRAIN = Duration.ofSeconds(30);

    /** Reads of an ended stream: one that brings its last lines, and one that brings nothing. */
    private static final int READS = 2;
    /** Pages of one stream in one look, so that one that prints much does not keep the caller from the others. */
    private static final int PAGES = 5;

    private static final int NAME = 200;

    private final Function<String, CloudWatchLogsClient> clients;
    private final Time time;
    private final Console console;
    private final Consumer<LogLine> lines;
    private final Map<LogStream, FollowedStream> open = new LinkedHashMap<>();
    private final Map<String, Quota> quotas = new HashMap<>();
    private final Set<Group> givenUp = new HashSet<>();

    private record Group(String region, String name) {
        static Group of(LogStream stream) {
            return new Group(stream.region(), stream.group());
        }
    }

    /**
     * Follows nothing yet.
     *
     * @param clients the client for a region
     * @param console where it is said which logs can't be followed
     * @param lines gets each line, as it was printed
     */
    public LogFollower(
            Function<String, CloudWatchLogsClient> clients, Time time, Console console, Consumer<LogLine> lines) {
        this.clients = clients;
        this.time = time;
        this.console = console;
        this.lines = lines;
    }

    /**
     * Follows one more stream from its beginning, and says whether it can; one that is not there yet is waited for. To be told of each
     * until its container has ended, and not again.
     */
    public boolean follow(LogStream stream) {
        boolean can = !givenUp.contains(Group.of(stream));
        if (can) {
            open.putIfAbsent(stream, new FollowedStream(stream, time.now()));
        }
        return can;
    }

    /** Says that the container printed nothing after that time; what is said again of the same stream does not count. */
    public void ended(LogStream stream, Instant at) {
        Duration reading =
                Duration.ofSeconds(1).multipliedBy((long) READS * open.size()).dividedBy(Quota.PER_SECOND);
        Optional.ofNullable(open.get(stream))
                .filter(followed -> !followed.ended())
                .ifPresent(followed -> followed.ended(at, time.now(), DRAIN.plus(reading)));
    }

    /** How many are followed that were not read to their end. */
    public int streams() {
        return open.size();
    }

    /** Reads what is due, as far as the quota allows; whether there was anything new. */
    public boolean look() {
        leaveUndrained();
        boolean news = false;
        List<FollowedStream> oldestFirst = open.values().stream()
                .sorted(Comparator.comparing(FollowedStream::due))
                .toList();
        for (FollowedStream stream : oldestFirst) {
            // the group of one may have been given up with another of it
            if (open.containsKey(stream.stream()) && !stream.due().isAfter(time.now())) {
                news |= look(stream);
            }
        }
        return news;
    }

    private boolean look(FollowedStream stream) {
        Quota quota = quota(stream);
        boolean news = false;
        try {
            for (int page = 0; page < PAGES && quota.allows(); page++) {
                quota.take();
                Instant began = time.now();
                FollowedStream.Found found =
                        stream.read(clients.apply(stream.stream().region()), began, lines);
                quota.answered();
                news |= found.lines();
                if (!found.more()) {
                    if (!found.lines() && stream.settledBy(began)) {
                        open.remove(stream.stream());
                    }
                    stream.later(time.now(), news, quota.slowness());
                    return news;
                }
                stream.soon(time.now());
            }
        } catch (SdkException e) {
            missed(stream, quota, e);
        }
        return news;
    }

    private void missed(FollowedStream stream, Quota quota, SdkException e) {
        if (AwsProblems.outage(e)) {
            quota.refused(e);
            stream.later(time.now(), false, quota.slowness());
            return;
        }
        LogStream name = stream.stream();
        String reason = "The logs in log group " + Text.shortened(name.group(), NAME) + " in " + name.region()
                + " are not followed: " + why(e);
        givenUp.add(Group.of(name));
        open.keySet().removeIf(other -> Group.of(other).equals(Group.of(name)));
        console.warn(Text.printable(reason));
    }

    private static String why(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            String message = AwsProblems.code(answer) + ": " + AwsProblems.message(answer);
            if (AwsProblems.denied(answer)) {
                return "the caller needs the permission logs:GetLogEvents for it.\n" + message;
            }
            return AwsProblems.unsupported(answer)
                    ? "this endpoint has no GetLogEvents: " + answer.statusCode() + " " + message
                    : message;
        }
        return String.valueOf(e.getMessage());
    }

    /** Waits no longer for streams that still have lines, or that AWS does not show. */
    private void leaveUndrained() {
        Instant now = time.now();
        List<LogStream> left = open.values().stream()
                .filter(stream ->
                        stream.limit().filter(limit -> !now.isBefore(limit)).isPresent())
                .map(FollowedStream::stream)
                .toList();
        if (!left.isEmpty()) {
            open.keySet().removeAll(left);
            console.warn(Text.printable("The end of " + left.size() + (left.size() == 1 ? " log" : " logs")
                    + " is missing: CloudWatch Logs had not shown all of it in time after the containers ended. Look there: log group "
                    + left.stream()
                            .map(stream -> stream.group() + " in " + stream.region())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "))));
        }
    }

    /** When there may be something to look for, at most half a minute from now; of no meaning once {@link #complete()}. */
    public Instant due() {
        Instant latest = time.now().plus(ThrottleMemory.SLOWEST);
        return open.values().stream().map(this::due).reduce(latest, LogFollower::earlier);
    }

    private Instant due(FollowedStream stream) {
        Instant allowed = quota(stream).next();
        Instant next = stream.due().isBefore(allowed) ? allowed : stream.due();
        return stream.limit().map(limit -> earlier(limit, next)).orElse(next);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Whether all is read of every stream whose container has ended. */
    public boolean complete() {
        return open.values().stream().noneMatch(FollowedStream::ended);
    }

    private Quota quota(FollowedStream stream) {
        return quotas.computeIfAbsent(stream.stream().region(), region -> new Quota(time));
    }
}
