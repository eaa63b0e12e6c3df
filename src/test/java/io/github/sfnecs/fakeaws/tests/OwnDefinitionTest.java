package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.FakeFunction;
import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** A definition as teams write them: load, choose, one task for each day, a function that tells, and a Catch that fails. */
class OwnDefinitionTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static final String DEFINITION = """
            {"StartAt": "Load", "States": {
              "Load": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Next": "Any?",
                "Parameters": {"Bucket": "plans", "Key": "today.json"},
                "ResultSelector": {"days.$": "States.StringToJson($.Body)"}},
              "Any?": {"Type": "Choice", "Default": "Nothing",
                "Choices": [{"Variable": "$.days[0]", "IsPresent": true, "Next": "Days"}]},
              "Days": {"Type": "Map", "ItemsPath": "$.days", "ResultPath": "$.done", "Next": "Report",
                "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Failed"}],
                "ItemSelector": {"day.$": "$$.Map.Item.Value"},
                "ItemProcessor": {"StartAt": "Run", "States": {
                  "Run": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "End": true, "ResultPath": null,
                    "Parameters": {"Cluster": "jobs", "TaskDefinition": "job", "LaunchType": "FARGATE",
                      "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}},
                      "Overrides": {"ContainerOverrides": [{"Name": "app", "Environment": [{"Name": "DAY", "Value.$": "$.day"}]}]}}}}}},
              "Report": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "OutputPath": "$.Payload", "End": true,
                "Parameters": {"FunctionName": "report", "Payload": {"days.$": "$.done"}},
                "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Failed"}]},
              "Failed": {"Type": "Fail", "ErrorPath": "$.error.Error", "CausePath": "$.error.Cause"},
              "Nothing": {"Type": "Succeed"}}}""";

    private static final String LOAD = """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::plans/today.json"}""";
    private static final String REPORT = """
            {"Effect": "Allow", "Action": "lambda:InvokeFunction",
             "Resource": "arn:aws:lambda:eu-central-1:123456789012:function:report"}""";

    /** What it needs, and nothing more. */
    private static final Map<String, String> STATEMENTS = Map.of(
            "load", LOAD,
            "report", REPORT,
            "run", World.RUN_TASK,
            "pass", World.PASS_ROLES,
            "rule", World.MANAGED_RULE);

    private final World world = new World();

    @BeforeEach
    void open() {
        world.account.script("job", TaskScript.exits(0));
        world.account.function("report", FakeFunction.answers("\"told\""));
        world.account.object("plans/today.json", "[\"Monday\", \"Tuesday\"]");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private DescribeExecutionResponse runWithout(String... names) {
        List<String> statements = new ArrayList<>();
        STATEMENTS.forEach((name, statement) -> {
            if (!List.of(names).contains(name)) {
                statements.add(statement);
            }
        });
        world.allow(statements.toArray(String[]::new));
        return world.run(DEFINITION, HOUR);
    }

    @Test
    void itRunsWithExactlyItsStatements() {
        DescribeExecutionResponse end = runWithout();

        assertThat(end.status()).as(end.error() + ": " + end.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(end.output()).isEqualTo("\"told\"");
        assertThat(world.events(end.executionArn()))
                .containsOnlyOnce("MapStateStarted", "ChoiceStateExited")
                .filteredOn("TaskSubmitted"::equals)
                .hasSize(2);
        assertThat(world.account.serviceCalls())
                .last()
                .satisfies(
                        call -> assertThat(call.parameters())
                                .isEqualTo(
                                        "{\"FunctionName\":\"report\",\"Payload\":{\"days\":[{\"day\":\"Monday\"},{\"day\":\"Tuesday\"}]}}"));
        assertThat(world.account.authorizations()).allMatch(asked -> asked.allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "load, S3.S3Exception, s3:GetObject",
        "run, ECS.AccessDeniedException, ecs:RunTask",
        "pass, ECS.AccessDeniedException, iam:PassRole",
        "report, Lambda.AWSLambdaException, lambda:InvokeFunction"
    })
    void withoutAStatementItFailsWithAwsWords(String statement, String error, String action) {
        DescribeExecutionResponse end = runWithout(statement);

        assertThat(end.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(end.error()).isEqualTo(error);
        assertThat(end.cause())
                .contains(
                        "is not authorized to perform: " + action + " on resource: ",
                        "because no identity-based policy allows the " + action + " action");
    }

    @Test
    void withoutTheRuleItIsNotEvenCreated() {
        assertThatThrownBy(() -> runWithout("rule")).hasMessageContaining("is not authorized to create managed-rule.");
    }

    @Test
    void aTaskThatFailsIsCaughtOutsideOfTheMap() {
        world.account.script("job", TaskScript.exits(3));
        DescribeExecutionResponse end = runWithout();

        assertThat(end.error()).isEqualTo("States.TaskFailed");
        assertThat(end.cause()).contains("\"ExitCode\":3");
        assertThat(world.events(end.executionArn()))
                .contains("MapIterationFailed", "MapIterationAborted", "TaskStateAborted", "MapStateFailed")
                .endsWith("MapStateExited", "FailStateEntered", "ExecutionFailed");
    }

    @Test
    void withoutDaysNothingIsToBeDone() {
        world.account.object("plans/today.json", "[]");

        assertThat(runWithout().output()).isEqualTo("{\"days\":[]}");
    }
}
