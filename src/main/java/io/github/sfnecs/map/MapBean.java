package io.github.sfnecs.map;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.config.MavenProperties;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.WrittenBeans;
import io.github.sfnecs.fanout.BucketKeys;
import io.github.sfnecs.fanout.FanOut;
import io.github.sfnecs.fanout.FanOut.Tolerance;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.MapMode;
import java.util.List;
import java.util.Optional;

/** {@code <map>}: one task for each item. */
public final class MapBean {
    private static final String MODE = "map.mode";
    private static final String CONCURRENCY = "map.maxConcurrency";
    private static final String PERCENTAGE = "map.toleratedFailurePercentage";
    private static final String COUNT = "map.toleratedFailureCount";
    private static final String RESULTS_KEY = "map.resultsKmsKeyArn";
    private static final String BATCH = "map.batchSize";

    /** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
    private static final int MOST_INLINE = 40;

    private static final int MOST_DISTRIBUTED = 10_000;
    private static final int MOST_PERCENT = 100;

    private String itemsPath;
    private List<String> items;
    private String itemsJson;
    private String itemsFile;
    private S3Bean s3;
    private String maxConcurrency;
    private String toleratedFailurePercentage;
    private String toleratedFailureCount;
    private String batchSize;
    private String results;
    private String resultsKmsKeyArn;
    private String mode;
    private String expectedDuration;

    /** As it is written, properties not filled in. */
    public static MapBean of(WrittenBeans.Element written) {
        MapBean bean = new MapBean();
        bean.itemsPath = written.text("itemsPath");
        bean.items = written.elements("items");
        bean.itemsJson = bean.items == null || !bean.items.isEmpty() ? null : written.textOrElements("items");
        bean.itemsFile = written.text("itemsFile");
        bean.s3 = written.one("s3", S3Bean::of);
        bean.maxConcurrency = written.text("maxConcurrency");
        bean.toleratedFailurePercentage = written.text("toleratedFailurePercentage");
        bean.toleratedFailureCount = written.text("toleratedFailureCount");
        bean.batchSize = written.text("batchSize");
        bean.results = written.text("results");
        bean.resultsKmsKeyArn = written.text("resultsKmsKeyArn");
        bean.mode = written.text("mode");
        bean.expectedDuration = written.text("expectedDuration");
        return bean;
    }

    /**
     * What it says; where that is a mistake, something else.
     *
     * @param named the file that the parameter {@code itemsFile} names beside it, which stands for the one in it
     */
    public FanOut toFanOut(ParameterReader values, MavenProperties properties, Optional<String> named) {
        MapReader reader = new MapReader(values, properties);
        MapMode read = values.choice(MODE, reader.filled(mode), MapMode.class).orElse(MapMode.DISTRIBUTED);
        Optional<Items> source = new ItemsReader(reader)
                .source(itemsPath, Optional.ofNullable(items), itemsJson, named.orElse(itemsFile), s3);
        int most = read == MapMode.INLINE ? MOST_INLINE : MOST_DISTRIBUTED;
        int concurrency = reader.number(
                        CONCURRENCY,
                        maxConcurrency,
                        1,
                        most,
                        "a Map that is " + read + " has at most " + most + " at a time")
                .orElse(FanOut.DEFAULT_CONCURRENCY);
        Optional<Integer> percentage =
                reader.number(PERCENTAGE, toleratedFailurePercentage, 0, MOST_PERCENT, "it is at most 100");
        Optional<Integer> count = reader.number(COUNT, toleratedFailureCount, 0, Integer.MAX_VALUE, "");
        if (percentage.isPresent() && count.isPresent()) {
            reader.excluding(COUNT, toleratedFailureCount, "toleratedFailurePercentage and toleratedFailureCount");
        }
        FanOut map = new FanOut(
                read,
                source.orElse(new Items.InInput("$")),
                concurrency,
                percentage
                        .map(number -> new Tolerance(number, true))
                        .or(() -> count.map(number -> new Tolerance(number, false))),
                reader.number(BATCH, batchSize, 1, Integer.MAX_VALUE, ""),
                reader.place("map.results", results),
                values.duration("map.expectedDuration", reader.filled(expectedDuration), "PT1M"));
        if (read == MapMode.INLINE) {
            distributed(reader, PERCENTAGE, toleratedFailurePercentage);
            distributed(reader, COUNT, toleratedFailureCount);
            distributed(reader, BATCH, batchSize);
            distributed(reader, "map.results", results);
            distributed(reader, "map.s3", s3 == null ? null : "…");
        }
        return map;
    }

    /** The keys of the buckets that it names. */
    public BucketKeys keys(ParameterReader values, MavenProperties properties) {
        MapReader reader = new MapReader(values, properties);
        Optional<String> ofResults = reader.kmsKey(RESULTS_KEY, resultsKmsKeyArn);
        if (ofResults.isPresent() && reader.filled(results).isBlank()) {
            reader.wrong(
                    RESULTS_KEY, resultsKmsKeyArn, "there are no results", xml("results", "s3://my-bucket/results"));
        }
        return new BucketKeys(Optional.ofNullable(s3).flatMap(place -> place.key(reader)), ofResults);
    }

    private static void distributed(MapReader reader, String parameter, String given) {
        if (!reader.filled(given).isBlank()) {
            reader.wrong(
                    parameter,
                    given,
                    "only a DISTRIBUTED Map has it",
                    "Leave it out, or " + xml(MODE, MapMode.DISTRIBUTED.name()));
        }
    }
}
