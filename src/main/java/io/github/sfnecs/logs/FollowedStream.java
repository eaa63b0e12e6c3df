package io.github.sfnecs.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * How far one stream is read. The token of the last answer says where to read on, so that lines of one millisecond are neither
 * lost nor doubled; the same token again is the end, and an empty page with another one is not.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
final class FollowedStream {
    /** CloudWatch Logs takes moments until it shows what it was sent, so the end of a stream that soon may not be the end. */
    static final Duration SETTLE = Duration.ofSeconds(5);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final double GROWTH = 1.5;
    /** So long lines are shown a second after they came; then fifty builds that print all the time read 20 times a second. */
    private static final Duration PROMPT = Duration.ofMinutes(1);

    private static final Duration LATER = Duration.ofMillis(2500);
    /** With so few events a page is likely the last one for now. */
    private static final int FEW = 100;

    private final LogStream stream;
    private final Instant followedAt;
    private String token;
    private Instant due;
    private Duration interval = FIRST;
    private Optional<Instant> settled = Optional.empty();
    private Optional<Instant> limit = Optional.empty();

    FollowedStream(LogStream stream, Instant now) {
        this.stream = stream;
        this.followedAt = now;
        this.due = now;
    }

    LogStream stream() {
        return stream;
    }

    Instant due() {
        return due;
    }

    boolean ended() {
        return limit.isPresent();
    }

    /** When to stop waiting for the end, if the container has ended. */
    Optional<Instant> limit() {
        return limit;
    }

    void ended(Instant at, Instant now, Duration atMost) {
        // the clock here may be behind AWS's
        Instant settles = (at.isAfter(now) ? now : at).plus(SETTLE);
        settled = Optional.of(settles);
        limit = Optional.of(now.plus(atMost));
        Instant last = settles.isBefore(now) ? now : settles;
        due = due.isAfter(last) ? last : due;
    }

    /** What a read found: whether there were new lines, and whether there may be more right behind. */
    record Found(boolean lines, boolean more) {}

    /** Reads one page. */
    Found read(CloudWatchLogsClient logs, Instant now, Consumer<LogLine> lines) {
        GetLogEventsResponse page;
        try {
            page = logs.getLogEvents(request -> request.logGroupName(stream.group())
                    .logStreamName(stream.name())
                    .startFromHead(true)
                    .nextToken(token));
        } catch (ResourceNotFoundException e) {
            // the stream, or its group, is made when the container starts
            return new Found(false, false);
        }
        String next = page.nextForwardToken();
        if (next == null || next.equals(token)) {
            return new Found(false, false);
        }
        token = next;
        List<LogLine> found = lines(page.events(), now);
        found.forEach(lines);
        return new Found(!found.isEmpty(), found.isEmpty() || found.size() >= FEW || ended());
    }

    private List<LogLine> lines(List<OutputLogEvent> events, Instant now) {
        List<LogLine> found = new ArrayList<>();
        for (OutputLogEvent event : events) {
            if (event != null && event.message() != null) {
                Instant at = event.timestamp() == null ? now : Instant.ofEpochMilli(event.timestamp());
                found.add(new LogLine(stream, at, withoutEnd(event.message())));
            }
        }
        return found;
    }

    private static String withoutEnd(String message) {
        String line = message.endsWith("\n") ? message.substring(0, message.length() - 1) : message;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Whether a look that began then and found nothing has seen all there will be. */
    boolean settledBy(Instant began) {
        return settled.filter(settles -> !began.isBefore(settles)).isPresent();
    }

    /** There is more to read at once. */
    void soon(Instant now) {
        interval = FIRST;
        due = now;
    }

    /** All that there is for now was read. */
    void later(Instant now, boolean news, Duration atLeast) {
        Duration floor = now.isBefore(followedAt.plus(PROMPT)) ? FIRST : LATER;
        Duration grown = Duration.ofMillis((long) (interval.toMillis() * GROWTH));
        interval = news ? floor : longer(floor, grown.compareTo(LONGEST) > 0 ? LONGEST : grown);
        due = now.plus(longer(interval, atLeast));
        settled.filter(settles -> settles.isAfter(now) && settles.isBefore(due)).ifPresent(settles -> due = settles);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
