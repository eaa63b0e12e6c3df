package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.FakeFunction;
import io.github.sfnecs.fakeaws.ServiceCall;
import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** States that call other services than ECS: what the role must be allowed, AWS's words when it isn't, and what they have said. */
class ServiceStatesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String DENIED =
            "User: arn:aws:sts::123456789012:assumed-role/runner/\\w+ is not authorized to perform: %1$s"
                    + " on resource: %2$s because no identity-based policy allows the %1$s action \\(Service: %3$s.*\\)";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static String state(String resource, String parameters) {
        return "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Task\", \"Resource\": \"" + resource
                + "\", \"Parameters\": " + parameters + ", \"End\": true}}}";
    }

    private static String service(String name, String parameters) {
        return state("arn:aws:states:::" + name, parameters);
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}";
    }

    /**
     * The words for a function are those of https://github.com/awslabs/aws-deployment-framework/issues/460, the names of the others those
     * of their SDKs.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lambda:invoke | {\"FunctionName\": \"f\"} | lambda:InvokeFunction | arn:aws:lambda:eu-central-1:123456789012:function:f | Lambda.AWSLambdaException | AWSLambda; Status Code: 403; Error Code: AccessDeniedException;",
                "lambda:invoke | {\"FunctionName\": \"f\", \"Qualifier\": \"live\"} | lambda:InvokeFunction | arn:aws:lambda:eu-central-1:123456789012:function:f:live | Lambda.AWSLambdaException | AWSLambda;",
                "sns:publish | {\"TopicArn\": \"arn:aws:sns:eu-central-1:123456789012:t\", \"Message\": \"m\"} | SNS:Publish | arn:aws:sns:eu-central-1:123456789012:t | SNS.AuthorizationErrorException | AmazonSNS; Status Code: 403; Error Code: AuthorizationError;",
                "sqs:sendMessage | {\"QueueUrl\": \"https://sqs.eu-central-1.amazonaws.com/123456789012/q\", \"MessageBody\": \"m\"} | sqs:sendmessage | arn:aws:sqs:eu-central-1:123456789012:q | SQS.AmazonSQSException | AmazonSQS; Status Code: 403; Error Code: AccessDenied;",
                "sqs:sendMessage | {\"QueueUrl\": \"https://sqs.eu-central-1.amazonaws.com/123456789012/q.fifo\", \"MessageBody\": \"m\"} | sqs:sendmessage | arn:aws:sqs:eu-central-1:123456789012:q.fifo | SQS.AmazonSQSException | AmazonSQS;",
                "events:putEvents | {\"Entries\": [{\"Source\": \"s\", \"DetailType\": \"d\", \"Detail\": {}}]} | events:PutEvents | arn:aws:events:eu-central-1:123456789012:event-bus/default | EventBridge.AmazonEventBridgeException | AmazonEventBridge;",
                "dynamodb:putItem | {\"TableName\": \"t\", \"Item\": {}} | dynamodb:PutItem | arn:aws:dynamodb:eu-central-1:123456789012:table/t | DynamoDB.AmazonDynamoDBException | AmazonDynamoDBv2;",
                "dynamodb:getItem | {\"TableName\": \"t\", \"Key\": {}} | dynamodb:GetItem | arn:aws:dynamodb:eu-central-1:123456789012:table/t | DynamoDB.AmazonDynamoDBException | AmazonDynamoDBv2;",
                "states:startExecution | {\"StateMachineArn\": \"arn:aws:states:eu-central-1:123456789012:stateMachine:child\"} | states:StartExecution | arn:aws:states:eu-central-1:123456789012:stateMachine:child | StepFunctions.AWSStepFunctionsException | AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException;",
                "aws-sdk:s3:putObject | {\"Bucket\": \"b\", \"Key\": \"k\", \"Body\": \"x\"} | s3:PutObject | \"arn:aws:s3:::b/k\" | S3.S3Exception | S3, Status Code: 403, Request ID:",
                "aws-sdk:s3:listObjectsV2 | {\"Bucket\": \"b\"} | s3:ListBucket | \"arn:aws:s3:::b\" | S3.S3Exception | S3, Status Code: 403, Request ID:",
                "aws-sdk:ecs:stopTask | {\"Cluster\": \"jobs\", \"Task\": \"0\"} | ecs:StopTask | arn:aws:ecs:eu-central-1:123456789012:task/jobs/0 | Ecs.AccessDeniedException | Ecs, Status Code: 400, Request ID:",
            })
    void aServiceAsksWhetherTheRoleMay(
            String name, String parameters, String action, String resource, String error, String service) {
        world.allow(allow("sts:GetCallerIdentity", "*"));
        DescribeExecutionResponse failed = world.run(service(name, parameters), MINUTE);

        assertThat(failed.error()).isEqualTo(error);
        assertThat(failed.cause()).matches(DENIED.formatted(action, resource, service));
        world.clients.sfn().deleteStateMachine(delete -> delete.stateMachineArn(World.MACHINE));
        world.allow(allow(action, resource.replace("\"", "")));
        assertThat(world.account.serviceCalls()).isEmpty();
        world.clients
                .sfn()
                .createStateMachine(
                        machine -> machine.name("machine").roleArn(World.ROLE).definition(service(name, parameters)));
        String again = world.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(World.MACHINE).name("again"))
                .executionArn();
        assertThat(world.describe(again).cause() == null
                        || !world.describe(again).cause().contains("not authorized"))
                .isTrue();
    }

    @Test
    void whatIsSaidIsRemembered() {
        world.allow(allow("sns:Publish", "arn:aws:sns:eu-central-1:123456789012:*"));
        String execution = world.start(service(
                "sns:publish", "{\"TopicArn\": \"arn:aws:sns:eu-central-1:123456789012:t\", \"Message.$\": \"$\"}"));

        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.account.serviceCalls())
                .containsExactly(new ServiceCall(
                        "sns",
                        "publish",
                        "arn:aws:sns:eu-central-1:123456789012:t",
                        "{\"TopicArn\":\"arn:aws:sns:eu-central-1:123456789012:t\",\"Message\":{\"n\":1}}"));
    }

    @Test
    void aTestAnswersForAService() {
        world.allow(allow("dynamodb:GetItem", "*"));
        world.account.answers("GetItem", answer -> answer.put("Item", 1));
        String execution = world.start(service("dynamodb:getItem", "{\"TableName\": \"t\", \"Key\": {}}"));

        assertThat(world.describe(execution).output()).contains("\"Item\":1", "SdkHttpMetadata");
    }

    @Test
    void anObjectOfS3IsRead() {
        world.allow(allow("s3:*", "arn:aws:s3:::b/*"));
        world.run(service("aws-sdk:s3:putObject", "{\"Bucket\": \"b\", \"Key\": \"k\", \"Body\": {\"a\": 1}}"), MINUTE);
        world.clients.sfn().deleteStateMachine(delete -> delete.stateMachineArn(World.MACHINE));
        world.clients
                .sfn()
                .createStateMachine(machine -> machine.name("machine")
                        .roleArn(World.ROLE)
                        .definition(service("aws-sdk:s3:getObject", "{\"Bucket\": \"b\", \"Key.$\": \"$.key\"}")));

        assertThat(read("k").output()).contains("\"Body\":\"{\\\"a\\\":1}\"", "\"ContentLength\":7");
        assertThat(read("none").error()).isEqualTo("S3.NoSuchKeyException");
        assertThat(read("none2").cause())
                .startsWith("The specified key does not exist. (Service: S3, Status Code: 404");
    }

    private DescribeExecutionResponse read(String key) {
        return world.describe(world.clients
                .sfn()
                .startExecution(
                        start -> start.stateMachineArn(World.MACHINE).name(key).input("{\"key\": \"" + key + "\"}"))
                .executionArn());
    }

    @Test
    void aFunctionIsAsSlowAsATestWants() {
        world.allow(allow("lambda:InvokeFunction", "*"));
        world.account.function("f", FakeFunction.answers("[1]").after(Duration.ofSeconds(3)));
        String definition = state("arn:aws:lambda:eu-central-1:123456789012:function:f", "{}")
                .replace("\"End\"", "\"TimeoutSeconds\": 4, \"End\"");

        assertThat(world.run(definition, Duration.ofSeconds(2)).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(world.describe(World.EXECUTION).output()).isEqualTo("[1]");
    }

    /** The sentence was seen in public code that catches it. */
    @Test
    void credentialsAreAssumedByTheMachinesRole() {
        String other = "arn:aws:iam::123456789012:role/other";
        String definition = service("lambda:invoke", "{\"FunctionName\": \"f\"}")
                .replace("\"End\"", "\"Credentials\": {\"RoleArn\": \"" + other + "\"}, \"End\"");
        world.clients
                .iam()
                .createRole(role -> role.roleName("other")
                        .assumeRolePolicyDocument(World.policy("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \""
                                + World.ROLE + "\"}, \"Action\": \"sts:AssumeRole\"}")));
        world.allow(allow("lambda:InvokeFunction", "*"));

        DescribeExecutionResponse failed = world.run(definition, MINUTE);
        assertThat(failed.error()).isEqualTo("States.TaskFailed");
        assertThat(failed.cause())
                .isEqualTo("The role " + World.ROLE + " is not authorized to assume the task state's role, " + other
                        + ".");

        world.allow(allow("sts:AssumeRole", other));
        DescribeExecutionResponse denied = again("denied");
        assertThat(denied.cause()).contains("assumed-role/other/", "lambda:InvokeFunction");
        world.clients
                .iam()
                .putRolePolicy(put -> put.roleName("other")
                        .policyName("f")
                        .policyDocument(World.policy(allow("lambda:InvokeFunction", "*"))));
        assertThat(again("allowed").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private DescribeExecutionResponse again(String name) {
        return world.describe(world.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(World.MACHINE).name(name))
                .executionArn());
    }

    @Test
    void aNestedJobNeedsItsRuleAndIsStoppedWithItsParent() {
        String child = "arn:aws:states:eu-central-1:123456789012:stateMachine:child";
        world.clients
                .sfn()
                .createStateMachine(machine ->
                        machine.name("child").roleArn(World.ROLE).definition(World.definition(".sync", "", "")));
        String start = allow("states:StartExecution", child);
        String stop = allow("states:StopExecution", child.replace("stateMachine", "execution") + ":*");
        String rule = World.MANAGED_RULE.replace("ECSTask", "StepFunctionsExecution");
        String parent = service(
                "states:startExecution.sync:2", "{\"StateMachineArn\": \"" + child + "\", \"Name\": \"inner\"}");
        world.allow(World.RUN_TASK, World.PASS_ROLES, World.MANAGED_RULE, start, stop);
        assertThatThrownBy(() -> world.create(parent))
                .hasMessageContaining("is not authorized to create managed-rule.");
        world.allow(World.RUN_TASK, World.PASS_ROLES, World.MANAGED_RULE, rule, start, stop);

        String execution = world.start(parent);
        world.clock.advance(MINUTE);
        world.clients.sfn().stopExecution(request -> request.executionArn(execution));
        assertThat(world.describe(child.replace("stateMachine", "execution") + ":inner")
                        .status())
                .isEqualTo(ExecutionStatus.ABORTED);
    }

    @Test
    void aTaskTellsOverASdkIntegrationToo() {
        world.account.script("job", TaskScript.exits(0));
        String definition = World.definition("", "", "").replace(":::ecs:", ":::aws-sdk:ecs:");

        assertThat(world.run(definition, MINUTE).output())
                .contains("\"TaskArn\"")
                .doesNotContain("SdkHttpMetadata");
    }

    @Test
    void whatAServiceCannotDoIsRefusedAtOnce() {
        for (String wrong : List.of("dynamodb:query", "sns:publish.sync", "lambda:invoke.sync")) {
            assertThatThrownBy(() -> world.create(service(wrong, "{}")))
                    .hasMessageContaining("The resource provided arn:aws:states:::" + wrong + " is not recognized.");
        }
        assertThatThrownBy(() -> world.create(service("sns:publish", "{}")))
                .hasMessageContaining(
                        "The field 'Message' is required but was missing or empty at /States/S/Parameters");
    }
}
