package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.Grant.UNKNOWN;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is needed by a state whose permissions are not derived: its action as it is likely to be called, for a person to complete.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html ,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
final class Unknown {
    private static final Pattern CALL = Pattern.compile(
            "arn:[a-z0-9-]++:states:::(?:aws-sdk:)?+(?<service>[A-Za-z0-9-]++):(?<call>[A-Za-z0-9]++).*+");

    /** Services whose name in the SDK is not that in IAM; all others have one name. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            entry("accessanalyzer", "access-analyzer"),
            entry("acmpca", "acm-pca"),
            entry("apigateway", "execute-api"),
            entry("applicationautoscaling", "application-autoscaling"),
            entry("bedrockagent", "bedrock"),
            entry("bedrockagentruntime", "bedrock"),
            entry("bedrockruntime", "bedrock"),
            entry("cloudwatchlogs", "logs"),
            entry("cognitoidentity", "cognito-identity"),
            entry("cognitoidentityprovider", "cognito-idp"),
            entry("costexplorer", "ce"),
            entry("databasemigration", "dms"),
            entry("docdb", "rds"),
            entry("efs", "elasticfilesystem"),
            entry("elasticloadbalancingv2", "elasticloadbalancing"),
            entry("elasticsearch", "es"),
            entry("emr", "elasticmapreduce"),
            entry("emrcontainers", "emr-containers"),
            entry("emrserverless", "emr-serverless"),
            entry("eventbridge", "events"),
            entry("iotdataplane", "iot"),
            entry("location", "geo"),
            entry("mwaa", "airflow"),
            entry("neptune", "rds"),
            entry("opensearch", "es"),
            entry("rdsdata", "rds-data"),
            entry("redshiftdata", "redshift-data"),
            entry("redshiftserverless", "redshift-serverless"),
            entry("resourcegroups", "resource-groups"),
            entry("resourcegroupstaggingapi", "tag"),
            entry("s3control", "s3"),
            entry("sagemakerruntime", "sagemaker"),
            entry("sesv2", "ses"),
            entry("sfn", "states"),
            entry("ssmincidents", "ssm-incidents"),
            entry("timestreamquery", "timestream"),
            entry("timestreamwrite", "timestream"));

    /** Calls whose name is not that of the action. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            entry("elasticmapreduce:CreateCluster", "elasticmapreduce:RunJobFlow"),
            entry("elasticmapreduce:TerminateCluster", "elasticmapreduce:TerminateJobFlows"),
            entry("elasticmapreduce:AddStep", "elasticmapreduce:AddJobFlowSteps"),
            entry("elasticmapreduce:CancelStep", "elasticmapreduce:CancelSteps"),
            entry("lambda:Invoke", "lambda:InvokeFunction"),
            entry("s3:CopyObject", "s3:PutObject"),
            entry("s3:DeleteObjects", "s3:DeleteObject"),
            entry("s3:HeadBucket", "s3:ListBucket"),
            entry("s3:HeadObject", "s3:GetObject"),
            entry("s3:ListBuckets", "s3:ListAllMyBuckets"),
            entry("s3:ListObjects", "s3:ListBucket"),
            entry("s3:ListObjectsV2", "s3:ListBucket"));

    private Unknown() {}

    /** The statement for a state or a reader with this {@code Resource}. */
    static Grant service(String resource) {
        Matcher call = CALL.matcher(resource);
        if (!call.matches()) {
            return new Grant(Kind.OTHER, "", List.of(UNKNOWN), List.of(UNKNOWN), List.of());
        }
        String service = call.group("service");
        String name = call.group("call");
        String action = PREFIXES.getOrDefault(service, service) + ":" + Character.toUpperCase(name.charAt(0))
                + name.substring(1);
        return new Grant(Kind.OTHER, "", List.of(ACTIONS.getOrDefault(action, action)), List.of(UNKNOWN), List.of());
    }
}
