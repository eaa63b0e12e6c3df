package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.Grant.UNKNOWN;

import io.github.sfnecs.arn.Scope;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a definition names by its ARN, or by its name in the state machine's region and account. A name has no wildcard but one that
 * {@link Narrowing} put there, and begins without.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
enum Named {
    TOPIC("sns", "", "[\\w-][\\w\uFFFE-]{0,255}(?:\\.fifo)?", "an SNS topic", "alerts"),
    TABLE("dynamodb", "table/", "[\\w.-][\\w.\uFFFE-]{1,254}", "a DynamoDB table", "runs"),
    EVENT_BUS("events", "event-bus/", "[\\w./-][\\w./\uFFFE-]{0,255}", "an event bus", "orders"),
    /** With the connection's ID, and as a whole: only the definition says which secret is read. */
    CONNECTION(
            "events",
            "connection/",
            "[\\w.-]{1,64}/[0-9a-f-]{1,64}",
            "an EventBridge connection",
            "shop/" + Id.EXAMPLE),
    STATE_MACHINE(
            "states",
            "stateMachine:",
            "[^\\s*?\"$:/\uFFFE\uFFFF][^\\s*?\"$:/\uFFFF]{0,79}",
            "a state machine",
            "nightly"),
    JOB_DEFINITION(
            "batch", "job-definition/", "[\\w-][\\w\uFFFE-]{0,127}(?::\\d{1,10})?", "a job definition", "crunch:3"),
    JOB_QUEUE("batch", "job-queue/", "[\\w-][\\w\uFFFE-]{0,127}", "a job queue", "fast"),
    GLUE_JOB("glue", "job/", "[^*?$\uFFFE\uFFFF][^*?$\uFFFF]{0,254}", "a Glue job", "etl"),
    CRAWLER("glue", "crawler/", "[^*?$\uFFFE\uFFFF][^*?$\uFFFF]{0,254}", "a Glue crawler", "sales"),
    KMS_KEY("kms", "key/", "[\\w-]{1,64}", "a KMS key", Id.EXAMPLE);

    private static final int PARTS = 6;
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]{1,12}){1,3}-\\d{1,2}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final String service;
    private final String type;
    private final Pattern name;
    private final String what;
    private final String example;

    Named(String service, String type, String name, String what, String example) {
        this.service = service;
        this.type = type;
        this.name = Pattern.compile(name);
        this.what = what;
        this.example = example;
    }

    /** What there has to be, with an example. */
    String expected(Scope scope) {
        return what + " of this partition, which is written like " + scope.regional(service, type + example);
    }

    /** The ARN of what a definition names so; empty where that is not one of these. */
    Optional<String> arn(Scope scope, String text) {
        if (!text.startsWith("arn:")) {
            return Optional.of(text).filter(this::isName).map(given -> scope.regional(service, type + given));
        }
        String[] parts = text.split(":", PARTS);
        return parts.length == PARTS
                        && parts[1].equals(scope.partition())
                        && parts[2].equals(service)
                        && REGION.matcher(parts[3]).matches()
                        && ACCOUNT.matcher(parts[4]).matches()
                        && parts[5].startsWith(type)
                        && isName(parts[5].substring(type.length()))
                ? Optional.of(text)
                : Optional.empty();
    }

    private boolean isName(String text) {
        return name.matcher(text).matches();
    }

    /** The ARN of one of which the definition does not say which. */
    String unknown(Scope scope) {
        return scope.regional(service, type + UNKNOWN);
    }

    private static final class Id {
        static final String EXAMPLE = "8f3d2c1b-0a9e-4d7c-b6a5-938271605f4e";
    }
}
