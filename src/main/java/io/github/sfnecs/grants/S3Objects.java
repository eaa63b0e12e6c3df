package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.Grant.UNKNOWN;
import static io.github.sfnecs.grants.Grant.WILD;

import io.github.sfnecs.asl.Arguments;
import io.github.sfnecs.asl.Ref;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a state needs that reads, writes or lists objects of Amazon S3. The bucket has to be decided: its name may be anybody's. A key
 * or a prefix may be narrowed.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
final class S3Objects {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}");
    private static final Pattern ACCESS_POINT =
            Pattern.compile("arn:([a-z-]{3,20}):s3:[a-z0-9-]{5,30}:\\d{12}:accesspoint/[a-z0-9-]{3,50}");

    private final Derivation state;
    private final Arguments arguments;
    private final String of;

    /**
     * Of what these arguments name.
     *
     * @param of what they are arguments of, such as {@code ItemReader.}; empty for the state itself
     */
    S3Objects(Derivation state, Arguments arguments, String of) {
        this.state = state;
        this.arguments = arguments;
        this.of = of;
    }

    void get() {
        // where a version is asked for, that alone is looked at
        state.needs(arguments.has("VersionId") ? Kind.GET_OBJECT_VERSION : Kind.GET_OBJECT, object());
    }

    void put() {
        String object = object();
        state.needs(Kind.PUT_OBJECT, object);
        ifAsItWas(object);
        ifHas("Tagging", Kind.TAG_OBJECT, object);
        ifHas("ObjectLockMode", Kind.RETAIN_OBJECT, object);
        ifHas("ObjectLockLegalHoldStatus", Kind.HOLD_OBJECT, object);
        if (anyOf("ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWriteACP")) {
            state.needs(Kind.SHARE_OBJECT, object);
        }
        if (arguments.has("SSEKMSKeyId")) {
            state.needs(
                    Kind.ENCRYPT_OBJECT, state.arn(Named.KMS_KEY, of + "SSEKMSKeyId", arguments.text("SSEKMSKeyId")));
        }
    }

    void delete() {
        String object = object();
        state.needs(arguments.has("VersionId") ? Kind.DELETE_OBJECT_VERSION : Kind.DELETE_OBJECT, object);
        ifHas("BypassGovernanceRetention", Kind.BYPASS_RETENTION, object);
        ifAsItWas(object);
    }

    /**
     * S3 compares an object's ETag only for callers that may read it; whether there is an object, it tells those that may write it.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-delete-enforce.html ,
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
     */
    private void ifAsItWas(String object) {
        if (!arguments.text("IfMatch").equals(new Ref.Literal("*"))) {
            ifHas("IfMatch", Kind.GET_OBJECT, object);
        }
    }

    /** The bucket's objects under the prefix; without one all of them. */
    void list() {
        if (arguments.has("Prefix")) {
            state.needs(Kind.LIST_BUCKET, bucket(), Grant.Condition.of("s3:prefix", text("Prefix")));
        } else {
            state.needs(Kind.LIST_BUCKET, bucket());
        }
    }

    /** The objects under the prefix; which there will be is unknown beforehand. */
    void getListed() {
        state.needs(Kind.GET_OBJECT, bucketsObjects() + (arguments.has("Prefix") ? text("Prefix") : "") + WILD);
    }

    /** What the result writer writes: Step Functions puts the Map Run's ID under the prefix, which is unknown beforehand. */
    void write() {
        String prefix = arguments.has("Prefix") ? text("Prefix") : "";
        state.needs(
                Kind.WRITE_RESULTS,
                bucketsObjects() + prefix + (prefix.isEmpty() || prefix.endsWith("/") ? "" : "/") + WILD);
    }

    /** A manifest names further objects, which only AWS knows. */
    void getManifest() {
        get();
        state.undecided(of + "Key is a manifest, and which objects that names is known only when the state runs.", "");
        state.needs(Kind.GET_OBJECT, bucketsObjects() + UNKNOWN);
    }

    private void ifHas(String parameter, Kind kind, String resource) {
        if (arguments.has(parameter)) {
            state.needs(kind, resource);
        }
    }

    private boolean anyOf(String... parameters) {
        for (String parameter : parameters) {
            if (arguments.has(parameter)) {
                return true;
            }
        }
        return false;
    }

    private String object() {
        return bucketsObjects() + text("Key");
    }

    private String bucketsObjects() {
        String bucket = bucket();
        return bucket + (bucket.contains(":accesspoint/") ? "/object/" : "/");
    }

    private String bucket() {
        Ref bucket = arguments.text("Bucket");
        return Derivation.decided(bucket).flatMap(this::bucket).orElseGet(() -> {
            state.wrong(of + "Bucket", bucket, "a bucket's name or the ARN of an access point of this partition");
            return state.scope().bucket(UNKNOWN);
        });
    }

    private Optional<String> bucket(String named) {
        return named.startsWith("arn:" + state.scope().partition() + ":")
                ? Optional.of(named).filter(arn -> ACCESS_POINT.matcher(arn).matches())
                : Optional.of(named)
                        .filter(name -> BUCKET.matcher(name).matches())
                        .map(state.scope()::bucket);
    }

    private String text(String parameter) {
        return Grant.escaped(state.text(of + parameter, arguments.text(parameter)));
    }
}
