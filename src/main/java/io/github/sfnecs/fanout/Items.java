package io.github.sfnecs.fanout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** Where the items come from. */
public sealed interface Items {
    /**
     * The execution's input, which is the user's.
     *
     * @param path of the list in it
     */
    record InInput(String path) implements Items {}

    /**
     * The POM.
     *
     * @param list the items
     */
    record Written(ArrayNode list) implements Items {}

    /** A file beside the POM: the execution's input has them under {@link #MEMBER}, and the user's own under {@code input}. */
    record InFile() implements Items {
        /** What the execution's input calls them. */
        public static final String MEMBER = "items";
    }

    /**
     * An object in Amazon S3.
     *
     * @param bucket its bucket
     * @param key its key
     * @param format what it is
     * @param headers of a CSV file that has none itself
     */
    record Stored(String bucket, String key, Format format, List<String> headers) implements Items {}

    /**
     * The objects in Amazon S3 under a prefix.
     *
     * @param bucket their bucket
     * @param prefix all of the bucket where it is empty
     */
    record Listed(String bucket, String prefix) implements Items {}

    /** What an object in S3 is. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
    enum Format {
        /** A list. */
        JSON,
        /** A value in each line. */
        JSONL,
        /** A header, and an item in each row. */
        CSV
    }
}
