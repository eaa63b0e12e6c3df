package io.github.sfnecs.fakeaws.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Page;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Knobs;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * CloudWatch Logs in one region: what containers print, in streams that nobody sees before they are ingested.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html">CloudWatch Logs API</a>
 */
public final class Logs {

    private static final int MOST = 10_000;
    private static final int MOST_BYTES = 1_048_576;
    /** What each event counts besides its message. */
    private static final int OVERHEAD = 26;
    /** The token of an empty page. */
    private static final String GAP = "gap-before-";

    private final Timeline timeline;
    private final Knobs knobs;
    private final Map<String, Map<String, List<Event>>> groups = new HashMap<>();

    /** Where the events of a container go. */
    public record LogStream(String region, String group, String name) {}

    private record Event(String id, String stream, Instant at, Instant ingested, String message) {

        ObjectNode view() {
            return Json.object()
                    .put("timestamp", at.toEpochMilli())
                    .put("ingestionTime", ingested.toEpochMilli())
                    .put("message", message);
        }
    }

    public Logs(Timeline timeline, Knobs knobs) {
        this.timeline = timeline;
        this.knobs = knobs;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateLogGroup",
                Operation.of("logGroupName", this::createGroup),
                "DescribeLogGroups",
                Operation.of("logGroupNamePrefix", this::describeGroups),
                "GetLogEvents",
                Operation.of(
                        "logGroupName logStreamName startTime endTime nextToken limit startFromHead", this::getEvents),
                "FilterLogEvents",
                Operation.of("logGroupName logStreamNames startTime endTime nextToken limit", this::filterEvents));
    }

    public boolean hasGroup(String name) {
        return groups.containsKey(name);
    }

    /** Opens a stream in a group that is there, or else is created. */
    public void open(LogStream stream) {
        groups.computeIfAbsent(stream.group, name -> new TreeMap<>())
                .computeIfAbsent(stream.name, name -> new ArrayList<>());
    }

    /** A container prints a line into a stream that is open. */
    public void write(LogStream stream, String line) {
        Instant now = timeline.now();
        groups.get(stream.group)
                .get(stream.name)
                .add(new Event(UUID.randomUUID().toString(), stream.name, now, now.plus(knobs.logDelay), line));
    }

    private ObjectNode createGroup(Request request) {
        if (groups.putIfAbsent(request.text("logGroupName"), new TreeMap<>()) != null) {
            throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        return Json.object();
    }

    /** Sorted by name; all on one page. */
    private ObjectNode describeGroups(Request request) {
        String prefix = request.optional("logGroupNamePrefix").orElse("");
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("logGroups");
        groups.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .forEach(name -> list.addObject().put("logGroupName", name));
        return answer;
    }

    /** From the head, or the last page; at the end of a stream the token that was sent comes back. */
    private ObjectNode getEvents(Request request) {
        List<Event> events = Optional.ofNullable(group(request).get(request.text("logStreamName")))
                .orElseThrow(() -> notFound("stream"));
        List<Event> seen = visible(events.stream(), request).toList();
        Optional<String> sent = request.optional("nextToken");
        if (!request.flag("startFromHead")) {
            if (sent.isPresent()) {
                throw new AwsError("InvalidParameterException", "The embedded AWS does not page backwards.");
            }
            return page(seen.subList(Math.max(0, seen.size() - limit(request)), seen.size()), Page.token(seen.size()));
        }
        boolean gaps = knobs.emptyLogPages;
        boolean gap = gaps && sent.map(token -> token.startsWith(GAP)).orElse(true);
        List<Event> rest = Page.of(seen, sent.map(token -> token.replace(GAP, "")), Integer.MAX_VALUE, badToken())
                .items();
        int from = seen.size() - rest.size();
        if (rest.isEmpty()) {
            return page(List.of(), sent.orElse(Page.token(from)));
        }
        if (gap) {
            return page(List.of(), Page.token(from));
        }
        List<Event> page = rest.subList(0, fitting(rest, limit(request)));
        return page(page, (gaps ? GAP : "") + Page.token(from + page.size()));
    }

    private static ObjectNode page(List<Event> events, String next) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        events.forEach(event -> list.add(event.view()));
        return answer.put("nextForwardToken", next).put("nextBackwardToken", Page.token(0));
    }

    /** How many of the events are a page. */
    private static int fitting(List<Event> events, int limit) {
        int count = 0;
        int bytes = 0;
        for (Event event : events) {
            bytes += OVERHEAD + event.message.getBytes(StandardCharsets.UTF_8).length;
            if (count == limit || (count > 0 && bytes > MOST_BYTES)) {
                break;
            }
            count++;
        }
        return count;
    }

    /** The events of several streams, in the order of their times. */
    private ObjectNode filterEvents(Request request) {
        List<String> wanted = request.texts("logStreamNames");
        Stream<Event> events = group(request).entrySet().stream()
                .filter(stream -> wanted.isEmpty() || wanted.contains(stream.getKey()))
                .flatMap(stream -> stream.getValue().stream());
        Page<Event> page = Page.of(
                visible(events, request).sorted(Comparator.comparing(Event::at)).toList(),
                request.optional("nextToken"),
                limit(request),
                badToken());
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        page.items()
                .forEach(event -> list.add(event.view().put("eventId", event.id).put("logStreamName", event.stream)));
        page.next().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private Map<String, List<Event>> group(Request request) {
        return Optional.ofNullable(groups.get(request.text("logGroupName"))).orElseThrow(() -> notFound("group"));
    }

    private static AwsError notFound(String what) {
        return new AwsError("ResourceNotFoundException", "The specified log " + what + " does not exist.");
    }

    private static AwsError badToken() {
        return new AwsError("InvalidParameterException", "The specified nextToken is invalid.");
    }

    private Stream<Event> visible(Stream<Event> events, Request request) {
        Instant now = timeline.now();
        long from = request.get("startTime").asLong(0);
        long to = request.get("endTime").asLong(Long.MAX_VALUE);
        return events.filter(event -> !event.ingested.isAfter(now))
                .filter(event -> event.at.toEpochMilli() >= from && event.at.toEpochMilli() < to);
    }

    private static int limit(Request request) {
        return Math.min(MOST, request.number("limit", MOST));
    }
}
