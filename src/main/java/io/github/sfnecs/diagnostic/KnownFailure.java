package io.github.sfnecs.diagnostic;

import static io.github.sfnecs.diagnostic.KnownFailure.Prediction.CHECK;
import static io.github.sfnecs.diagnostic.KnownFailure.Prediction.NOBODY;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of failures that people meet when Step Functions runs an ECS task: what AWS says, what happened, why, and what to
 * do. The first entry that matches is the one, so what is more exact stands before what is less.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html ,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
public enum KnownFailure {
    /** By a person, or another program. */
    EXECUTION_ABORTED(
            "^Execution \\S{1,80} ABORTED\\.",
            "Somebody stopped the execution.",
            List.of("a person in the console, a build that was interrupted, or another program"),
            "Run it again if that was not meant",
            "https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html",
            Seen.DOCUMENTED,
            NOBODY),
    /** The whole of it took too long. */
    EXECUTION_TIMED_OUT(
            "^Execution \\S{1,80} TIMED_OUT\\.",
            "The execution took longer than TimeoutSeconds of the state machine.",
            List.of("somebody set TimeoutSeconds, which this plugin does not", "the task takes longer than it used to"),
            "mvn sfn-ecs:deploy-statemachine takes TimeoutSeconds out; or see why the task takes so long",
            Page.STATES_ERRORS,
            Seen.DOCUMENTED,
            NOBODY),
    /** The heartbeat of a token stayed away. AWS's own word for it is that of {@link #TIMEOUT}, so ours is known, too. */
    HEARTBEAT(
            "States\\.HeartbeatTimeout|Nobody sent the task token back within heartbeat",
            "Nobody sent the task token back within heartbeat.",
            List.of(
                    "the container never started, which Wait for Callback does not notice: look at the task in ECS",
                    "its task role lacks states:SendTaskSuccess, states:SendTaskFailure or states:SendTaskHeartbeat",
                    "it calls SendTaskHeartbeat less often than heartbeat"),
            "Let the container call SendTaskHeartbeat more often than heartbeat, or raise heartbeat; mvn sfn-ecs:check looks at the task role",
            "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html",
            Seen.DOCUMENTED,
            CHECK),
    /** Too long. */
    TIMEOUT(
            "States\\.Timeout",
            "The state took longer than stateTimeout.",
            List.of(
                    "the task takes longer than it used to: see its log",
                    "stateTimeout is too short",
                    "under WAIT_FOR_TASK_TOKEN nobody sent the task token back"),
            "Raise stateTimeout, or see why the task takes so long",
            Page.STATES_ERRORS,
            Seen.DOCUMENTED,
            CHECK),
    /** Too much data. */
    DATA_LIMIT(
            "States\\.DataLimitExceeded",
            "A state's input or output is larger than 256 KiB.",
            List.of(
                    "a task's own description is large: Run a Job has it as its output",
                    "the execution carries data that belongs in S3"),
            "Pass data through S3 and only its place through the execution",
            Page.STATES_ERRORS,
            Seen.DOCUMENTED,
            NOBODY),
    /** Too many events. */
    HISTORY_LIMIT(
            "reached the maximum number of history events",
            "The execution reached 25,000 events, the most that an execution can have.",
            List.of("it loops, or fans out over many items"),
            "Split the work over child executions, or use a distributed Map",
            "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html",
            Seen.UNSEEN,
            NOBODY),
    /** The input lacks what the definition reads. */
    PATH(
            "States\\.ParameterPathFailure|could not be found in the input|States\\.Runtime.{0,400}JSONPath|JsonPath",
            "The definition reads a JSONPath that the execution's input does not have.",
            List.of(
                    "input or inputFile lacks the member",
                    "the path in the POM is misspelt, or a literal dollar is not written \\$"),
            "Give it in input or inputFile",
            Page.STATES_ERRORS,
            Seen.RECORDED,
            NOBODY),
    /** A function of the definition failed. */
    INTRINSIC(
            "States\\.IntrinsicFailure",
            "A function such as States.Format or States.Array could not be applied to the input.",
            List.of("a value of the input has another type than the function takes"),
            "Correct the input, or the value in the POM",
            Page.STATES_ERRORS,
            Seen.DOCUMENTED,
            NOBODY),
    /** {@code .sync} without {@code events:*}. */
    MANAGED_RULE(
            "is not authorized to create managed-rule",
            "A Run a Job (.sync) state needs events:PutTargets, events:PutRule and events:DescribeRule in the role.",
            List.of(
                    "the role was created by the console or by hand without them",
                    "the role or its policy was written seconds ago, and IAM has not caught up"),
            "mvn sfn-ecs:ensure-role",
            Page.STATES_ECS,
            Seen.REPORTED,
            CHECK),
    /** Wrong trust. */
    TRUST(
            "Neither the global service principal states\\.\\S{1,40}, nor the regional one is authorized to assume",
            "The role's trust policy does not let Step Functions assume it for this state machine.",
            List.of(
                    "the trust policy names another service, or conditions that exclude this state machine or account",
                    "the role was created seconds ago, and IAM has not caught up",
                    "there is no such role"),
            "mvn sfn-ecs:ensure-role",
            "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html",
            Seen.REPORTED,
            CHECK),
    /** Logging configured without its permission. */
    LOG_DESTINATION(
            "The state machine IAM Role is not authorized to access the Log Destination",
            "The state machine logs to CloudWatch and its role lacks the permissions for that.",
            List.of(
                    "the role lacks logs:CreateLogDelivery and its siblings",
                    "the role was created seconds ago, and IAM has not caught up",
                    "the log group's resource policy has no room or does not allow delivery.logs.amazonaws.com"),
            "Give the role the log delivery permissions",
            "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
            Seen.REPORTED,
            NOBODY),
    /** Step Functions refuses the definition. */
    INVALID_DEFINITION(
            "SCHEMA_VALIDATION_FAILED|INVALID_JSON_DESCRIPTION|MISSING_TRANSITION_TARGET|Invalid State Machine Definition",
            "Step Functions finds the definition invalid.",
            List.of("a parameter of the POM ends in a field or a path that Step Functions does not take"),
            "Correct the parameters that lead to these places",
            "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html",
            Seen.DOCUMENTED,
            CHECK),
    /** The role that the console creates lacks exactly this. */
    PASS_ROLE(
            "is not authorized to perform: iam:PassRole",
            "The state machine's role may not hand the task one of its roles (iam:PassRole).",
            List.of(
                    "the console created the role, and leaves iam:PassRole out",
                    "the task definition or an override names another role than the policy",
                    "the policy was written seconds ago, and IAM has not caught up"),
            "mvn sfn-ecs:ensure-role",
            Page.STATES_ECS,
            Seen.REPORTED,
            CHECK),
    /** A policy too narrow. */
    TAG_RESOURCE(
            "is not authorized to perform: ecs:TagResource",
            "The definition tags the task, and the state machine's role may not (ecs:TagResource).",
            List.of(
                    "taskTags or propagateTags came after the role",
                    "the policy was written seconds ago, and IAM has not caught up"),
            "mvn sfn-ecs:ensure-role",
            Page.STATES_ECS,
            Seen.REPORTED,
            CHECK),
    /** A policy too narrow, or one for another revision. */
    RUN_TASK(
            "is not authorized to perform: ecs:RunTask",
            "The state machine's role may not run this revision of the task definition on this cluster (ecs:RunTask).",
            List.of(
                    "the policy names another revision, or the family without a revision",
                    "the policy names another cluster",
                    "the policy was written seconds ago, and IAM has not caught up"),
            "mvn sfn-ecs:ensure-role",
            Page.STATES_ECS,
            Seen.REPORTED,
            CHECK),
    /** The completion event did not arrive and the role may not look. */
    OTHER_ECS(
            "is not authorized to perform: ecs:",
            "The state machine's role lacks a permission on ECS that the definition needs.",
            List.of("the policy was written by hand", "the policy was written seconds ago, and IAM has not caught up"),
            "mvn sfn-ecs:ensure-role",
            Page.STATES_ECS,
            Seen.REPORTED,
            CHECK),
    /** Any other service than ECS. */
    PERMISSIONS(
            "States\\.Permissions",
            "The state machine's role may not do what a state of the definition does.",
            List.of("the definition was changed and the role was not"),
            "Give the role the permission; for a definition of this plugin mvn sfn-ecs:ensure-role",
            Page.STATES_ERRORS,
            Seen.DOCUMENTED,
            NOBODY),
    /** Credentials that ended. */
    EXPIRED_TOKEN(
            "ExpiredToken|security token included in the request is (expired|invalid)",
            "The credentials of the call have ended or are not valid.",
            List.of("a session is over", "the clock of the machine is wrong"),
            "Log in anew; for an IAM Identity Center profile: aws sso login",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html",
            Seen.REPORTED,
            NOBODY),
    /** Fargate has no role of its own. */
    EXECUTION_ROLE_REQUIRED(
            "requires task definition to have execution role ARN|must also specify a value for 'executionRoleArn'",
            "The task definition has no execution role, with which ECS pulls from ECR, writes logs and reads secrets.",
            List.of("executionRoleArn is missing in the task definition and in the POM"),
            "Set executionRoleArn, here or in the task definition; the usual role has the managed policy AmazonECSTaskExecutionRolePolicy",
            Page.ROLES,
            Seen.REPORTED,
            NOBODY),
    /** No such role, or one for somebody else. */
    ROLE_NOT_ASSUMABLE(
            "ECS was unable to assume the role",
            "ECS may not assume the execution role or the task role.",
            List.of(
                    "its trust policy does not name ecs-tasks.amazonaws.com, or has conditions that exclude this cluster",
                    "the role does not exist",
                    "the role was created seconds ago, and IAM has not caught up"),
            "Let ecs-tasks.amazonaws.com assume the role; mvn sfn-ecs:check prints the command",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
            Seen.REPORTED,
            CHECK),
    /** The console's editor writes none. */
    NO_NETWORK(
            "Network Configuration must be provided when networkMode 'awsvpc' is specified",
            "The definition has no NetworkConfiguration, which tasks in network mode awsvpc need.",
            List.of("the definition was written in the console's editor, which leaves it out", "subnets is not set"),
            "Set subnets and securityGroups, then mvn sfn-ecs:deploy-statemachine",
            Page.NETWORK_PAGE,
            Seen.REPORTED,
            NOBODY),
    /** Misspelt, or of another region. */
    SUBNET_NOT_FOUND(
            "subnet ID '[^']{0,40}' does not exist|InvalidSubnetID",
            "A subnet does not exist in this region and account.",
            List.of("it is misspelt, or was deleted", "it belongs to another region or account"),
            "Correct subnets; aws ec2 describe-subnets lists them",
            Page.NETWORK_PAGE,
            Seen.REPORTED,
            CHECK),
    /** Misspelt, or of another region. */
    SECURITY_GROUP_NOT_FOUND(
            "security group '?[^ ']{0,40}'? does not exist|InvalidGroup(Id)?\\.NotFound",
            "A security group does not exist in this region and account.",
            List.of("it is misspelt, or was deleted", "it belongs to another region or account"),
            "Correct securityGroups; aws ec2 describe-security-groups lists them",
            Page.NETWORK_PAGE,
            Seen.REPORTED,
            CHECK),
    /** Subnets and groups that can not meet. */
    DIFFERENT_VPCS(
            "belong to different networks|does not (appear to )?belong to (the same )?VPC|must (all )?be in the same VPC",
            "The subnets and security groups are not in one VPC.",
            List.of("a security group of another VPC", "subnets of two VPCs"),
            "Take all of subnets and securityGroups from one VPC",
            Page.NETWORK_PAGE,
            Seen.REPORTED,
            CHECK),
    /** The subnet is full. */
    NO_ADDRESSES(
            "(?i)not (have )?enough free (ip )?addresses|InsufficientFreeAddressesInSubnet",
            "A subnet has no free IP addresses left.",
            List.of(
                    "the subnet is small, and every task on Fargate takes an address of it",
                    "stray tasks hold addresses: mvn sfn-ecs:cleanup-tasks"),
            "Add larger subnets to subnets",
            Page.NETWORK_PAGE,
            Seen.REPORTED,
            NOBODY),
    /** No network interface to be had. */
    NO_INTERFACES(
            "NetworkInterfaceLimitExceeded|RESOURCE:ENI|maximum number of network interfaces",
            "The account or the container instance has no network interface left for the task.",
            List.of(
                    "the quota of network interfaces of the region",
                    "the instance type takes few, and awsvpc tasks one each"),
            "Ask for a higher quota, or raise the number of instances",
            Page.FAILURES,
            Seen.DOCUMENTED,
            NOBODY),
    /** EC2 made none. */
    NETWORK_INTERFACE(
            "Unexpected EC2 error|Timeout waiting for network interface provisioning",
            "EC2 did not give the task its network interface.",
            List.of(
                    "a passing failure of EC2",
                    "a policy of the organization or of the subnet's owner forbids network interfaces"),
            "Run it again; if that does not help look at CreateNetworkInterface in CloudTrail",
            Page.STOPPED,
            Seen.DOCUMENTED,
            NOBODY),
    /** Deleted. */
    CLUSTER_INACTIVE(
            "The referenced cluster was inactive",
            "The cluster was deleted.",
            List.of("clusterArn names a cluster of the past"),
            "Set clusterArn to a cluster that is ACTIVE",
            Page.RUN_TASK_API,
            Seen.REPORTED,
            CHECK),
    /** Wrong ARN. */
    NO_CLUSTER(
            "ClusterNotFoundException|Cluster not found",
            "The cluster does not exist in this region and account.",
            List.of("clusterArn is misspelt", "the cluster is in another region or account", "the cluster was deleted"),
            "Correct clusterArn, then mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine",
            Page.RUN_TASK_API,
            Seen.REPORTED,
            CHECK),
    /** A deregistered revision. */
    INACTIVE_TASK_DEFINITION(
            "TaskDefinition is inactive|Task ?[dD]efinition.{0,400}(not found|does not exist)|Unable to describe task definition",
            "The revision of the task definition was deregistered, or never existed.",
            List.of("a newer revision was registered, and this one deregistered", "taskDefinitionArn is misspelt"),
            "Set taskDefinitionArn to an active revision, or leave the revision out to follow the newest",
            Page.RUN_TASK_API,
            Seen.REPORTED,
            CHECK),
    /** Not of this cluster. */
    CAPACITY_PROVIDER(
            "capacity provider.{0,400}(not found|not associated|not active)",
            "The cluster does not have a capacity provider that the definition names.",
            List.of(
                    "it is not associated with the cluster, which FARGATE and FARGATE_SPOT have to be, too",
                    "its name is misspelt"),
            "aws ecs put-cluster-capacity-providers adds it; or correct capacityProviderStrategy",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
            Seen.REPORTED,
            CHECK),
    /** One too many. */
    PROVIDER_AND_LAUNCH_TYPE(
            "Specifying both a launch type and capacity provider strategy",
            "The definition names both a launch type and a capacity provider strategy, which exclude each other.",
            List.of("the definition was changed by hand"),
            "mvn sfn-ecs:deploy-statemachine",
            Page.RUN_TASK_API,
            Seen.REPORTED,
            NOBODY),
    /** Made for instances. */
    NOT_FARGATE(
            "Task definition does not support launch_type|does not support launch type",
            "The task definition does not fit Fargate.",
            List.of(
                    "FARGATE is not among its requiresCompatibilities",
                    "its network mode is not awsvpc, or it has no cpu and memory"),
            "Register a revision with \"requiresCompatibilities\": [\"FARGATE\"], \"networkMode\": \"awsvpc\", cpu and memory; or set launchType to EC2",
            Page.RUN_TASK_API,
            Seen.REPORTED,
            CHECK),
    /** No such size. */
    FARGATE_SIZE(
            "No Fargate configuration exists for given values|setting for container.{0,400} is greater than for the task|Invalid '?(cpu|memory)'? setting",
            "Fargate has no tasks of this CPU and memory, or a container gets more than its task has.",
            List.of(
                    "cpu and memory of the task definition are not a pair that Fargate offers",
                    "containerOverrides gives a container more than the task has"),
            "Choose a pair of cpu and memory that Fargate offers, in the task definition",
            Page.SIZE,
            Seen.REPORTED,
            CHECK),
    /** Misspelt. */
    UNKNOWN_CONTAINER(
            "is not a container in the TaskDefinition",
            "An override is for a container that the task definition does not have.",
            List.of("a new revision has other containers", "the name is misspelt"),
            "Correct the name in containerOverrides",
            Page.RUN_TASK_API,
            Seen.REPORTED,
            CHECK),
    /** Misspelt, or too old. */
    PLATFORM_VERSION(
            "PlatformUnknownException|PlatformTaskDefinitionIncompatibilityException|platform version does not exist",
            "The platform version of Fargate does not exist, or lacks what the task definition needs.",
            List.of("platformVersion is misspelt or retired", "the task definition needs a newer one"),
            "Leave platformVersion out",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html",
            Seen.DOCUMENTED,
            NOBODY),
    /** More than ECS takes. */
    LONG_OVERRIDES(
            "Container Overrides length must be at most",
            "The overrides have more than 8192 characters.",
            List.of("a value of the input is large"),
            "Pass large values in a file on S3 or a parameter and override only its name",
            Page.RUN_TASK_API,
            Seen.REPORTED,
            NOBODY),
    /** The account may not run more. */
    QUOTA(
            "reached the limit on the number of (tasks|vCPUs)",
            "The account runs as many tasks or vCPUs on Fargate as its quota allows.",
            List.of("many tasks run at once", "stray tasks run on: mvn sfn-ecs:cleanup-tasks"),
            "Ask for a higher quota, or run fewer tasks at once",
            Page.QUOTAS,
            Seen.REPORTED,
            NOBODY),
    /** The account is blocked. */
    BLOCKED(
            "BlockedException|account is (currently )?blocked",
            "AWS has blocked Fargate for this account.",
            List.of("billing, or a new account that AWS has to verify"),
            "Write to AWS Support",
            Page.RUN_TASK_API,
            Seen.DOCUMENTED,
            NOBODY),
    /** Fargate is full. */
    CAPACITY(
            "Capacity is unavailable at this time|unable to place a task because no capacity",
            "Fargate has no capacity for the task now; what retry there was did not suffice.",
            List.of("one zone has no capacity, and the subnets are in one", "Fargate Spot has none"),
            "Run it again later, raise retry, spread subnets over more zones, or add FARGATE to a strategy of FARGATE_SPOT",
            Page.FAILURES,
            Seen.REPORTED,
            NOBODY),
    /** Asked too fast. */
    THROTTLED(
            "Rate exceeded|ThrottlingException|RequestLimitExceeded|Too many concurrent attempts",
            "ECS, or what it calls, is asked too often; what retry there was did not suffice.",
            List.of("many tasks are started at once, in this or another build of the account"),
            "Run it again later, raise retry, or start fewer tasks at once",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html",
            Seen.REPORTED,
            NOBODY),
    /** The container instances are full, or their agents don't answer. */
    NO_PLACE(
            "(?m)^(RESOURCE:|AGENT\\b|ATTRIBUTE\\b|LOCATION\\b)|\"Reason\":\"(RESOURCE:|AGENT\"|ATTRIBUTE|LOCATION)|No Container Instances were found",
            "The cluster has no container instance with room for the task, or none whose agent answers.",
            List.of(
                    "CPU, memory or ports of all instances are taken",
                    "the instances lack an attribute that the task definition demands",
                    "the cluster has no instances at all: on Fargate leave launchType to FARGATE"),
            "Run it again later, or give the cluster more container instances",
            Page.FAILURES,
            Seen.REPORTED,
            NOBODY),
    /** ECS broke. */
    SERVER(
            "ECS\\.ServerException",
            "ECS itself failed; what retry there was did not suffice.",
            List.of("a passing failure of AWS"),
            "Run it again later, or raise retry",
            Page.RUN_TASK_API,
            Seen.DOCUMENTED,
            NOBODY),
    /** Fargate's disk did not come. */
    STORAGE_TIMEOUT(
            "Timeout waiting for EphemeralStorage provisioning",
            "ECS did not get the task's ephemeral storage in time.",
            List.of("a passing failure of AWS"),
            "Run it again",
            Page.STOPPED,
            Seen.REPORTED,
            NOBODY),
    /** The registry is asked too often. */
    REGISTRY_LIMIT(
            "toomanyrequests|pull rate limit",
            "The registry refuses pulls for now: too many of them came from here.",
            List.of("Docker Hub counts the pulls of an address, and a NAT gateway is one address"),
            "Log in to the registry with repositoryCredentials, or keep the image in ECR",
            Page.PULL,
            Seen.REPORTED,
            NOBODY),
    /** For another processor. */
    IMAGE_PLATFORM(
            "does not contain descriptor matching platform|no matching manifest for|exec format error",
            "The image is for another CPU architecture or operating system than the task.",
            List.of("it was built on an ARM machine for X86_64 tasks, or the other way round"),
            "Build the image for the task, such as docker buildx build --platform linux/amd64; or set runtimePlatform in the task definition",
            Page.PULL,
            Seen.REPORTED,
            NOBODY),
    /** Full. */
    NO_SPACE(
            "no space left on device",
            "The image or the data of the task does not fit its ephemeral storage.",
            List.of("the image is large", "the container writes much"),
            "Raise ephemeralStorage in the task definition",
            Page.PULL,
            Seen.REPORTED,
            NOBODY),
    /** The key is not theirs to use. */
    KMS(
            "(?i)access to kms is not allowed|ciphertext refers to a|kms:Decrypt|KMSAccessDenied|KMS key .{0,400}(disabled|not found)",
            "The execution role may not use the KMS key of a secret, parameter or log group.",
            List.of(
                    "the role lacks kms:Decrypt on the key",
                    "the key's policy does not allow the role",
                    "the key is disabled"),
            "Give the execution role kms:Decrypt on the key, in its policy and in the key's",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
            Seen.REPORTED,
            NOBODY),
    /** The role may not read it. */
    SECRETS_DENIED(
            Wording.inOrder("AccessDenied|not authorized", "secretsmanager:GetSecretValue|ssm:GetParameters?")
                    .or("secretsmanager:GetSecretValue|ssm:GetParameters?", "not authorized"),
            "The execution role may not read a secret that the task definition names.",
            List.of(
                    "its policy lacks secretsmanager:GetSecretValue or ssm:GetParameters on it",
                    "the secret's own policy denies it"),
            "Give the execution role the permission; mvn sfn-ecs:check prints the statement",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
            Seen.REPORTED,
            CHECK),
    /** Misspelt, or deleted. */
    SECRET_NOT_FOUND(
            Wording.inOrder(
                    "unable to retrieve secrets? from (asm|ssm)|Fetching secret data from",
                    "ResourceNotFoundException|can't find|invalid (ssm )?parameters|did not contain json key|Invalid name|marked for deletion"),
            "A secret or parameter that the task definition names does not exist, or lacks the key that is asked for.",
            List.of(
                    "valueFrom is misspelt",
                    "the secret is in another region",
                    "the secret is no JSON, or has no such key"),
            "Correct valueFrom in the task definition",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
            Seen.REPORTED,
            NOBODY),
    /** The role may not pull. */
    ECR_DENIED(
            Wording.inOrder("AccessDenied|not authorized", "ecr:")
                    .or("CannotPull", "403 Forbidden|Check that the role has the permissions to pull")
                    .or(
                            "ecr:(GetAuthorizationToken|BatchGetImage|GetDownloadUrlForLayer|BatchCheckLayerAvailability)",
                            "not authorized|denied"),
            "The execution role may not pull the image from ECR.",
            List.of(
                    "its policy lacks ecr:GetAuthorizationToken, ecr:BatchGetImage or ecr:GetDownloadUrlForLayer",
                    "the repository is another account's, and its policy does not allow the role"),
            "Attach AmazonECSTaskExecutionRolePolicy to the execution role; mvn sfn-ecs:check prints the statement",
            Page.ROLES,
            Seen.REPORTED,
            CHECK),
    /** A private registry. */
    REGISTRY_LOGIN(
            "401 Unauthorized|failed to authorize|no basic auth credentials|unauthorized: authentication required",
            "The registry wants a login that the task does not have, or refuses the one that it has.",
            List.of(
                    "the image is private, and the task definition has no repositoryCredentials",
                    "its credentials are wrong"),
            "Set repositoryCredentials in the task definition",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html",
            Seen.REPORTED,
            NOBODY),
    /** The role may not log. */
    LOGS_DENIED(
            Wording.inOrder("AccessDenied|not authorized", "logs:Create").or("logs:Create", "not authorized"),
            "The execution role may not write the log of a container.",
            List.of(
                    "its policy lacks logs:CreateLogStream",
                    "awslogs-create-group is true, and its policy lacks logs:CreateLogGroup"),
            "Attach AmazonECSTaskExecutionRolePolicy to the execution role; for awslogs-create-group add logs:CreateLogGroup",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
            Seen.REPORTED,
            CHECK),
    /** Nobody created it. */
    LOG_GROUP_MISSING(
            "specified log group does not exist",
            "The log group that the task definition names does not exist.",
            List.of("nobody created it", "awslogs-region names another region"),
            "aws logs create-log-group, or set awslogs-create-group to true in the task definition",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
            Seen.REPORTED,
            NOBODY),
    /** No file system. */
    EFS(
            "failed to invoke EFS utils|mount\\.nfs|EFS utils commands",
            "ECS could not mount the EFS file system of the task.",
            List.of(
                    "the file system's security group does not let the task's in on port 2049",
                    "no mount target in the zone of the subnet",
                    "the task role may not mount it"),
            "Check the mount targets and security groups of the file system",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
            Seen.REPORTED,
            NOBODY),
    /** No environment file. */
    ENV_FILE(
            "failed to download env files",
            "ECS could not read an environment file of the task definition from S3.",
            List.of(
                    "the execution role lacks s3:GetObject or s3:GetBucketLocation",
                    "the file does not exist",
                    "no route to S3 from the subnets"),
            "Check the ARN in environmentFiles and the execution role",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",
            Seen.REPORTED,
            NOBODY),
    /** No way out. */
    NO_ROUTE(
            Wording.inOrder("There is a connection issue between the task and")
                    .or(
                            "CannotPull\\w{0,40}Error|ResourceInitializationError",
                            "i/o timeout|context deadline exceeded|context canceled|RequestCanceled|request canceled|Client\\.Timeout|connection refused|signal: killed|TLS handshake timeout|network is unreachable"),
            "The task could not reach the registry, the secrets or the logs from its subnets.",
            List.of(
                    "a public subnet, and assignPublicIp is false",
                    "a private subnet without a route to a NAT gateway or VPC endpoints",
                    "a security group, of the task or of the endpoints, does not let port 443 through"),
            "In a public subnet set assignPublicIp to true; in a private one add a NAT gateway, or endpoints for ecr.api, ecr.dkr, s3 and logs",
            Page.NETWORK_PAGE,
            Seen.REPORTED,
            CHECK),
    /** Misspelt, or never pushed. */
    IMAGE_NOT_FOUND(
            Wording.inOrder("CannotPull\\w{0,40}Error", "not found|manifest unknown|does not exist|name unknown"),
            "There is no such image in the registry.",
            List.of(
                    "its tag was never pushed, or was deleted",
                    "its name or the region in it is misspelt",
                    "it is private, and the task has no login"),
            "Correct the image in the task definition, or push it",
            Page.PULL,
            Seen.REPORTED,
            NOBODY),
    /** The image did not come. */
    IMAGE_PULL(
            "CannotPull\\w{0,40}Error",
            "ECS could not pull the container's image.",
            List.of("no route to the registry from the subnets", "no such image", "the execution role may not pull it"),
            "Check subnets, assignPublicIp, the image's name, and the execution role",
            Page.PULL,
            Seen.DOCUMENTED,
            NOBODY),
    /** The command did not start. */
    CANNOT_START(
            "CannotStartContainerError|executable file not found|failed to create shim",
            "A container could not be started.",
            List.of(
                    "its command or entry point is not in the image, or can't be executed",
                    "it has too little memory to start"),
            "Check command in containerOverrides and the task definition against the image",
            Page.START,
            Seen.REPORTED,
            NOBODY),
    /** The task could not be set up. */
    RESOURCE_INITIALIZATION(
            "ResourceInitializationError",
            "ECS could not set the task up.",
            List.of(
                    "no route to the registry, to secrets or to logs from its subnets",
                    "the execution role lacks a permission"),
            "Check subnets, assignPublicIp, and the execution role; mvn sfn-ecs:check looks at both",
            Page.INIT,
            Seen.DOCUMENTED,
            NOBODY),
    /** The container was not created. */
    CANNOT_CREATE(
            "CannotCreateContainerError|CannotCreateVolumeError",
            "A container or its volume could not be created.",
            List.of("the task definition names a volume, device or option that the host does not have"),
            "Check volumes and mountPoints of the task definition",
            Page.STOPPED,
            Seen.REPORTED,
            NOBODY),
    /** The host is in trouble. */
    RUNTIME(
            "DockerTimeoutError|ContainerRuntimeTimeoutError|ContainerRuntimeError|CannotInspectContainerError|CannotStopContainerError|(?<![A-Za-z.])InternalError: |DockerStateError",
            "The container runtime of the host did not answer in time, or broke.",
            List.of("the host is overloaded", "a passing failure of AWS"),
            "Run it again",
            Page.STOPPED,
            Seen.REPORTED,
            NOBODY),
    /** Taken back. */
    SPOT(
            "Your Spot Task was interrupted|SpotInterruption",
            "Fargate Spot took the capacity back and stopped the task.",
            List.of("nothing is wrong with the task: Spot gives two minutes of notice"),
            "Run it again; give capacityProviderStrategy a share of FARGATE, or let the task end on SIGTERM and go on later",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
            Seen.REPORTED,
            NOBODY),
    /** Not healthy. */
    HEALTH(
            "failed (ELB|container) health checks",
            "The task was stopped since a health check failed.",
            List.of("the container's health check or a load balancer's did not get an answer in time"),
            "Look at the log, and at healthCheck in the task definition",
            Page.STOPPED,
            Seen.DOCUMENTED,
            NOBODY),
    /** Its host went away. */
    HOST_GONE(
            "Host EC2 .{0,400}(terminated|stopped)|TerminationNotice|underlying infrastructure|Scaling activity initiated|container instance .{0,400}(deregistered|terminated)",
            "What the task ran on was terminated, or ECS moved it.",
            List.of("maintenance of the platform, scaling in, or a terminated instance"),
            "Run it again",
            Page.STOPPED,
            Seen.REPORTED,
            NOBODY),
    /** Somebody stopped it. */
    STOPPED_BY_USER(
            "UserInitiated|Task stopped by user",
            "Somebody stopped the task.",
            List.of("a person, a build, or Step Functions when the execution was stopped"),
            "Run it again if that was not meant",
            Page.STOPPED,
            Seen.DOCUMENTED,
            NOBODY),
    /** A container beside the application. */
    SIDECAR(
            "non-essential container",
            "A container that is not essential exited with an error, though all essential ones exited with 0. Run a Job fails for any container.",
            List.of(
                    "the sidecar does not end well when the task stops: exit codes 137 and 143 are the signal that stops it"),
            "Let the sidecar exit with 0 on SIGTERM, or leave it out",
            Page.STATES_ECS,
            Seen.REPORTED,
            NOBODY),
    /** Out of memory. */
    OUT_OF_MEMORY(
            "OutOfMemory",
            "A container needed more memory than it has.",
            List.of("its memory limit, in the task definition or containerOverrides, is too low", "a leak"),
            "Give the container more memory, in the task definition or by containerOverrides",
            Page.MEMORY,
            Seen.DOCUMENTED,
            NOBODY),
    /** SIGKILL. */
    EXIT_137(
            Exit.CODE + "137\\b",
            "A container was killed (SIGKILL).",
            List.of(
                    "it needed more memory than it has",
                    "the task was stopped, and the container did not end within its stopTimeout"),
            "Give it more memory if its log ends in the middle of work; else let it end on SIGTERM",
            Page.MEMORY,
            Seen.DOCUMENTED,
            NOBODY),
    /** SIGSEGV. */
    EXIT_139(
            Exit.CODE + "139\\b",
            "A container crashed with a segmentation fault (SIGSEGV).",
            List.of("a bug in native code", "an image for another CPU architecture"),
            "Look at the container's log",
            Page.STOPPED,
            Seen.DOCUMENTED,
            NOBODY),
    /** SIGTERM. */
    EXIT_143(
            Exit.CODE + "143\\b",
            "A container ended on SIGTERM: it was asked to stop.",
            List.of("the task was stopped by somebody, by Spot, or since another container ended"),
            "See what stopped the task; let the container exit with 0 on SIGTERM",
            Page.STOPPED,
            Seen.REPORTED,
            NOBODY),
    /** SIGABRT. */
    EXIT_134(
            Exit.CODE + "134\\b",
            "A container aborted itself (SIGABRT).",
            List.of("a failed assertion, a corrupted heap, or a JVM that crashed"),
            "Look at the container's log",
            Page.STOPPED,
            Seen.REPORTED,
            NOBODY),
    /** Docker. */
    EXIT_125(
            Exit.CODE + "125\\b",
            "The container could not be run at all.",
            List.of("an option of the task definition that the runtime does not take"),
            "Check the task definition",
            Page.START,
            Seen.UNSEEN,
            NOBODY),
    /** Not executable. */
    EXIT_126(
            Exit.CODE + "126\\b",
            "The container's command can't be executed.",
            List.of("the file is not a program, or lacks its execute permission"),
            "Check command in containerOverrides and the task definition",
            Page.START,
            Seen.UNSEEN,
            NOBODY),
    /** No such command. */
    EXIT_127(
            Exit.CODE + "127\\b",
            "The container's command was not found.",
            List.of(
                    "it is misspelt, or not in the image",
                    "a script in the image names an interpreter that is not there"),
            "Check command in containerOverrides and the task definition",
            Page.START,
            Seen.UNSEEN,
            NOBODY),
    /** The application. */
    EXIT_1(
            Exit.CODE + "1\\b",
            "The application in a container ended with an error (exit code 1).",
            List.of("its own failure, which its log tells"),
            "Look at the container's log",
            Page.STOPPED,
            Seen.UNSEEN,
            NOBODY),
    /** The container itself. */
    CONTAINER_EXITED(
            "Essential container in task exited|EssentialContainerExited",
            "The container ended with an error of its own; its log says which.",
            List.of("its own failure, which its log tells"),
            "Look at the container's log",
            Page.STOPPED,
            Seen.DOCUMENTED,
            NOBODY),
    /** ECS started nothing. */
    NO_TASK(
            "AmazonECS\\.Unknown",
            "ECS accepted the call and started no task; Failures says why.",
            List.of("no capacity, or no instance with room"),
            "Run it again later, or raise retry",
            Page.FAILURES,
            Seen.RECORDED,
            NOBODY);

    /** Where AWS's wording was seen; of several that an entry has, the one that is known least. */
    public enum Seen {
        /** In AWS's documentation. */
        DOCUMENTED,
        /** In a recording of the real service. */
        RECORDED,
        /** In what users report. */
        REPORTED,
        /** Nowhere: it is how it is expected to be. */
        UNSEEN
    }

    /** Who can tell before the run that it will fail so. */
    public enum Prediction {
        /** The goal {@code check}. */
        CHECK,
        /** Nobody. */
        NOBODY
    }

    /** A cause has at most 32,768 characters, so what comes from Step Functions is looked through to its end. */
    private static final int MOST_ASKED = 1 << 16;

    @SuppressWarnings("ImmutableEnumChecker") // a list of lists, both made by List.of, of patterns
    private final Wording wording;

    private final String happened;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> causes;

    private final String fix;
    private final String page;
    private final Seen seen;
    private final Prediction prediction;

    KnownFailure(
            String expression,
            String happened,
            List<String> causes,
            String fix,
            String page,
            Seen seen,
            Prediction prediction) {
        this(Wording.inOrder(expression), happened, causes, fix, page, seen, prediction);
    }

    KnownFailure(
            Wording wording,
            String happened,
            List<String> causes,
            String fix,
            String page,
            Seen seen,
            Prediction prediction) {
        this.wording = wording;
        this.happened = happened;
        this.causes = causes;
        this.fix = fix;
        this.page = page;
        this.seen = seen;
        this.prediction = prediction;
    }

    /** The first entry whose words are in what AWS says; of a text that is too long for AWS, in its beginning and its end. */
    public static Optional<KnownFailure> in(String said) {
        String asked = Text.ends(said, MOST_ASKED);
        return Arrays.stream(values())
                .filter(known -> known.wording.isIn(asked))
                .findFirst();
    }

    /** What happened, in a plain sentence. */
    public String happened() {
        return happened;
    }

    /** Why it is likely to have happened, the likeliest first. */
    public List<String> causes() {
        return causes;
    }

    /** What happened, and a line for each likely cause. */
    public String why() {
        return happened + "\n" + likely();
    }

    /** A line for each likely cause. */
    public String likely() {
        return causes.size() == 1
                ? "likely: " + causes.get(0)
                : "likely, in this order: " + String.join("\n  or ", causes);
    }

    /** What to type or change. */
    public String fix() {
        return fix;
    }

    /** What to type or change, and where AWS says more. */
    public String fixAndPage() {
        return fix + "\nsee " + page;
    }

    /** The page of AWS's documentation. */
    public String page() {
        return page;
    }

    /** Where AWS's wording was seen. */
    public Seen seen() {
        return seen;
    }

    /** Who can tell it before the run. */
    public Prediction prediction() {
        return prediction;
    }

    /** How the exit code of a container is told. */
    private static final class Exit {
        /** As ECS and its tasks' JSON have it, and as Docker says it. */
        static final String CODE = "(?i)\\bexit(ed with)? ?code\"?:? ?";
    }

    /** The pages that several entries follow. */
    private static final class Page {
        static final String STOPPED =
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html";
        static final String PULL =
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html";
        static final String INIT =
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html";
        static final String ROLES =
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html";
        static final String FAILURES =
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html";
        static final String SIZE =
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html";
        static final String QUOTAS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html";
        static final String MEMORY = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html";
        static final String START =
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cannot-start-container.html";
        static final String STATES_ECS = "https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html";
        static final String STATES_ERRORS =
                "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html";
        static final String RUN_TASK_API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html";
        static final String NETWORK_PAGE =
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html";
    }
}
