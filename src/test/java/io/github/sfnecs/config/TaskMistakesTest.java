package io.github.sfnecs.config;

import static io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE;
import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.config.Reading.bean;
import static io.github.sfnecs.config.Reading.task;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes in the task, word for word. */
class TaskMistakesTest {
    private static final String TASK_DEFINITION_EXAMPLE =
            "<taskDefinitionArn>arn:aws:ecs:eu-central-1:123456789012:task-definition/my-task:1</taskDefinitionArn>";
    private static final List<String> SUBNETS = List.of("subnet-1");

    static Stream<Reading> taskDefinitions() {
        return Stream.of(
                taskDefinition("no task definition", null, "taskDefinitionArn is not set: it is required"),
                taskDefinition(
                        "the family instead of an ARN",
                        "job:1",
                        "taskDefinitionArn 'job:1': it is not the ARN of an ECS task definition"),
                taskDefinition(
                        "a cluster as task definition",
                        "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs",
                        "taskDefinitionArn 'arn:aws:ecs:eu-central-1:123456789012:cluster/jobs': it is not the ARN of an"
                                + " ECS task definition"),
                taskDefinition(
                        "revision 0",
                        "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:0",
                        "taskDefinitionArn 'arn:aws:ecs:eu-central-1:123456789012:task-definition/job:0': it names neither"
                                + " family:revision nor a family"),
                taskDefinition(
                        "a revision that is no number",
                        "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:*",
                        "taskDefinitionArn 'arn:aws:ecs:eu-central-1:123456789012:task-definition/job:*': it names neither"
                                + " family:revision nor a family"),
                elsewhere(
                        "region",
                        "us-east-1",
                        "eu-central-1",
                        "arn:aws:ecs:us-east-1:123456789012:task-definition/job:1"),
                elsewhere(
                        "account",
                        "210987654321",
                        "123456789012",
                        "arn:aws:ecs:eu-central-1:210987654321:task-definition/job:1"),
                elsewhere(
                        "partition", "aws-cn", "aws", "arn:aws-cn:ecs:eu-central-1:123456789012:task-definition/job:1"),
                new Reading(
                        "a task definition of another account and region",
                        values ->
                                task(values).taskDefinition("arn:aws:ecs:us-east-1:210987654321:task-definition/job:1"),
                        "taskDefinitionArn 'arn:aws:ecs:us-east-1:210987654321:task-definition/job:1': its account is"
                                + " 210987654321, the cluster's (clusterArn) is 123456789012; its region is us-east-1, the"
                                + " cluster's (clusterArn) is eu-central-1",
                        "Take both from the same account and region"));
    }

    private static Reading taskDefinition(String name, String arn, String told) {
        return new Reading(name, values -> task(values).taskDefinition(arn), told, TASK_DEFINITION_EXAMPLE);
    }

    private static Reading elsewhere(String what, String its, String clusters, String arn) {
        return new Reading(
                "a task definition of another " + what,
                values -> task(values).taskDefinition(arn),
                "taskDefinitionArn '" + arn + "': its " + what + " is " + its + ", the cluster's (clusterArn) is "
                        + clusters,
                "Take both from the same " + what);
    }

    static Stream<Reading> capacities() {
        return Stream.of(
                new Reading(
                        "a launch type in small letters",
                        values -> task(values).capacity("ec2", null),
                        "launchType 'ec2': it is one of [FARGATE, EC2, EXTERNAL]",
                        "<launchType>EC2</launchType>"),
                new Reading(
                        "a launch type that does not exist",
                        values -> task(values).capacity("FARGATE_SPOT", null),
                        "launchType 'FARGATE_SPOT': it is one of [FARGATE, EC2, EXTERNAL]",
                        "<launchType>FARGATE</launchType>"),
                new Reading(
                        "both launch type and capacity providers",
                        values ->
                                task(values).capacity("FARGATE", List.of(provider(Map.of("provider", "FARGATE_SPOT")))),
                        "launchType 'FARGATE': launchType and capacityProviderStrategy exclude each other",
                        "Leave launchType out; for Fargate Spot the strategy alone says so"),
                new Reading(
                        "capacity providers beside a launch type that does not exist",
                        values -> task(values).capacity("spot", List.of(provider(Map.of("provider", "FARGATE_SPOT")))),
                        "launchType 'spot': launchType and capacityProviderStrategy exclude each other",
                        "Leave launchType out; for Fargate Spot the strategy alone says so"),
                new Reading(
                        "a capacity provider without a name",
                        values -> task(values).capacity(null, List.of(provider(Map.of("weight", "1")))),
                        "capacityProviderStrategy[0].provider is not set: it is required",
                        "<provider>FARGATE_SPOT</provider>"),
                new Reading(
                        "a negative weight",
                        values -> task(values)
                                .capacity(
                                        null,
                                        List.of(
                                                provider(Map.of("provider", "FARGATE")),
                                                provider(Map.of("provider", "FARGATE_SPOT", "weight", "-1")))),
                        "capacityProviderStrategy[1].weight '-1': it is a whole number of at least 0",
                        "<weight>1</weight>"),
                new Reading(
                        "a base that is no number",
                        values -> task(values)
                                .capacity(null, List.of(provider(Map.of("provider", "FARGATE", "base", "one")))),
                        "capacityProviderStrategy[0].base 'one': it is a whole number of at least 0",
                        "<base>0</base>"),
                new Reading(
                        "a weight that ECS does not take",
                        values -> task(values)
                                .capacity(null, List.of(provider(Map.of("provider", "FARGATE", "weight", "1001")))),
                        "capacityProviderStrategy[0].weight '1001': ECS takes at most 1000",
                        "<weight>1</weight>"),
                new Reading(
                        "a base that ECS does not take",
                        values -> task(values)
                                .capacity(null, List.of(provider(Map.of("provider", "FARGATE", "base", "100001")))),
                        "capacityProviderStrategy[0].base '100001': ECS takes at most 100000",
                        "<base>0</base>"),
                new Reading(
                        "more subnets than ECS takes",
                        values -> task(values)
                                .network(LaunchType.FARGATE, Collections.nCopies(17, "subnet-1"), null, null),
                        "subnets '17 of them': ECS takes at most 16",
                        "Leave some of them out"),
                new Reading(
                        "more security groups than ECS takes",
                        values ->
                                task(values).network(LaunchType.FARGATE, SUBNETS, Collections.nCopies(6, "sg-1"), null),
                        "securityGroups '6 of them': ECS takes at most 5",
                        "Leave some of them out"),
                new Reading(
                        "Fargate without subnets",
                        values -> task(values).network(LaunchType.FARGATE, null, null, null),
                        "subnets is not set: a task on Fargate needs at least one subnet",
                        "<subnets><subnet>subnet-0abc1234</subnet></subnets>"),
                new Reading(
                        "Fargate Spot with blank subnets",
                        values -> task(values).network(strategy("FARGATE_SPOT"), List.of(" "), null, null),
                        "subnets is not set: a task on Fargate needs at least one subnet",
                        "<subnets><subnet>subnet-0abc1234</subnet></subnets>"),
                new Reading(
                        "only a subnet of a property that is not defined",
                        values -> task(values).network(LaunchType.FARGATE, List.of("${subnet}"), null, null),
                        "subnets '${subnet}': a Maven property in it is not defined",
                        "Define the property, in the POM's properties or with -D, or correct its name"),
                new Reading(
                        "a subnet of a property that is not defined",
                        values ->
                                task(values).network(LaunchType.FARGATE, List.of("subnet-1", "${subnet}"), null, null),
                        "subnets '${subnet}': a Maven property in it is not defined",
                        "Define the property, in the POM's properties or with -D, or correct its name"),
                new Reading(
                        "a public IP address as ECS has it",
                        values -> task(values).network(LaunchType.FARGATE, SUBNETS, null, "ENABLED"),
                        "assignPublicIp 'ENABLED': it is either true or false",
                        "<assignPublicIp>true</assignPublicIp>"));
    }

    static Stream<Reading> features() {
        return Stream.of(
                new Reading(
                        "a platform version on EC2",
                        values -> task(values).features(LaunchType.EC2, "1.4.0", null, null, null),
                        "platformVersion '1.4.0': only tasks on Fargate have a platform version",
                        "Leave platformVersion out"),
                new Reading(
                        "a platform version on other capacity providers",
                        values -> task(values).features(strategy("my-instances"), "1.4.0", null, null, null),
                        "platformVersion '1.4.0': only tasks on Fargate have a platform version",
                        "Leave platformVersion out"),
                new Reading(
                        "ECS Exec neither on nor off",
                        values -> task(values).features(LaunchType.FARGATE, null, "1", null, null),
                        "enableExecuteCommand '1': it is either true or false",
                        "<enableExecuteCommand>true</enableExecuteCommand>"),
                new Reading(
                        "tags of a service",
                        values -> task(values).features(LaunchType.FARGATE, null, null, "SERVICE", null),
                        "propagateTags 'SERVICE': it is one of [NONE, TASK_DEFINITION]",
                        "<propagateTags>NONE</propagateTags>"),
                tag(
                        "a tag without a key",
                        "",
                        "blue",
                        "a tag has a key of at most 128 and a value of at most 256 characters"),
                tag(
                        "a tag's key of 129 characters",
                        "k".repeat(129),
                        "",
                        "a tag has a key of at most 128 and a value of at most 256 characters"),
                tag(
                        "a tag of AWS",
                        "aws:name",
                        "x",
                        "keys that begin with aws: belong to AWS, those with sfn-ecs: to this plugin"),
                tag(
                        "a tag of ours",
                        "sfn-ecs:state-machine",
                        "x",
                        "keys that begin with aws: belong to AWS, those with sfn-ecs: to this plugin"));
    }

    private static Reading tag(String name, String key, String value, String wrong) {
        String shown = key + "=" + value;
        return new Reading(
                name,
                values -> task(values).features(LaunchType.FARGATE, null, null, null, Map.of(key, value)),
                "taskTags '"
                        + (shown.length() > 120
                                ? shown.substring(0, 120) + "… (" + shown.length() + " characters)"
                                : shown)
                        + "': " + wrong,
                "<taskTags><team>payments</team></taskTags> or -Dsfn-ecs.taskTags=team=payments");
    }

    static Stream<Reading> overrides() {
        String dollar = "it begins with a dollar, so it has to be a JSONPath into the execution's input or context";
        String dollarExample = "$.customer (input), $$.Execution.Name (context), or \\$HOME for a literal dollar";
        String undefined =
                "Define the property, in the POM's properties or with -D, or correct its name; for the container's"
                        + " shell write \\${";
        return Stream.of(
                new Reading(
                        "an override without a container",
                        overriding(Map.of("cpu", "256")),
                        "containerOverrides[0].name is not set: it is required",
                        "<name>app</name>"),
                new Reading(
                        "a command that begins with a shell variable",
                        overriding(Map.of("name", "app", "command", List.of("echo", "$HOME"))),
                        "containerOverrides[0].command[1] '$HOME': " + dollar,
                        dollarExample),
                new Reading(
                        "an environment variable that begins with a shell variable",
                        overriding(Map.of("name", "app", "environment", Map.of("DIR", "$HOME"))),
                        "containerOverrides[0].environment.DIR '$HOME': " + dollar,
                        dollarExample),
                new Reading(
                        "a command with a property that is not defined",
                        overriding(Map.of("name", "app", "command", List.of("a ${b}"))),
                        "containerOverrides[0].command[0] 'a ${b}': a Maven property in it is not defined",
                        undefined),
                new Reading(
                        "an environment variable with a property that is not defined beside a shell variable",
                        overriding(Map.of("name", "app", "environment", Map.of("DIR", "\\${HOME}/${dir}"))),
                        "containerOverrides[0].environment.DIR '\\${HOME}/${dir}': a Maven property in it is not defined",
                        undefined),
                new Reading(
                        "a command with a property that is not defined beside one that the build has set",
                        overriding(Map.of("name", "app", "command", List.of("${buildNumber}: ${b}"))),
                        "containerOverrides[0].command[0] '42: ${b}': a Maven property in it is not defined",
                        undefined),
                new Reading(
                        "a command with a property that Maven can't look up",
                        overriding(Map.of("name", "app", "command", List.of("${session.none}"))),
                        "containerOverrides[0].command[0] '${session.none}': a Maven property in it is not defined",
                        undefined),
                new Reading(
                        "CPU of a property that is not defined",
                        overriding(Map.of("name", "app", "cpu", "${units}")),
                        "containerOverrides[0].cpu '${units}': a Maven property in it is not defined",
                        "Define the property, in the POM's properties or with -D, or correct its name"),
                new Reading(
                        "no CPU units",
                        overriding(Map.of("name", "app", "cpu", "0")),
                        "containerOverrides[0].cpu '0': it is a whole number of at least 1",
                        "<cpu>256</cpu>"),
                new Reading(
                        "CPU as a shell variable",
                        overriding(Map.of("name", "app", "cpu", "$CPU")),
                        "containerOverrides[0].cpu '$CPU': " + dollar,
                        dollarExample),
                new Reading(
                        "memory with a unit",
                        overriding(Map.of("name", "app", "memory", "512m")),
                        "containerOverrides[0].memory '512m': it is a whole number of at least 1",
                        "<memory>512</memory>"),
                new Reading(
                        "a task role that is no ARN",
                        values -> task(values).overrides(null, "jobTaskRole", null),
                        "taskRoleArn 'jobTaskRole': it is not the ARN of an IAM role",
                        "<taskRoleArn>arn:aws:iam::123456789012:role/my-role</taskRoleArn>"),
                new Reading(
                        "an execution role of another account",
                        values -> task(values).overrides(null, null, "arn:aws:iam::210987654321:role/other"),
                        "executionRoleArn 'arn:aws:iam::210987654321:role/other': its account is 210987654321, the cluster's"
                                + " (clusterArn) is 123456789012",
                        "Take both from the same account"));
    }

    private static Consumer<ParameterReader> overriding(Map<String, ?> fields) {
        return values -> task(values).overrides(List.of(bean(new ContainerOverrideBean(), fields)), null, null);
    }

    static Stream<Reading> patterns() {
        return Stream.of(
                new Reading(
                        "a pattern with hyphens",
                        values -> task(values).pattern("wait-for-task-token"),
                        "integrationPattern 'wait-for-task-token': it is one of [RUN_JOB, REQUEST_RESPONSE,"
                                + " WAIT_FOR_TASK_TOKEN]",
                        "<integrationPattern>WAIT_FOR_TASK_TOKEN</integrationPattern>"),
                new Reading(
                        "a pattern that does not exist",
                        values -> task(values).pattern(".sync"),
                        "integrationPattern '.sync': it is one of [RUN_JOB, REQUEST_RESPONSE, WAIT_FOR_TASK_TOKEN]",
                        "<integrationPattern>RUN_JOB</integrationPattern>"),
                new Reading(
                        "a token container without a token",
                        values -> task(values).tokenContainer(RUN_JOB, "app"),
                        "taskTokenContainer 'app': there is a task token only with integrationPattern WAIT_FOR_TASK_TOKEN",
                        "Leave taskTokenContainer out"),
                new Reading(
                        "a token that is waited for without end",
                        values -> task(values).limits(WAIT_FOR_TASK_TOKEN, null, null, null),
                        "heartbeat is not set: with WAIT_FOR_TASK_TOKEN the state would wait a year for a container that never"
                                + " starts; heartbeat or stateTimeout is required",
                        "<heartbeat>PT10M</heartbeat> or <stateTimeout>PT2H</stateTimeout>"),
                new Reading(
                        "a heartbeat without a token",
                        values -> task(values).limits(REQUEST_RESPONSE, null, null, "PT5M"),
                        "heartbeat 'PT5M': only with WAIT_FOR_TASK_TOKEN does anybody send heartbeats",
                        "Leave heartbeat out, or use <stateTimeout>PT5M</stateTimeout>"),
                new Reading(
                        "a heartbeat as long as the timeout",
                        values -> task(values).limits(WAIT_FOR_TASK_TOKEN, null, "PT5M", "PT5M"),
                        "heartbeat 'PT5M': it has to be shorter than stateTimeout",
                        "<heartbeat>PT1M</heartbeat>"),
                new Reading(
                        "a timeout that is no duration",
                        values -> task(values).limits(RUN_JOB, null, "2h", null),
                        "stateTimeout '2h': it is a positive duration in ISO-8601",
                        "<stateTimeout>PT2H</stateTimeout>"),
                new Reading(
                        "a negative timeout",
                        values -> task(values).limits(RUN_JOB, null, "PT-5S", null),
                        "stateTimeout 'PT-5S': it is a positive duration in ISO-8601",
                        "<stateTimeout>PT2H</stateTimeout>"),
                new Reading(
                        "a timeout of no time",
                        values -> task(values).limits(RUN_JOB, null, "PT0S", null),
                        "stateTimeout 'PT0S': it is a positive duration in ISO-8601",
                        "<stateTimeout>PT2H</stateTimeout>"),
                new Reading(
                        "a timeout of half a second",
                        values -> task(values).limits(RUN_JOB, null, "PT0.5S", null),
                        "stateTimeout 'PT0.5S': it is a whole number of seconds, at most 99999999",
                        "<stateTimeout>PT2H</stateTimeout>"),
                new Reading(
                        "a timeout longer than the language has",
                        values -> task(values).limits(RUN_JOB, null, "PT100000000S", null),
                        "stateTimeout 'PT100000000S': it is a whole number of seconds, at most 99999999",
                        "<stateTimeout>PT2H</stateTimeout>"),
                new Reading(
                        "a timeout beyond all numbers",
                        values -> task(values).limits(RUN_JOB, null, "P99999999999999999D", null),
                        "stateTimeout 'P99999999999999999D': it is a positive duration in ISO-8601",
                        "<stateTimeout>PT2H</stateTimeout>"));
    }

    static Stream<Reading> retries() {
        return Stream.of(
                new Reading(
                        "attempts that are no number",
                        values -> {
                            RetryBean bean = bean(new RetryBean(), Map.of("attempts", "often"));
                            task(values).limits(RUN_JOB, bean, null, null);
                        },
                        "retry.maxAttempts 'often': it is a whole number of at least 0",
                        "<maxAttempts>3</maxAttempts>"),
                new Reading(
                        "an interval below a second",
                        retrying(Map.of("interval", "PT0.1S")),
                        "retry.interval 'PT0.1S': it is a whole number of seconds, at most 99999999",
                        "<interval>PT5S</interval>"),
                new Reading(
                        "an interval without a unit",
                        retrying(Map.of("interval", "5")),
                        "retry.interval '5': it is a positive duration in ISO-8601",
                        "<interval>PT5S</interval>"),
                new Reading(
                        "intervals that shrink",
                        retrying(Map.of("backoffRate", "0.5")),
                        "retry.backoffRate '0.5': it is a number of at least 1",
                        "<backoffRate>2.0</backoffRate>"),
                new Reading(
                        "a rate that is no number",
                        retrying(Map.of("backoffRate", "twice")),
                        "retry.backoffRate 'twice': it is a number of at least 1",
                        "<backoffRate>2.0</backoffRate>"));
    }

    private static Consumer<ParameterReader> retrying(Map<String, ?> fields) {
        return values -> task(values).limits(RUN_JOB, bean(new RetryBean(), fields), null, null);
    }

    @ParameterizedTest
    @MethodSource({"taskDefinitions", "capacities", "features", "overrides", "patterns", "retries"})
    void isToldInAWholeSentence(Reading mistake) {
        mistake.assertTold();
    }

    private static CapacityProviderBean provider(Map<String, ?> fields) {
        return bean(new CapacityProviderBean(), fields);
    }

    private static Capacity strategy(String provider) {
        return new ProviderStrategy(List.of(new Item(provider, OptionalInt.empty(), OptionalInt.empty())));
    }
}
