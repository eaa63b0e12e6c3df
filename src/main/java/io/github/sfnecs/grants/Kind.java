package io.github.sfnecs.grants;

import java.util.List;
import java.util.Locale;

/** What a statement of the role's policy is for, in the order in which the policy has them. */
enum Kind {
    RUN_TASK("ecs:RunTask"),
    TAG_TASK("ecs:TagResource"),
    FOLLOW_TASK("ecs:StopTask", "ecs:DescribeTasks"),
    STOP_TASK("ecs:StopTask"),
    DESCRIBE_TASKS("ecs:DescribeTasks"),
    PASS_ROLE("iam:PassRole"),
    MANAGED_RULE("events:PutTargets", "events:PutRule", "events:DescribeRule"),
    INVOKE_FUNCTION("lambda:InvokeFunction"),
    PUBLISH("sns:Publish"),
    SEND_MESSAGE("sqs:SendMessage"),
    GET_ITEM("dynamodb:GetItem"),
    PUT_ITEM("dynamodb:PutItem"),
    UPDATE_ITEM("dynamodb:UpdateItem"),
    DELETE_ITEM("dynamodb:DeleteItem"),
    QUERY("dynamodb:Query"),
    SCAN("dynamodb:Scan"),
    PUT_EVENTS("events:PutEvents"),
    LIST_BUCKET("s3:ListBucket"),
    GET_OBJECT("s3:GetObject"),
    GET_OBJECT_VERSION("s3:GetObjectVersion"),
    PUT_OBJECT("s3:PutObject"),
    TAG_OBJECT("s3:PutObjectTagging"),
    SHARE_OBJECT("s3:PutObjectAcl"),
    RETAIN_OBJECT("s3:PutObjectRetention"),
    HOLD_OBJECT("s3:PutObjectLegalHold"),
    DELETE_OBJECT("s3:DeleteObject"),
    DELETE_OBJECT_VERSION("s3:DeleteObjectVersion"),
    BYPASS_RETENTION("s3:BypassGovernanceRetention"),
    WRITE_RESULTS("s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"),
    ENCRYPT_OBJECT("kms:GenerateDataKey"),
    START_EXECUTION("states:StartExecution"),
    FOLLOW_EXECUTION("states:DescribeExecution", "states:StopExecution"),
    REDRIVE_EXECUTION("states:RedriveExecution"),
    SUBMIT_JOB("batch:SubmitJob"),
    TAG_JOB("batch:TagResource"),
    DESCRIBE_JOBS("batch:DescribeJobs"),
    TERMINATE_JOB("batch:TerminateJob"),
    START_JOB_RUN("glue:StartJobRun"),
    FOLLOW_JOB_RUN("glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"),
    START_CRAWLER("glue:StartCrawler"),
    GET_CRAWLER("glue:GetCrawler"),
    INVOKE_ENDPOINT("states:InvokeHTTPEndpoint"),
    CONNECTION_CREDENTIALS("events:RetrieveConnectionCredentials"),
    CONNECTION_SECRET("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"),
    ASSUME_ROLE("sts:AssumeRole"),
    /** What is only told, since it can't be derived. */
    OTHER;

    @SuppressWarnings("ImmutableEnumChecker") // nobody can change this list
    private final List<String> actions;

    Kind(String... actions) {
        this.actions = List.of(actions);
    }

    /** What it allows. */
    List<String> actions() {
        return actions;
    }

    /** The statement's name, such as {@code RunTask}. */
    String sid() {
        StringBuilder sid = new StringBuilder();
        for (String word : name().split("_", -1)) {
            sid.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return sid.toString();
    }
}
