package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.arn.ResourceKind;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.diagnostic.Mistakes;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.arns.Arn;

/**
 * Reads the texts of parameters as typed values. A text that is none is noted as a mistake and read as not set: Maven's own conversions
 * would stop at the first one, and would take {@code -Dsfn-ecs.dryRun=yes} for {@code false}.
 */
public final class ParameterReader {
    /**
     * What IAM, ECS and Step Functions take in a tag.
     * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
     */
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private static final Pattern RESERVED = Pattern.compile("(?i)aws:|sfn-ecs:");
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_TAG_VALUE = 256;

    /** Beyond it, clocks end. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    /** Where examples live as long as the user's own scope is unknown. */
    static final Scope EXAMPLE = new Scope("aws", "eu-central-1", "123456789012");

    private final Mistakes mistakes = new Mistakes();

    /** Where mistakes are noted. */
    public Mistakes mistakes() {
        return mistakes;
    }

    /** A text that is the same in every execution, or nothing where it is blank. */
    public Optional<String> text(String parameter, String value) {
        return valueOrPath(parameter, value).filter(text -> Values.isLiteral(mistakes, parameter, text));
    }

    /** A text that the execution's input may decide, or nothing where it is blank. */
    public Optional<String> valueOrPath(String parameter, String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.contains("${")) {
            undefined(parameter, value, "");
            return Optional.empty();
        }
        return Optional.of(value.strip());
    }

    /** Notes that Maven left something in a text unresolved; the hint continues the advice. */
    void undefined(String parameter, String value, String hint) {
        mistakes.add(
                parameter,
                value,
                "a Maven property in it is not defined",
                "Define the property, in the POM's properties or with -D, or correct its name" + hint);
    }

    /** A text that must not be missing. */
    public Optional<String> required(String parameter, String value, String example) {
        if (value == null || value.isBlank()) {
            mistakes.add(parameter, null, "it is required", xml(parameter, example));
        }
        return text(parameter, value);
    }

    /** {@code true} or {@code false}; nothing is {@code false}. */
    public boolean flag(String parameter, String value) {
        Optional<String> text = text(parameter, value);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            mistakes.add(parameter, value, "it is either true or false", xml(parameter, "true"));
        }
        return text.filter("true"::equals).isPresent();
    }

    /** One of the names of an enum. */
    public <E extends Enum<E>> Optional<E> choice(String parameter, String value, Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        return text(parameter, value).flatMap(text -> {
            Optional<E> found =
                    all.stream().filter(one -> one.name().equals(text)).findFirst();
            if (found.isEmpty()) {
                mistakes.add(parameter, value, "it is one of " + all, xml(parameter, closest(text, all)));
            }
            return found;
        });
    }

    private static <E extends Enum<E>> String closest(String text, List<E> all) {
        String plain = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return all.stream()
                .map(Enum::name)
                .filter(plain::equals)
                .findFirst()
                .orElse(all.get(0).name());
    }

    /** A positive ISO-8601 duration that a clock can add to what time it is. */
    public Optional<Duration> duration(String parameter, String value, String example) {
        return text(parameter, value).flatMap(text -> {
            try {
                Duration duration = Duration.parse(text);
                if (duration.compareTo(LONGEST) > 0) {
                    mistakes.add(parameter, value, "it is longer than a hundred years", xml(parameter, example));
                    return Optional.empty();
                }
                if (!duration.isNegative() && !duration.isZero()) {
                    return Optional.of(duration);
                }
            } catch (DateTimeParseException | ArithmeticException e) {
                // told below, in words of ours
            }
            mistakes.add(parameter, value, "it is a positive duration in ISO-8601", xml(parameter, example));
            return Optional.empty();
        });
    }

    /** A whole number of at least {@code least}. */
    public Optional<Integer> number(String parameter, String value, int least, String example) {
        return text(parameter, value).flatMap(text -> {
            if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least) {
                return Optional.of(Integer.valueOf(text));
            }
            mistakes.add(parameter, value, "it is a whole number of at least " + least, xml(parameter, example));
            return Optional.empty();
        });
    }

    /** A list without blanks. */
    public List<String> list(String parameter, List<String> values) {
        return values == null
                ? List.of()
                : values.stream()
                        .flatMap(value -> text(parameter, value).stream())
                        .toList();
    }

    /** Tags of an AWS resource. */
    public SortedMap<String, String> tags(String parameter, Map<String, String> tags) {
        SortedMap<String, String> read = new TreeMap<>();
        if (tags == null) {
            return read;
        }
        tags.forEach((key, value) -> {
            String text = value == null ? "" : value;
            if (value == null) {
                // Maven gives neither more
                mistakes.add(
                        parameter + "." + key,
                        null,
                        "its element is empty, or names a Maven property that is not defined",
                        tagExample(parameter));
            } else if (!TAG.matcher(key).matches() || !(TAG.matcher(text).matches() || text.contains("${"))) {
                mistakes.add(
                        parameter,
                        key + "=" + text,
                        "a tag has letters, digits, blanks and _.:/=+-@ only",
                        tagExample(parameter));
            } else if (key.isBlank() || key.length() > LONGEST_TAG_KEY || text.length() > LONGEST_TAG_VALUE) {
                mistakes.add(
                        parameter,
                        key + "=" + text,
                        "a tag has a key of at most 128 and a value of at most 256 characters",
                        tagExample(parameter));
            } else if (RESERVED.matcher(key).lookingAt()) {
                mistakes.add(
                        parameter,
                        key + "=" + text,
                        "keys that begin with aws: belong to AWS, those with sfn-ecs: to this plugin",
                        tagExample(parameter));
            } else {
                read.put(key, text(parameter + "." + key, text).orElse(""));
            }
        });
        if (read.size() > MOST_TAGS) {
            mistakes.add(parameter, read.size() + " tags", "a resource has at most " + MOST_TAGS, "Leave some out");
        }
        return read;
    }

    private static String tagExample(String parameter) {
        return xml(parameter, "<team>payments</team>") + " or -Dsfn-ecs." + parameter + "=team=payments";
    }

    /**
     * An ARN of one kind of resource.
     *
     * @param kind what it has to be the ARN of
     * @param within the scope that it has to be in; empty for any
     */
    public Optional<Arn> arn(String parameter, String value, ResourceKind kind, Optional<Scope> within) {
        return text(parameter, value).flatMap(text -> {
            Optional<Arn> arn = parsed(text).filter(kind::fits);
            Optional<String> wrong =
                    arn.map(kind::wrongName).orElseGet(() -> Optional.of("it is not " + kind.called()));
            wrong.ifPresent(
                    told -> mistakes.add(parameter, value, told, xml(parameter, kind.example(within.orElse(EXAMPLE)))));
            return arn.filter(found -> wrong.isEmpty())
                    .filter(found -> within.map(scope -> sameScope(parameter, found, kind, scope))
                            .orElse(true));
        });
    }

    /** The SDK answers some texts that are no ARN with nothing, and others with an exception. */
    private static Optional<Arn> parsed(String text) {
        try {
            return Arn.tryFromString(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean sameScope(String parameter, Arn arn, ResourceKind kind, Scope scope) {
        Map<String, String> differing = new LinkedHashMap<>();
        note(differing, "partition", Optional.of(arn.partition()), scope.partition());
        note(differing, "account", arn.accountId().filter(kind::hasToBeTheClusters), scope.account());
        note(differing, "region", arn.region().filter(given -> !given.isEmpty()), scope.region());
        if (!differing.isEmpty()) {
            mistakes.add(
                    parameter,
                    arn,
                    "its " + String.join("; its ", differing.values()),
                    "Take both from the same " + String.join(" and ", differing.keySet()));
        }
        return differing.isEmpty();
    }

    private static void note(Map<String, String> differing, String what, Optional<String> actual, String clusters) {
        actual.filter(given -> !given.equals(clusters))
                .ifPresent(given ->
                        differing.put(what, what + " is " + given + ", the cluster's (clusterArn) is " + clusters));
    }
}
