package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.execution.ExplainExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A denial is told of whoever AWS names, and what allows it is for that one. */
class PrincipalTest {
    private static final String STATE_MACHINES = "mvn sfn-ecs:ensure-role";

    private static Problem explain(String said) {
        return ExplainExecution.explain(said, Console.silent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:iam::123456789012:user/anna | The IAM user anna | Give the IAM user anna the statement",
                "arn:aws-cn:iam::123456789012:user/team/anna | The IAM user anna | Give the IAM user anna the statement",
                "arn:aws-us-gov:sts::123456789012:federated-user/bob | The federated user bob | GetFederationToken",
                "arn:aws:iam::123456789012:root | The root user of the account 123456789012 | the organization's policies",
                "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Developer_0123456789abcdef/anna@x.org"
                        + " | The permission set Developer | IAM Identity Center",
                "arn:aws:sts::123456789012:assumed-role/ecsInstanceRole/i-0123456789abcdef0"
                        + " | The role ecsInstanceRole, the role of the container instance i-0123456789abcdef0, | Give the role ecsInstanceRole",
                "arn:aws:sts::123456789012:assumed-role/jobTaskRole/0123456789abcdef0123456789abcdef"
                        + " | The role jobTaskRole, the task role of the task 0123456789abcdef0123456789abcdef | Give the role jobTaskRole"
            })
    void isNotCalledTheStateMachinesRole(String arn, String who, String fix) {
        Problem problem =
                explain("An error occurred (AccessDeniedException) when calling the RunTask operation: User: " + arn
                        + " is not authorized to perform: ecs:RunTask on resource:"
                        + " arn:aws:ecs:us-east-1:123456789012:task-definition/job:1 because no identity-based policy allows the"
                        + " ecs:RunTask action");

        assertThat(problem.why()).startsWith(who).contains("is not allowed ecs:RunTask on arn:aws:ecs:us-east-1");
        assertThat(problem.fix()).contains(fix).doesNotContain(STATE_MACHINES);
    }

    @Test
    void mayBeTheStateMachinesRoleWhereItIsARole() {
        assertThat(explain("ECS.AccessDeniedException: User: arn:aws-cn:sts::123456789012:assumed-role/theirs/QwErTz"
                                + " is not authorized to perform: ecs:RunTask on resource:"
                                + " arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/job")
                        .fix())
                .startsWith("If that is the state machine's role: " + STATE_MACHINES)
                .contains(
                        "\nElse: Give the role theirs the statement\n",
                        "\"Resource\": \"arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/job:*\"");
    }

    /** As in https://github.com/aws/aws-cdk/issues/32144 : which key it is no definition says. */
    @Test
    void getsTheKeyOfABucketOnlyWhereThatIsNamed() {
        assertThat(explain(
                                "An error occurred while executing the state 'Each' (entered at the event id #2). Failed to write a"
                                        + " test manifest into the specified output bucket. Access denied. | Message from S3: User:"
                                        + " arn:aws:sts::123456789012:assumed-role/theirs/QwErTz is not authorized to perform:"
                                        + " kms:GenerateDataKey on resource: arn:aws:kms:us-east-1:123456789012:key/k because no"
                                        + " identity-based policy allows the kms:GenerateDataKey action (Service: S3, Status Code: 403")
                        .fix())
                .startsWith("If that is the state machine's role: Name the key in the POM")
                .contains("resultsKmsKeyArn", "then " + STATE_MACHINES);
    }

    @Test
    void isTheTaskRoleWhereAContainerSendsTheTokenBack() {
        Problem problem =
                explain("botocore.errorfactory.AccessDeniedException: An error occurred (AccessDeniedException) when"
                        + " calling the SendTaskFailure operation: User: arn:aws:sts::123456789012:assumed-role/jobTaskRole/0123 is not"
                        + " authorized to perform: states:SendTaskFailure on resource:"
                        + " arn:aws:states:us-east-1:123456789012:stateMachine:nightly");

        assertThat(problem.why())
                .contains(
                        "The role jobTaskRole, the task role, with which the container calls Step Functions, is not allowed"
                                + " states:SendTaskFailure on arn:aws:states:us-east-1:123456789012:stateMachine:nightly.");
        assertThat(problem.fix())
                .contains("Give the role jobTaskRole the statement\n", "\"Action\": \"states:SendTaskFailure\"")
                .doesNotContain(STATE_MACHINES);
    }

    @Test
    void isTheExecutionRoleWhereTheTaskIsStarted() {
        Problem problem = explain(
                "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                        + " retrieval failed: unable to retrieve ecr registry auth: AccessDeniedException: User:"
                        + " arn:aws:sts::123456789012:assumed-role/execution/0123456789abcdef0123456789abcdef is not authorized to"
                        + " perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows it");

        assertThat(problem.why())
                .contains(
                        "The role execution, the task's execution role, is not allowed ecr:GetAuthorizationToken on *.");
        assertThat(problem.fix()).contains("Give the role execution the statement\n", "\"Resource\": \"*\"");
    }

    /** On container instances it is the instance that pulls images. */
    @Test
    void isNotCalledTheExecutionRoleWhereItIsTheInstances() {
        Problem problem = explain("CannotPullECRContainerError: AccessDeniedException: User:"
                + " arn:aws:sts::123456789012:assumed-role/ecsInstanceRole/i-0123456789abcdef0 is not authorized to perform:"
                + " ecr:GetAuthorizationToken on resource: *");

        assertThat(problem.why())
                .startsWith(
                        "The role ecsInstanceRole, the role of the container instance i-0123456789abcdef0, is not allowed");
        assertThat(problem.fix())
                .startsWith("Give the role ecsInstanceRole the statement")
                .doesNotContain("execution role");
    }

    /** AWS quotes the resources of S3; programs put the sentence into texts of their own, and print it without its beginning. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "User: arn:aws:sts::123456789012:assumed-role/job/0123 is not authorized to perform: s3:PutObject on resource:"
                        + " \"arn:aws:s3:::bucket/x\" because no identity-based policy allows the s3:PutObject action | arn:aws:s3:::bucket/x",
                "{\"errorMessage\": \"User: arn:aws:sts::123456789012:assumed-role/job/0123 is not authorized to perform: ecs:RunTask on"
                        + " resource: arn:aws:ecs:us-east-1:123456789012:task-definition/job:1\", \"code\": \"AccessDeniedException\"}"
                        + " | arn:aws:ecs:us-east-1:123456789012:task-definition/job:1",
                "{\\\"errorMessage\\\":\\\"User: arn:aws:sts::123456789012:assumed-role/job/0123 is not authorized to perform: ecs:RunTask on"
                        + " resource: arn:aws:ecs:us-east-1:123456789012:task-definition/job:1\\\",\\\"code\\\":1} | arn:aws:ecs:us-east-1:123456789012:task-definition/job:1",
                "arn:aws:sts::123456789012:assumed-role/job/0123 is not authorized to perform: ecs:TagResource on resource:"
                        + " arn:aws:ecs:us-east-1:123456789012:task/jobs/* because no identity-based policy allows the ecs:TagResource action"
                        + " | arn:aws:ecs:us-east-1:123456789012:task/jobs/*",
                "User: arn:aws:sts::123456789012:assumed-role/job/0123 is not authorized to perform: states:StartExecution on resource:"
                        + " arn:aws:states:us-east-1:123456789012:stateMachine:child. | arn:aws:states:us-east-1:123456789012:stateMachine:child"
            })
    void isToldWithTheBareArnOfWhatItIsAbout(String said, String resource) {
        Problem problem = explain(said);

        assertThat(problem.why()).contains(" on " + resource + ".");
        assertThat(problem.fix()).contains("Give the role job the statement\n", "\"Resource\": \"" + resource + "\"\n");
    }

    /** What the CLI, Python and Go print was not called by Step Functions. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "An error occurred (AccessDeniedException) when calling the RunTask operation: | iam:PassRole | ecs-tasks.amazonaws.com",
                "operation error ECS: RunTask, https response error StatusCode: 400, api error AccessDeniedException: | iam:PassRole | ecs-tasks.amazonaws.com",
                "An error occurred (AccessDeniedException) when calling the CreateStateMachine operation: | iam:PassRole | states.amazonaws.com",
                "software.amazon.awssdk.services.ecs.model.AccessDeniedException: | iam:PassRole | ecs-tasks.amazonaws.com",
                "operation error SFN: UpdateStateMachine, api error AccessDeniedException: | iam:PassRole | states.amazonaws.com",
                "An error occurred (AccessDeniedException) when calling the CreateSchedule operation: | iam:PassRole | scheduler.amazonaws.com"
            })
    void isNotTheStateMachinesRoleWhereAProgramCalled(String call, String action, String passedTo) {
        Problem problem = explain(call + " User: arn:aws:sts::123456789012:assumed-role/deployer/session"
                + " is not authorized to perform: " + action
                + " on resource: arn:aws:iam::123456789012:role/x because no"
                + " identity-based policy allows the " + action + " action");

        assertThat(problem.why()).startsWith("The role deployer is not allowed " + action);
        assertThat(problem.fix())
                .startsWith("Give the role deployer the statement\n")
                .contains("\"iam:PassedToService\": \"" + passedTo + "\"")
                .doesNotContain(STATE_MACHINES);
    }

    /** A container that reads a secret by itself does so with the task role, not with the execution role, which is for ECS. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "An error occurred (AccessDeniedException) when calling the GetSecretValue operation: | secretsmanager:GetSecretValue",
                "An error occurred (AccessDeniedException) when calling the GetParameters operation: | ssm:GetParameters",
                "operation error KMS: Decrypt, api error AccessDeniedException: | kms:Decrypt",
                "botocore.errorfactory: (AccessDeniedException) when calling the CreateLogStream operation: | logs:CreateLogStream"
            })
    void isTheTaskRoleWhereAContainerCalled(String call, String action) {
        Problem problem =
                explain(call + " User: arn:aws:sts::123456789012:assumed-role/orders/0123456789abcdef0123456789abcdef"
                        + " is not authorized to perform: " + action
                        + " on resource: arn:aws:x:us-east-1:123456789012:y because no"
                        + " identity-based policy allows the " + action + " action");

        assertThat(problem.why())
                .startsWith("The role orders, the task role of the task 0123456789abcdef0123456789abcdef");
        assertThat(problem.text())
                .contains("Give the role orders the statement\n")
                .doesNotContain("xecution role");
    }

    /** What only ECS calls is denied to the execution role, also where its words before it were left out. */
    @ParameterizedTest
    @ValueSource(strings = {"ecr:BatchGetImage", "logs:CreateLogStream"})
    void isTheExecutionRoleWhereOnlyEcsCalls(String action) {
        assertThat(explain("User: arn:aws:sts::123456789012:assumed-role/execution/0123456789abcdef0123456789abcdef"
                                + " is not authorized to perform: " + action
                                + " on resource: arn:aws:x:us-east-1:123456789012:y")
                        .why())
                .contains("The role execution, the task's execution role, is not allowed " + action)
                .doesNotContain("task role");
    }

    /** What deploys is not what runs. */
    @ParameterizedTest
    @ValueSource(strings = {"states:UpdateStateMachine", "ecs:RegisterTaskDefinition", "iam:CreateRole"})
    void isNotTheStateMachinesRoleWhereSomethingIsDeployed(String action) {
        assertThat(explain(
                                "User: arn:aws:sts::123456789012:assumed-role/codebuild/AWSCodeBuild-1 is not authorized to perform: "
                                        + action + " on resource: *")
                        .fix())
                .startsWith("Give the role codebuild the statement\n")
                .doesNotContain(STATE_MACHINES);
    }

    @Test
    void isTheInstancesRoleAlsoWhereTheTokenIsSentBack() {
        assertThat(explain(
                                "User: arn:aws:sts::123456789012:assumed-role/ingest/i-071debe18039c91fa is not authorized to perform:"
                                        + " states:SendTaskFailure on resource: arn:aws:states:us-east-1:123456789012:stateMachine:m")
                        .why())
                .contains("The role ingest, the role of the container instance i-071debe18039c91fa, is not allowed")
                .doesNotContain("task role");
    }

    /** What AWS says it is, it is not said not to say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3:PutObject | 0123456789abcdef0123456789abcdef | The role job, the task role of the task",
                "lambda:InvokeFunction | QwErTz | If that is the state machine's role: mvn sfn-ecs:ensure-role"
            })
    void isToldWhatItLacksWhateverTheService(String action, String session, String told) {
        Problem problem = explain(
                "User: arn:aws:sts::123456789012:assumed-role/job/" + session
                        + " is not authorized to perform: " + action
                        + " on resource: arn:aws:x:::y because no identity-based policy allows it (Service: AWSLambda; Status Code: 403)");

        assertThat(problem.text())
                .contains(told, "Give the role job the statement\n", "\"Action\": \"" + action + "\"")
                .doesNotContain("does not say what is missing", "who was denied what");
    }

    /** Another permission is of no use where something forbids it. */
    @Test
    void isNotGivenWhatAnotherPolicyForbidsWhileTheTaskIsStarted() {
        Problem problem =
                explain("ResourceInitializationError: unable to retrieve secret from asm: AccessDeniedException: User:"
                        + " arn:aws:sts::123456789012:assumed-role/execution/0123456789abcdef0123456789abcdef is not authorized to perform:"
                        + " secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:db with an explicit"
                        + " deny in a resource-based policy");

        assertThat(problem.why()).contains("What forbids it is an explicit deny in a resource-based policy.");
        assertThat(problem.fix()).startsWith("Change that policy").doesNotContain("Give ", "\"Effect\"");
    }

    @Test
    void isNotGivenWhatAnotherPolicyForbids() {
        assertThat(explain(
                                "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: ecs:RunTask on resource:"
                                        + " arn:aws:ecs:us-east-1:123456789012:task-definition/job:1 with an explicit deny in a service"
                                        + " control policy")
                        .fix())
                .contains("Change that policy")
                .doesNotContain("\"Effect\"");
    }
}
