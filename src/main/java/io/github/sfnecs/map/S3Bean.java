package io.github.sfnecs.map;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.config.WrittenBeans;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.Items.Format;
import io.github.sfnecs.fanout.ItemsText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** {@code <s3>} of {@code <map>}: an object with items, or objects that are the items. */
public final class S3Bean {
    private static final String KEY = "map.s3.key";
    private static final String FORMAT = "map.s3.format";
    private static final String HEADERS = "map.s3.headers";

    private String bucket;
    private String key;
    private String prefix;
    private String format;
    private List<String> headers;
    private String kmsKeyArn;

    /** As it is written, properties not filled in. */
    static S3Bean of(WrittenBeans.Element written) {
        S3Bean bean = new S3Bean();
        bean.bucket = written.text("bucket");
        bean.key = written.text("key");
        bean.prefix = written.text("prefix");
        bean.format = written.text("format");
        bean.headers = written.texts("headers");
        bean.kmsKeyArn = written.text("kmsKeyArn");
        return bean;
    }

    /** The key with which the bucket is encrypted. */
    Optional<String> key(MapReader reader) {
        return reader.kmsKey("map.s3.kmsKeyArn", kmsKeyArn);
    }

    /** What it says; empty where that is a mistake. */
    Optional<Items> toItems(MapReader reader) {
        Optional<String> in = reader.values().required("map.s3.bucket", reader.filled(bucket), "my-bucket");
        in.ifPresent(name -> reader.bucket("map.s3.bucket", name, name));
        Optional<String> object = reader.text(KEY, key);
        Optional<String> under = reader.text("map.s3.prefix", prefix);
        Optional<Format> given = reader.values().choice(FORMAT, reader.filled(format), Format.class);
        List<String> names = reader.list(HEADERS, headers);
        if (object.isPresent() && under.isPresent()) {
            reader.excluding("map.s3.prefix", prefix, "key and prefix");
        }
        if (reader.filled(key).isBlank() && reader.filled(prefix).isBlank()) {
            reader.wrong(
                    KEY,
                    null,
                    "the items are in an object, which has a key, or are the objects under a prefix",
                    xml(KEY, "customers.jsonl") + " or " + xml("prefix", "incoming/"));
        }
        Optional<Format> known = given.or(() -> object.flatMap(ItemsText::format));
        if (object.isPresent() && known.isEmpty() && reader.filled(format).isBlank()) {
            reader.wrong(
                    FORMAT, null, "its key does not say what the object is", xml(FORMAT, "JSON") + ", JSONL or CSV");
        }
        if (object.isEmpty() && given.isPresent()) {
            reader.wrong(FORMAT, format, "only an object with a key has it", "Leave format out");
        }
        if (!names.isEmpty() && !known.equals(Optional.of(Format.CSV))) {
            reader.wrong(HEADERS, String.join(",", names), "only CSV has them", "Leave headers out");
        }
        if (new HashSet<>(names).size() < names.size()) {
            reader.wrong(HEADERS, String.join(",", names), "a column has a name of its own", xml(HEADERS, "id,name"));
        }
        return in.flatMap(place -> object.<Items>flatMap(
                        at -> known.map(what -> new Items.Stored(place, at, what, names)))
                .or(() -> under.map(at -> new Items.Listed(place, at))));
    }
}
