package io.github.sfnecs.fanout;

import java.util.Optional;

/**
 * The KMS keys with which buckets are encrypted: no definition names them, and the role needs them besides.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 *
 * @param items the ARN of the key of the bucket with the items; empty where there is none of the user's
 * @param results the ARN of the key of the bucket for the results; empty as well
 */
public record BucketKeys(Optional<String> items, Optional<String> results) {}
