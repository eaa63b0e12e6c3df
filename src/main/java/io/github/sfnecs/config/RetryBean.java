package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.Retry.Backoff;
import io.github.sfnecs.rendering.RetryCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** {@code <retry>3</retry>}, or with children what differs from the default. */
public final class RetryBean {
    /** What it is without -D and without a text in the POM. */
    private static final String NOT_GIVEN = "${sfn-ecs.retry}";

    /**
     * The highest MaxAttempts, and where MaxDelaySeconds has to stay below.
     * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
     */
    private static final int MOST_ATTEMPTS = 99_999_999;

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(31_622_399);
    private static final int HIGHEST_EXIT_CODE = 255;

    private String attempts;
    private String maxAttempts;
    private String neverStarted;
    private String spotInterruption;
    private String failed;
    private PlexusConfiguration exitCodes;
    private String ec2Throttling;
    private String missedHeartbeat;
    private String interval;
    private String backoffRate;
    private String maxDelay;
    private String jitter;

    /** As it is written, properties not filled in. */
    public static RetryBean of(WrittenBeans.Element written) {
        RetryBean bean = new RetryBean();
        bean.attempts = written.text();
        bean.maxAttempts = written.text("maxAttempts");
        bean.neverStarted = written.text("neverStarted");
        bean.spotInterruption = written.text("spotInterruption");
        bean.failed = written.text("failed");
        bean.exitCodes = written.child("exitCodes");
        bean.ec2Throttling = written.text("ec2Throttling");
        bean.missedHeartbeat = written.text("missedHeartbeat");
        bean.interval = written.text("interval");
        bean.backoffRate = written.text("backoffRate");
        bean.maxDelay = written.text("maxDelay");
        bean.jitter = written.text("jitter");
        return bean;
    }

    /** The typed retry; what is not given is the usual one's. */
    public Retry toRetry(ParameterReader values, MavenProperties properties, Retry usual) {
        SortedSet<Integer> codes = exitCodes(values, properties);
        String text = properties.filledInto(attempts);
        boolean whole = !text.isBlank() && !text.equals(NOT_GIVEN);
        Map<RetryCause, Integer> times = new EnumMap<>(RetryCause.class);
        times.put(
                RetryCause.NEVER_STARTED,
                number(values, child(RetryCause.NEVER_STARTED), properties.filledInto(neverStarted), 0));
        times.put(
                RetryCause.SPOT_INTERRUPTION,
                number(values, child(RetryCause.SPOT_INTERRUPTION), properties.filledInto(spotInterruption), 0));
        times.put(
                RetryCause.FAILED,
                number(
                        values,
                        child(RetryCause.FAILED),
                        properties.filledInto(failed),
                        codes.isEmpty() ? 0 : Retry.DEFAULT_TIMES));
        boolean looks = usual.attempts().containsKey(RetryCause.EC2_THROTTLING)
                || times.values().stream().anyMatch(most -> most > 0);
        int often = usual.attempts().getOrDefault(RetryCause.BUSY, 0);
        int busy = whole
                ? number(values, "retry", text, often)
                : number(values, child(RetryCause.BUSY), properties.filledInto(maxAttempts), often);
        times.put(RetryCause.BUSY, busy);
        // where causes are looked at anyway, being throttled is being throttled
        times.put(
                RetryCause.EC2_THROTTLING,
                number(
                        values,
                        child(RetryCause.EC2_THROTTLING),
                        properties.filledInto(ec2Throttling),
                        looks ? busy : 0));
        times.put(
                RetryCause.MISSED_HEARTBEAT,
                number(values, child(RetryCause.MISSED_HEARTBEAT), properties.filledInto(missedHeartbeat), 0));
        return new Retry(times, codes, backoff(values, properties, usual.backoff()));
    }

    private static String child(RetryCause cause) {
        return "retry." + cause.parameter();
    }

    private static int number(ParameterReader values, String parameter, String given, int otherwise) {
        String text = given.strip();
        if (text.matches("\\d+") && (text.length() > 9 || Integer.parseInt(text) > MOST_ATTEMPTS)) {
            values.mistakes()
                    .add(parameter, text, "Step Functions takes at most " + MOST_ATTEMPTS, xml(parameter, "3"));
            return otherwise;
        }
        return values.number(parameter, given, 0, "3").orElse(otherwise);
    }

    private SortedSet<Integer> exitCodes(ParameterReader values, MavenProperties properties) {
        SortedSet<Integer> codes = new TreeSet<>();
        List<String> texts = texts(properties);
        for (int i = 0; i < texts.size(); i++) {
            String parameter = "retry.exitCodes[" + i + "]";
            String given = texts.get(i);
            values.text(parameter, given).ifPresent(text -> {
                if (text.matches("\\d{1,3}")
                        && Integer.parseInt(text) >= 1
                        && Integer.parseInt(text) <= HIGHEST_EXIT_CODE) {
                    codes.add(Integer.valueOf(text));
                } else {
                    values.mistakes()
                            .add(
                                    parameter,
                                    text,
                                    "the exit code of a container that failed is a whole number from 1 to "
                                            + HIGHEST_EXIT_CODE,
                                    xml("exitCodes", xml("exitCode", "75")));
                }
            });
        }
        return codes;
    }

    /** As Maven reads lists: an element for each, or one text with commas. */
    private List<String> texts(MavenProperties properties) {
        List<String> texts = new ArrayList<>();
        if (exitCodes == null) {
            return texts;
        }
        for (PlexusConfiguration code : exitCodes.getChildren()) {
            texts.add(properties.filledInto(code.getValue()));
        }
        String text = properties.filledInto(exitCodes.getValue());
        if (texts.isEmpty() && !text.isBlank()) {
            texts.addAll(List.of(text.split(",", -1)));
        }
        return texts;
    }

    private Backoff backoff(ParameterReader values, MavenProperties properties, Backoff usual) {
        Duration first = TaskParameters.seconds(values, "retry.interval", properties.filledInto(interval), "PT5S")
                .orElse(usual.interval());
        String given = properties.filledInto(maxDelay);
        Optional<Duration> longest = TaskParameters.seconds(values, "retry.maxDelay", given, "PT5M")
                .or(() -> usual.maxDelay().filter(delay -> given.isBlank() && delay.compareTo(first) >= 0));
        if (longest.filter(delay -> delay.compareTo(first) < 0).isPresent()) {
            values.mistakes()
                    .add("retry.maxDelay", given, "it is shorter than the interval, " + first, xml("maxDelay", "PT5M"));
        }
        if (longest.filter(delay -> delay.compareTo(LONGEST_DELAY) > 0).isPresent()) {
            values.mistakes()
                    .add(
                            "retry.maxDelay",
                            given,
                            "Step Functions takes less than 31622400 seconds",
                            xml("maxDelay", "PT5M"));
        }
        return new Backoff(
                first,
                backoffRate(values, properties.filledInto(backoffRate)),
                longest,
                values.flag("retry.jitter", jitter == null ? "" + usual.jitter() : properties.filledInto(jitter)));
    }

    private static double backoffRate(ParameterReader values, String given) {
        return values.text("retry.backoffRate", given)
                .map(text -> {
                    if (text.matches("\\d{1,4}(\\.\\d{1,4})?") && Double.parseDouble(text) >= 1) {
                        return Double.valueOf(text);
                    }
                    values.mistakes()
                            .add("retry.backoffRate", text, "it is a number of at least 1", xml("backoffRate", "2.0"));
                    return Retry.DEFAULT.backoff().rate();
                })
                .orElse(Retry.DEFAULT.backoff().rate());
    }
}
