package io.github.sfnecs.diagnostic;

import io.github.sfnecs.diagnostic.Catalogue.Hint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of failures that people meet when Step Functions runs an ECS task: what AWS says, what happened, why, and what to
 * do. Here are their names, in the order in which they are tried: the first whose words are in a text is the one, so what is more exact
 * stands before what is less. What is known of each is a block of that name in a file of the folder {@code failures}, see
 * {@code CONTRIBUTING.md}; it is read when it is asked for.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html ,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
public enum KnownFailure {
    EXECUTION_ABORTED,
    EXECUTION_TIMED_OUT,
    HEARTBEAT,
    TASK_TOKEN_GONE,
    TASK_TOKEN_INVALID,
    TIMEOUT,
    DATA_LIMIT,
    HISTORY_LIMIT,
    EXECUTION_EXISTS,
    EXECUTION_INPUT,
    NO_STATE_MACHINE,
    PATH,
    INTRINSIC,
    QUERY,
    NO_CHOICE,
    RESULT_PATH,
    TASK_PARAMETERS,
    ITEM_READER,
    RESULT_WRITER,
    TOLERATED,
    BRANCH,
    HTTP_SOCKET,
    MANAGED_RULE,
    TRUST,
    LOG_DESTINATION,
    INVALID_DEFINITION,
    PASS_ROLE,
    TAG_RESOURCE,
    RUN_TASK,
    OTHER_ECS,
    CALLBACK_DENIED,
    PERMISSIONS,
    EXPIRED_TOKEN,
    NO_CREDENTIALS,
    SERVICE_LINKED_ROLE,
    EXECUTION_ROLE_REQUIRED,
    INFRASTRUCTURE_ROLE,
    ROLE_NOT_ASSUMABLE,
    NO_NETWORK,
    NETWORK_UNWANTED,
    EC2_DENIED,
    SUBNET_NOT_FOUND,
    SECURITY_GROUP_NOT_FOUND,
    DIFFERENT_VPCS,
    NO_ADDRESSES,
    NO_INTERFACES,
    DEVICE_INDEX,
    NETWORK_INTERFACE,
    CLUSTER_INACTIVE,
    NO_CLUSTER,
    INACTIVE_TASK_DEFINITION,
    CAPACITY_PROVIDER,
    PROVIDER_AND_LAUNCH_TYPE,
    LAUNCH_TYPE,
    EXEC_WITHOUT_ROLE,
    SPOT_PLATFORM,
    STRATEGY,
    PUBLIC_IP,
    NOT_WITH_LAUNCH_TYPE,
    VOLUME_AT_LAUNCH,
    TOO_MANY,
    NOT_FARGATE,
    COMPUTE,
    FARGATE_SIZE,
    UNKNOWN_CONTAINER,
    PLATFORM_VERSION,
    LONG_OVERRIDES,
    LONG_ARN,
    CONFLICT,
    UNSUPPORTED,
    BAD_IDENTIFIER,
    QUOTA,
    BLOCKED,
    CAPACITY,
    EC2_THROTTLED,
    THROTTLED,
    AGENT,
    ATTRIBUTE,
    LOCATION,
    CONSTRAINT,
    NO_INSTANCES,
    NO_PLACE,
    MISSING,
    SERVER,
    GUARDDUTY,
    SERVICE_CONNECT,
    OF_AWS,
    STORAGE_TIMEOUT,
    EBS_TIMEOUT,
    EBS,
    REGISTRY_LIMIT,
    IMAGE_PLATFORM,
    NO_SPACE,
    REGISTRY_REFUSES,
    LAYERS,
    CREDENTIALS_ENDPOINT,
    IMAGE_CUT,
    EXEC_KEY,
    KMS,
    SECRETS_DENIED,
    SECRET_KEY,
    SECRET_NOT_FOUND,
    ECR_DENIED,
    LOGS_DENIED,
    LOG_GROUP_MISSING,
    LOG_REGION,
    LOG_OPTIONS,
    FIRELENS,
    EFS_NAME,
    EFS,
    ENV_FILE,
    CERTIFICATE,
    NO_ROUTE,
    IMAGE_REFERENCE,
    REGISTRY_LOGIN,
    IMAGE_FORMAT,
    NO_REPOSITORY,
    IMAGE_NOT_FOUND,
    IMAGE_UNRESOLVED,
    IMAGE_PULL,
    DEPENDENCY,
    EXEC_PLUGIN,
    EXEC_OFF,
    EXEC,
    LOG_DRIVER,
    NO_USER,
    MOUNT,
    PORT_TAKEN,
    ULIMIT,
    GPU,
    WORKING_DIRECTORY,
    START_MEMORY,
    COMMAND_IN_ONE,
    CANNOT_START,
    RESOURCE_INITIALIZATION,
    CANNOT_CREATE,
    RUNTIME,
    INTERNAL,
    SPOT,
    HEALTH,
    HOST_GONE,
    STOPPED_BY_USER,
    STATES_RUNTIME,
    DENIED,
    NO_TASKS,
    REFUSED_PARAMETER,
    REFUSED_CLIENT,
    REFUSED_DENIED,
    SIDECAR,
    OUT_OF_MEMORY,
    EXIT_137,
    EXIT_139,
    EXIT_143,
    EXIT_134,
    EXIT_125,
    EXIT_126,
    EXIT_127,
    EXIT_255,
    EXIT_1,
    CONTAINER_EXITED,
    WAITER,
    NEVER_STARTED,
    NO_TASK;

    /** A cause has at most 32,768 characters, so what comes from Step Functions is looked through to its end. */
    private static final int MOST_ASKED = 1 << 16;

    /** The first entry whose words are in what AWS says; of a text that is too long for AWS, in its beginning and its end. */
    public static Optional<KnownFailure> in(String said) {
        String asked = asked(said);
        return Arrays.stream(values())
                .filter(known -> Catalogue.of(known).wording().isIn(asked))
                .findFirst();
    }

    private static String asked(String said) {
        return Text.ends(said, MOST_ASKED);
    }

    /** What happened, in a plain sentence. */
    public String happened() {
        return Catalogue.of(this).happened();
    }

    /** Why it is likely to have happened where this is said, the likeliest first. */
    public List<String> causes(String said) {
        return Hint.meant(Catalogue.of(this).causes(), asked(said));
    }

    /** What happened, and a line for each cause that is likely where this is said. */
    public String why(String said) {
        return happened() + "\n" + likely(said);
    }

    /** A line for each cause that is likely where this is said. */
    public String likely(String said) {
        List<String> causes = causes(said);
        return causes.size() == 1
                ? "likely: " + causes.get(0)
                : "likely, in this order: " + String.join("\n  or ", causes);
    }

    /** What to type or change, whatever else is said. */
    public String fix() {
        return Catalogue.of(this).fix();
    }

    /** What to type or change where this is said. */
    public String fix(String said) {
        return Evidence.in(asked(said))
                .flatMap(evidence -> Hint.of(Catalogue.of(this).fixes(), evidence))
                .orElse(fix());
    }

    /** What to type or change where this is said, and where AWS says more. */
    public String fixAndPage(String said) {
        return fix(said) + "\nsee " + page();
    }

    /** The page of AWS's documentation. */
    public String page() {
        return Catalogue.of(this).page();
    }

    /** Whether the goal {@code check} can tell it before the run. */
    public boolean predicted() {
        return Catalogue.of(this).predicted();
    }
}
