package io.github.sfnecs.mapwatch;

import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far a Map Run is, how fast it goes, and what it cost so far, by what was seen of it. */
final class Progress {
    /** How fast it goes the last looks tell, and not those of its first moments. */
    private static final int LOOKS = 3;

    private static final long SECONDS_PER_MINUTE = 60;
    private static final long MINUTES_PER_HOUR = 60;
    private static final int CENTS = 2;
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);
    /** What ran before somebody looked is not known. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Deque<Look> looks = new ArrayDeque<>();
    private Optional<BigDecimal> runningMillis = Optional.of(BigDecimal.ZERO);

    /** What was seen, and when. */
    private record Look(Instant at, Counts items, long executions) {}

    /** It was seen like this. */
    void seen(Sighting seen, Instant at) {
        Look look = new Look(at, seen.items(), seen.executions().running());
        if (looks.isEmpty()) {
            runningMillis = runningMillis.filter(none ->
                    seen.startDate().filter(from -> at.isAfter(from.plus(LATE))).isEmpty());
        } else {
            Look before = looks.getLast();
            BigDecimal both = BigDecimal.valueOf(before.executions).add(BigDecimal.valueOf(look.executions));
            BigDecimal apart = BigDecimal.valueOf(millis(before.at, at));
            runningMillis = runningMillis.map(
                    sum -> sum.add(both.multiply(apart).divide(BigDecimal.valueOf(2), RoundingMode.HALF_UP)));
        }
        looks.addLast(look);
        if (looks.size() > LOOKS) {
            looks.removeFirst();
        }
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    /**
     * How far it is, such as {@code 4,812 of 10,000 done, 3 failed, 187 running, 23/s, about 4 minutes left, $11.40}; empty before
     * anything is known.
     *
     * @param usdPerHour what one execution costs as long as it runs; empty where that is not known
     */
    Optional<String> text(Optional<BigDecimal> usdPerHour) {
        if (looks.isEmpty()) {
            return Optional.empty();
        }
        Counts items = looks.getLast().items;
        double rate = perSecond();
        String done = items.total() == 0
                ? Numbers.text(items.done()) + " done"
                : Numbers.text(items.done()) + " of " + Numbers.text(items.total()) + " done";
        return Optional.of(Stream.of(
                        done,
                        some(items.failed() + items.timedOut(), " failed"),
                        some(items.aborted(), " aborted"),
                        Numbers.text(items.running()) + " running",
                        speed(rate),
                        left(items.total() - items.done(), rate),
                        usdPerHour
                                .flatMap(perHour -> runningMillis.map(perHour::multiply))
                                .map(Progress::dollars)
                                .orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ")));
    }

    private static String some(long count, String what) {
        return count == 0 ? "" : Numbers.text(count) + what;
    }

    /** How many items end in a second; 0 where that is not known. */
    private double perSecond() {
        Look first = looks.getFirst();
        Look last = looks.getLast();
        long apart = millis(first.at, last.at);
        // of a Map Run that is redriven fewer are done than before
        return apart == 0 ? 0 : Math.max(0, last.items.done() - first.items.done()) * 1000.0 / apart;
    }

    private static String speed(double rate) {
        if (rate >= 1) {
            return Numbers.text(Math.round(rate)) + "/s";
        }
        long perMinute = Math.round(rate * SECONDS_PER_MINUTE);
        return perMinute == 0 ? "" : perMinute + "/min";
    }

    private static String left(long items, double rate) {
        if (items <= 0 || rate <= 0) {
            return "";
        }
        long minutes = Math.round(items / rate / SECONDS_PER_MINUTE);
        if (minutes < 1) {
            return "less than a minute left";
        }
        return minutes <= MINUTES_PER_HOUR
                ? about(minutes, "minute")
                : about(Math.round((double) minutes / MINUTES_PER_HOUR), "hour");
    }

    private static String about(long count, String unit) {
        return "about " + Numbers.text(count) + " " + unit + (count == 1 ? "" : "s") + " left";
    }

    private static String dollars(BigDecimal usdTimesMillis) {
        return "$"
                + usdTimesMillis
                        .divide(MILLIS_PER_HOUR, CENTS, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
