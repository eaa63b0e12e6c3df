package io.github.sfnecs.fakeaws.states.services;

import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.AwsError;
import java.util.Set;
import java.util.UUID;

/**
 * How Step Functions names the errors of a service: those of its model by their names, all others by one. The optimized integrations
 * call with Java's SDK of version 1, {@code aws-sdk} with that of version 2. Recorded by error_handling/test_task_service_*,
 * test_aws_sdk and services/test_sns_task_service:
 * https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2/error_handling
 */
record Sdk(String prefix, String service, String otherwise, Set<String> named) {

    static final Sdk ECS = new Sdk(
            "ECS",
            "AmazonECS",
            "AmazonECSException",
            Set.of(
                    "AccessDeniedException",
                    "BlockedException",
                    "ClientException",
                    "ClusterNotFoundException",
                    "ConflictException",
                    "InvalidParameterException",
                    "PlatformTaskDefinitionIncompatibilityException",
                    "PlatformUnknownException",
                    "ServerException",
                    "UnsupportedFeatureException"));
    static final Sdk LAMBDA = new Sdk("Lambda", "AWSLambda", "AWSLambdaException", Set.of("ResourceNotFoundException"));
    static final Sdk SNS = new Sdk("SNS", "AmazonSNS", "AmazonSNSException", Set.of("AuthorizationError", "NotFound"));
    static final Sdk SQS = new Sdk("SQS", "AmazonSQS", "AmazonSQSException", Set.of());
    static final Sdk EVENTS = new Sdk("EventBridge", "AmazonEventBridge", "AmazonEventBridgeException", Set.of());
    static final Sdk DYNAMODB =
            new Sdk("DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException", Set.of("ResourceNotFoundException"));
    static final Sdk STATES = new Sdk(
            "StepFunctions",
            "AWSStepFunctions",
            "AWSStepFunctionsException",
            Set.of(
                    "StateMachineDoesNotExist",
                    "ExecutionAlreadyExists",
                    "InvalidArn",
                    "InvalidName",
                    "InvalidExecutionInput"));
    static final Sdk S3_V2 = new Sdk("S3", "S3", "S3Exception", Set.of("NoSuchKey", "NoSuchBucket"));
    static final Sdk ECS_V2 = new Sdk("Ecs", "Ecs", "EcsException", ECS.named);

    StateFailure failure(AwsError error) {
        String exception = error.code().endsWith("Exception") ? error.code() : error.code() + "Exception";
        return new StateFailure(
                prefix + "." + (named.contains(error.code()) ? exception : otherwise),
                error.getMessage() + " (Service: " + service + details(error) + ")");
    }

    private String details(AwsError error) {
        String request = UUID.randomUUID().toString();
        if (service.equals(prefix)) {
            String extended = service.equals("S3") ? ", Extended Request ID: " + UUID.randomUUID() : "";
            return ", Status Code: " + error.status() + ", Request ID: " + request + extended;
        }
        return "; Status Code: " + error.status() + "; Error Code: " + error.code() + "; Request ID: " + request
                + "; Proxy: null";
    }
}
