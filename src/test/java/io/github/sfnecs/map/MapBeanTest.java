package io.github.sfnecs.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.config.MavenProperties;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.WrittenBeans;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.fanout.FanOut;
import io.github.sfnecs.fanout.FanOut.S3Place;
import io.github.sfnecs.fanout.FanOut.Tolerance;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.Items.Format;
import io.github.sfnecs.fanout.MapMode;
import io.github.sfnecs.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapBeanTest {
    private static final String PATH = "<itemsPath>$.customers</itemsPath>";
    private static final MavenProperties MAVEN = new MavenProperties(new ExpressionEvaluator() {
        @Override
        public Object evaluate(String expression) {
            return expression.equals("${most}") ? "7" : null;
        }

        @Override
        public File alignToBaseDirectory(File file) {
            return file;
        }
    });

    private static FanOut read(String children) {
        try {
            WrittenBeans beans = new WrittenBeans();
            MapBean bean = beans.one(
                    new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader("<map>" + children + "</map>"))),
                    MapBean::of);
            ParameterReader values = new ParameterReader();
            beans.noteWrong(values.mistakes());
            FanOut map = bean.toFanOut(values, MAVEN, Optional.empty());
            bean.keys(values, MAVEN);
            values.mistakes().throwIfAny();
            return map;
        } catch (XmlPullParserException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsAllThatCanBeSaid() {
        FanOut map = read(PATH + "<maxConcurrency>${most}</maxConcurrency><batchSize>10</batchSize>"
                + "<toleratedFailurePercentage>2</toleratedFailurePercentage>"
                + "<results>s3://reports/nightly/all/</results><expectedDuration>PT1M</expectedDuration>");

        assertThat(map)
                .isEqualTo(new FanOut(
                        MapMode.DISTRIBUTED,
                        new Items.InInput("$.customers"),
                        7,
                        Optional.of(new Tolerance(2, true)),
                        Optional.of(10),
                        Optional.of(new S3Place("reports", "nightly/all")),
                        Optional.of(Duration.ofMinutes(1))));
    }

    @Test
    void readsWhereItemsComeFrom() {
        assertThat(read("<items><item>a</item><item>${most}</item></items>").items())
                .isEqualTo(new Items.Written(Json.array().add("a").add("7")));
        assertThat(read("<items>[\"a\", 7]</items>").items())
                .isEqualTo(new Items.Written(Json.array().add("a").add(7)));
        assertThat(read("<itemsFile>customers.csv</itemsFile>").items()).isEqualTo(new Items.InFile());
        assertThat(read("<s3><bucket>all-customers</bucket><key>a.jsonl</key></s3>")
                        .items())
                .isEqualTo(new Items.Stored("all-customers", "a.jsonl", Format.JSONL, List.of()));
        assertThat(
                        read("<s3><bucket>all-customers</bucket><key>a</key><format>CSV</format><headers>id,name</headers></s3>")
                                .items())
                .isEqualTo(new Items.Stored("all-customers", "a", Format.CSV, List.of("id", "name")));
        assertThat(read("<s3><bucket>all-customers</bucket><prefix>in/</prefix></s3>")
                        .items())
                .isEqualTo(new Items.Listed("all-customers", "in/"));
    }

    @Test
    void whatIsNotSaidIsUsual() {
        FanOut map = read(PATH);

        assertThat(map.mode()).isEqualTo(MapMode.DISTRIBUTED);
        assertThat(map.concurrency()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <mode>DISTRIBUTED</mode>|map is not set: its items have to come from somewhere
            PATH<items>[1]</items>|map 'itemsPath, items': its items come from one place
            <itemsPath>customers</itemsPath>|map.itemsPath 'customers': it is not the path of a list in the execution's input
            <itemsPath>$$.Execution.Input</itemsPath>|map.itemsPath '$$.Execution.Input': it is not the path of a list in the execution's input
            <items/>|map.items is not set: there are no items
            <items>[]</items>|map.items '[]': it has no items
            <items>a,b</items>|map.items 'a,b': line 1 of it is not JSON
            <items>{}</items>|map.items '{}': it is not a list
            PATH<resultsKmsKeyArn>alias/mine</resultsKmsKeyArn><results>s3://abc/d</results>|map.resultsKmsKeyArn 'alias/mine': it is not the ARN of a KMS key
            PATH<resultsKmsKeyArn>arn:aws:kms:eu-central-1:123456789012:key/a</resultsKmsKeyArn>|map.resultsKmsKeyArn 'arn:aws:kms:eu-central-1:123456789012:key/a': there are no results
            <itemsFile>customers.xlsx</itemsFile>|map.itemsFile 'customers.xlsx': its name ends in none of .json, .jsonl and .csv
            PATH<maxConcurrency>0</maxConcurrency>|map.maxConcurrency '0': it is a whole number of at least 1
            PATH<maxConcurrency>10001</maxConcurrency>|map.maxConcurrency '10001': a Map that is DISTRIBUTED has at most 10000 at a time
            PATH<mode>INLINE</mode><maxConcurrency>41</maxConcurrency>|map.maxConcurrency '41': a Map that is INLINE has at most 40 at a time
            PATH<mode>inline</mode>|map.mode 'inline': it is one of [DISTRIBUTED, INLINE]
            PATH<toleratedFailurePercentage>101</toleratedFailurePercentage>|map.toleratedFailurePercentage '101': it is at most 100
            PATH<toleratedFailurePercentage>1</toleratedFailurePercentage><toleratedFailureCount>1</toleratedFailureCount>|map.toleratedFailureCount '1': toleratedFailurePercentage and toleratedFailureCount exclude each other
            PATH<batchSize>0</batchSize>|map.batchSize '0': it is a whole number of at least 1
            PATH<results>reports/nightly</results>|map.results 'reports/nightly': it is not a place in S3
            PATH<results>s3://Reports/nightly</results>|map.results 's3://Reports/nightly': a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens
            PATH<mode>INLINE</mode><batchSize>2</batchSize>|map.batchSize '2': only a DISTRIBUTED Map has it
            PATH<mode>INLINE</mode><results>s3://abc</results>|map.results 's3://abc': only a DISTRIBUTED Map has it
            PATH<mode>INLINE</mode><toleratedFailureCount>2</toleratedFailureCount>|map.toleratedFailureCount '2': only a DISTRIBUTED Map has it
            PATH<mode>INLINE</mode><toleratedFailurePercentage>2</toleratedFailurePercentage>|map.toleratedFailurePercentage '2': only a DISTRIBUTED Map has it
            <mode>INLINE</mode><s3><bucket>abc</bucket><prefix>a</prefix></s3>|map.s3 '…': only a DISTRIBUTED Map has it
            <s3><key>a.csv</key></s3>|map.s3.bucket is not set: it is required
            <s3><bucket>a_b</bucket><key>a.csv</key></s3>|map.s3.bucket 'a_b': a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens
            <s3><bucket>abc</bucket></s3>|map.s3.key is not set: the items are in an object, which has a key, or are the objects under a prefix
            <s3><bucket>abc</bucket><key>a.csv</key><prefix>a</prefix></s3>|map.s3.prefix 'a': key and prefix exclude each other
            <s3><bucket>abc</bucket><key>a</key></s3>|map.s3.format is not set: its key does not say what the object is
            <s3><bucket>abc</bucket><prefix>a</prefix><format>CSV</format></s3>|map.s3.format 'CSV': only an object with a key has it
            <s3><bucket>abc</bucket><key>a.json</key><headers>a</headers></s3>|map.s3.headers 'a': only CSV has them
            <s3><bucket>abc</bucket><key>a.csv</key><headers>a,a</headers></s3>|map.s3.headers 'a,a': a column has a name of its own
            PATH<concurrency>1</concurrency>|map.concurrency: there is no such element
            """)
    void tellsOfTheMistake(String children, String told) {
        assertThatThrownBy(() -> read(children.replace("PATH", PATH)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problems()).hasSize(1);
                    assertThat(e.problems().get(0).what()).isEqualTo(told);
                });
    }

    @Test
    void tooManyItemsBelongIntoS3() {
        assertThatThrownBy(() -> read("<items><item>" + "x".repeat(300 * 1024) + "</item></items>"))
                .hasMessageContaining("map.items '1 of them': its item 0 alone has 307202 bytes as JSON")
                .hasMessageContaining("Put them into S3, aws s3 cp customers.jsonl s3://my-bucket/, and name them");
    }
}
