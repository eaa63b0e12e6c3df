package io.github.sfnecs.map;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.config.MavenProperties;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.fanout.FanOut.S3Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads what the children of {@code map} have in common.
 *
 * @param values takes note of mistakes
 * @param properties are filled in
 */
record MapReader(ParameterReader values, MavenProperties properties) {
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern KMS_KEY =
            Pattern.compile("arn:[a-z-]{3,20}:kms:[a-z0-9-]{5,30}:\\d{12}:key/[\\w-]{1,64}");

    private static final Pattern PLACE = Pattern.compile("s3://(?<bucket>[^/]{1,255})(?<prefix>/.*)?");

    String filled(String text) {
        return properties.filledInto(text);
    }

    Optional<String> text(String parameter, String given) {
        return values.text(parameter, filled(given));
    }

    List<String> list(String parameter, List<String> given) {
        return given == null
                ? List.of()
                : IntStream.range(0, given.size())
                        .mapToObj(i -> text(parameter + "[" + i + "]", given.get(i)))
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** A whole number between two. */
    Optional<Integer> number(String parameter, String given, int least, int most, String tooMany) {
        return values.number(parameter, filled(given), least, "" + Math.min(most, 10))
                .filter(number -> {
                    if (number > most) {
                        wrong(parameter, given, tooMany, xml(parameter, "" + most));
                    }
                    return number <= most;
                });
    }

    void wrong(String parameter, String given, String wrong, String fix) {
        values.mistakes().add(parameter, given == null ? null : filled(given), wrong, fix);
    }

    void excluding(String parameter, String given, String both) {
        wrong(parameter, given, both + " exclude each other", "Leave one of them out");
    }

    /** Notes what no bucket can be called. */
    boolean bucket(String parameter, String given, String name) {
        boolean right = BUCKET.matcher(name).matches();
        if (!right) {
            wrong(
                    parameter,
                    given,
                    "a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens",
                    parameter.endsWith("bucket")
                            ? xml(parameter, "my-bucket")
                            : xml(parameter, "s3://my-bucket/results"));
        }
        return right;
    }

    /** The ARN of a KMS key, of which a policy takes no alias. */
    Optional<String> kmsKey(String parameter, String given) {
        return text(parameter, given).filter(arn -> {
            boolean right = KMS_KEY.matcher(arn).matches();
            if (!right) {
                wrong(
                        parameter,
                        given,
                        "it is not the ARN of a KMS key",
                        xml(
                                parameter,
                                "arn:aws:kms:eu-central-1:123456789012:key/8f3d2c1b-0a9e-4d7c-b6a5-938271605f4e"));
            }
            return right;
        });
    }

    /** A place in Amazon S3, as a URI. */
    Optional<S3Place> place(String parameter, String given) {
        return text(parameter, given).flatMap(uri -> {
            Matcher place = PLACE.matcher(uri);
            if (!place.matches()) {
                wrong(parameter, given, "it is not a place in S3", xml(parameter, "s3://my-bucket/results"));
                return Optional.empty();
            }
            return Optional.of(place.group("bucket"))
                    .filter(name -> bucket(parameter, given, name))
                    .map(name -> new S3Place(
                            name,
                            Optional.ofNullable(place.group("prefix"))
                                    .map(MapReader::withoutSlashes)
                                    .orElse("")));
        });
    }

    /** Without those around it. */
    private static String withoutSlashes(String path) {
        int begin = 0;
        int end = path.length();
        while (begin < end && path.charAt(begin) == '/') {
            begin++;
        }
        while (end > begin && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(begin, end);
    }
}
