package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Place;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * S3 as any service of the SDK: {@code aws-sdk:s3}; every bucket is there that no test takes away. Recorded by test_s3_get_object, test_s3_put_object and
 * test_s3_no_such_key: https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2/services
 */
record S3SdkService(Place place, Account account) implements Service {

    @Override
    public JsonNode call(Call call) {
        String bucket = call.parameters().path("Bucket").asText();
        String key = call.parameters().path("Key").asText();
        try {
            requireBucket(bucket);
            return switch (call.action()) {
                case "getObject" -> get(call, bucket, key);
                case "putObject" -> put(call, bucket, key);
                default -> list(call, bucket);
            };
        } catch (AwsError e) {
            throw Sdk.S3_V2.failure(e);
        }
    }

    private void require(Call call, String action, String resource) {
        require(call, action, resource, Map.of());
    }

    private void require(Call call, String action, String resource, Map<String, String> context) {
        String arn = "arn:" + place.partition() + ":s3:::" + resource;
        try {
            call.role().get().require(action, arn, context);
        } catch (AwsError e) {
            throw new AwsError(403, e.code(), e.getMessage().replace("resource: " + arn, "resource: \"" + arn + "\""));
        }
        account.remember("s3", call.action(), arn, Json.write(call.parameters()));
    }

    /** See https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
    private void requireBucket(String bucket) {
        if (account.knobs().missingBuckets.contains(bucket)) {
            throw new AwsError(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        if (account.knobs().bucketsElsewhere.contains(bucket)) {
            throw new AwsError(
                    301,
                    "PermanentRedirect",
                    "The bucket you are attempting to access must be addressed using the specified endpoint. Please"
                            + " send all future requests to this endpoint.");
        }
    }

    /** See https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
    private void requireKey(Call call, String bucket, String action) {
        String key = account.knobs().bucketKeys.get(bucket);
        if (key != null) {
            try {
                call.role().get().require(action, key, Map.of());
            } catch (AwsError e) {
                throw new AwsError(403, e.code(), e.getMessage());
            }
        }
    }

    private ObjectNode get(Call call, String bucket, String key) {
        require(call, "s3:GetObject", bucket + "/" + key);
        requireKey(call, bucket, "kms:Decrypt");
        String text = account.objects().get(bucket + "/" + key);
        if (text == null) {
            throw new AwsError(404, "NoSuchKey", "The specified key does not exist.");
        }
        ObjectNode answer = Json.object()
                .put("AcceptRanges", "bytes")
                .put("ContentLength", text.getBytes(StandardCharsets.UTF_8).length)
                .put("ContentType", "text/plain; charset=UTF-8")
                .put("ETag", etag(text))
                .put("LastModified", account.timeline().now().toString());
        answer.putObject("Metadata");
        return answer.put("ServerSideEncryption", "AES256").put("Body", text);
    }

    private ObjectNode put(Call call, String bucket, String key) {
        require(call, "s3:PutObject", bucket + "/" + key);
        requireKey(call, bucket, "kms:GenerateDataKey");
        JsonNode body = call.parameters().path("Body");
        String text = body.isTextual() ? body.asText() : Json.write(body);
        account.objects().put(bucket + "/" + key, text);
        return Json.object().put("ETag", etag(text)).put("ServerSideEncryption", "AES256");
    }

    private ObjectNode list(Call call, String bucket) {
        String prefix = call.parameters().path("Prefix").asText();
        require(
                call,
                "s3:ListBucket",
                bucket,
                call.parameters().has("Prefix") ? Map.of("s3:prefix", prefix) : Map.of());
        ObjectNode answer =
                Json.object().put("IsTruncated", false).put("Name", bucket).put("Prefix", prefix);
        ArrayNode contents = answer.putArray("Contents");
        account.objects().forEach((name, text) -> {
            if (name.startsWith(bucket + "/" + prefix)) {
                contents.addObject()
                        .put("ETag", etag(text))
                        .put("Key", name.substring(bucket.length() + 1))
                        .put("Size", text.getBytes(StandardCharsets.UTF_8).length)
                        .put("StorageClass", "STANDARD");
            }
        });
        return answer.put("KeyCount", contents.size());
    }

    private static String etag(String text) {
        return "\"" + String.format("%032x", text.hashCode() & 0xffffffffL) + "\"";
    }
}
