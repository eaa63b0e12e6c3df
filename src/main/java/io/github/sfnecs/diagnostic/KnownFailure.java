package io.github.sfnecs.diagnostic;

import static java.util.regex.Pattern.compile;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The catalogue of failures that people meet when Step Functions runs an ECS task: what AWS says, what it means, what to do.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html ,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
public enum KnownFailure {
    /** The role that the console creates lacks exactly this. */
    PASS_ROLE(
            "is not authorized to perform: iam:PassRole",
            "The state machine's role may not hand the task one of its roles (iam:PassRole).",
            "mvn sfn-ecs:ensure-role"),
    /** A policy too narrow. */
    TAG_RESOURCE(
            "is not authorized to perform: ecs:TagResource",
            "The definition tags the task, and the state machine's role may not (ecs:TagResource).",
            "mvn sfn-ecs:ensure-role"),
    /** A policy too narrow, or one for another revision. */
    RUN_TASK(
            "is not authorized to perform: ecs:RunTask",
            "The state machine's role may not run this revision of the task definition on this cluster (ecs:RunTask).",
            "mvn sfn-ecs:ensure-role"),
    /** The completion event did not arrive and the role may not look. */
    OTHER_ECS(
            "is not authorized to perform: ecs:",
            "The state machine's role lacks a permission on ECS that the definition needs.",
            "mvn sfn-ecs:ensure-role"),
    /** {@code .sync} without {@code events:*}. */
    MANAGED_RULE(
            "is not authorized to create managed-rule",
            "A Run a Job (.sync) state needs events:PutTargets, events:PutRule and events:DescribeRule in the role.",
            "mvn sfn-ecs:ensure-role"),
    /** Wrong trust. */
    TRUST(
            "Neither the global service principal states\\.\\S+, nor the regional one is authorized to assume",
            "The role's trust policy does not let Step Functions assume it for this state machine.",
            "mvn sfn-ecs:ensure-role"),
    /** Logging configured without its permission. */
    LOG_DESTINATION(
            "The state machine IAM Role is not authorized to access the Log Destination",
            "The state machine logs to CloudWatch and its role lacks the permissions for that.",
            "Give the role the log delivery permissions of"
                    + " https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html"),
    /** The console's editor writes none. */
    NO_NETWORK(
            "Network Configuration must be provided when networkMode 'awsvpc' is specified",
            "The definition has no NetworkConfiguration, which tasks in network mode awsvpc need.",
            "Set subnets and securityGroups, then mvn sfn-ecs:deploy-statemachine"),
    /** Wrong ARN. */
    NO_CLUSTER(
            "ECS\\.ClusterNotFoundException|ClusterNotFoundException|Cluster not found",
            "The cluster does not exist in this region and account.",
            "Correct clusterArn, then mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine"),
    /** A deregistered revision. */
    INACTIVE_TASK_DEFINITION(
            "TaskDefinition is inactive|Task ?[dD]efinition.*(not found|does not exist)|Unable to describe task definition",
            "The revision of the task definition was deregistered, or never existed.",
            "Set taskDefinitionArn to an active revision, or leave the revision out to follow the newest"),
    /** The container instances are full, or their agents don't answer. */
    NO_PLACE(
            "(?m)^(RESOURCE:|AGENT\\b)|\"Reason\":\"(RESOURCE:|AGENT\")",
            "The cluster has no container instance with room for the task, or none whose agent answers.",
            "Run it again later, or give the cluster more container instances"),
    /** Fargate is full, or asked too fast. */
    CAPACITY(
            "Capacity is unavailable at this time|Rate exceeded",
            "ECS has no capacity for the task now, or is asked too often. Retrying helps; what retry there was did"
                    + " not suffice.",
            "Run it again later, raise retry, or spread subnets over more zones"),
    /** No way to the registry. */
    IMAGE_PULL(
            "CannotPullContainerError|CannotPullImageManifestError",
            "ECS could not pull the container's image: no route to the registry (a private subnet without NAT or"
                    + " endpoints, or assignPublicIp off in a public one), no such image, or the execution role may"
                    + " not pull it.",
            "Check subnets, assignPublicIp, the image's name, and the execution role"),
    /** No way to secrets, logs or registry. */
    RESOURCE_INITIALIZATION(
            "ResourceInitializationError",
            "ECS could not set the task up: no route to the registry, to secrets or to logs from its subnets, or the"
                    + " execution role lacks a permission.",
            "Check subnets, assignPublicIp, and the execution role"),
    /** Out of memory. */
    OUT_OF_MEMORY(
            "OutOfMemoryError|OutOfMemory",
            "A container needed more memory than it has.",
            "Give the container more memory, in the task definition or by containerOverrides"),
    /** The heartbeat of a token stayed away. */
    HEARTBEAT(
            "States\\.HeartbeatTimeout",
            "Nobody sent the task token back within heartbeat.",
            "Let the container call SendTaskHeartbeat more often than heartbeat, or raise heartbeat"),
    /** Too long. */
    TIMEOUT(
            "States\\.Timeout",
            "The state took longer than stateTimeout.",
            "Raise stateTimeout, or see why the task takes so long"),
    /** The input lacks what the definition reads. */
    PATH(
            "States\\.ParameterPathFailure|could not be found in the input|States\\.Runtime.*JSONPath|JsonPath",
            "The definition reads a JSONPath that the execution's input does not have.",
            "Give it in input or inputFile"),
    /** The container itself. */
    CONTAINER_EXITED(
            "Essential container in task exited",
            "The container ended with an error of its own; its log says which.",
            "Look at the container's log");

    private final Pattern pattern;
    private final String why;
    private final String fix;

    KnownFailure(String pattern, String why, String fix) {
        this.pattern = compile(pattern);
        this.why = why;
        this.fix = fix;
    }

    /** The first entry that AWS's message matches. */
    public static Optional<KnownFailure> in(String message) {
        return Arrays.stream(values())
                .filter(known -> known.pattern.matcher(message).find())
                .findFirst();
    }

    /** What it means, in plain sentences. */
    public String why() {
        return why;
    }

    /** What to type or change. */
    public String fix() {
        return fix;
    }
}
