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
import io.github.sfnecs.rendering.TaskSize;
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
                        "launchType 'ec2': it is one of [FARGATE, EC2, EXTERNAL, CLUSTER_DEFAULT]",
                        "<launchType>EC2</launchType>"),
                new Reading(
                        "a launch type that does not exist",
                        values -> task(values).capacity("FARGATE_SPOT", null),
                        "launchType 'FARGATE_SPOT': it is one of [FARGATE, EC2, EXTERNAL, CLUSTER_DEFAULT]",
                        "<launchType>FARGATE</launchType>"),
                new Reading(
                        "both launch type and capacity providers",
                        values ->
                                task(values).capacity("FARGATE", List.of(provider(Map.of("provider", "FARGATE_SPOT")))),
                        "launchType 'FARGATE': launchType and capacityProviderStrategy exclude each other",
                        "Leave launchType out; for Fargate Spot the strategy alone says so"),
                new Reading(
                        "a launch type that ECS knows and RunTask does not take",
                        values -> task(values).capacity("MANAGED_INSTANCES", null),
                        "launchType 'MANAGED_INSTANCES': ECS takes tasks for Managed Instances only by a capacity provider,"
                                + " and by no launch type",
                        "<capacityProviderStrategy><item><provider>my-managed-instances</provider></item>"
                                + "</capacityProviderStrategy> without launchType, or"
                                + " <launchType>CLUSTER_DEFAULT</launchType> where they are the cluster's default"),
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
                        values -> task(values).features(LaunchType.EC2, "1.4.0", null, null, null, null),
                        "platformVersion '1.4.0': only tasks on Fargate have a platform version",
                        "Leave platformVersion out"),
                new Reading(
                        "a platform version on other capacity providers",
                        values -> task(values).features(strategy("my-instances"), "1.4.0", null, null, null, null),
                        "platformVersion '1.4.0': only tasks on Fargate have a platform version",
                        "Leave platformVersion out"),
                new Reading(
                        "ECS Exec neither on nor off",
                        values -> task(values).features(LaunchType.FARGATE, null, "1", null, null, null),
                        "enableExecuteCommand '1': it is either true or false",
                        "<enableExecuteCommand>true</enableExecuteCommand>"),
                new Reading(
                        "tags of a service",
                        values -> task(values).features(LaunchType.FARGATE, null, null, null, "SERVICE", null),
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
                values -> task(values).features(LaunchType.FARGATE, null, null, null, null, Map.of(key, value)),
                "taskTags '"
                        + (shown.length() > 120
                                ? shown.substring(0, 120) + "… (" + shown.length() + " characters)"
                                : shown)
                        + "': " + wrong,
                "<taskTags><team>payments</team></taskTags> or -Dsfn-ecs.taskTags=team=payments");
    }

    static Stream<Reading> placements() {
        return Stream.of(
                constraint(
                        "a constraint of no type",
                        Map.of(),
                        "type is not set: it is required",
                        "<type>memberOf</type>"),
                constraint(
                        "a constraint of another type",
                        Map.of("type", "memberof"),
                        "type 'memberof': it is one of [memberOf, distinctInstance]",
                        "<type>memberOf</type>"),
                constraint(
                        "members of nothing",
                        Map.of("type", "memberOf"),
                        "expression is not set: memberOf needs one",
                        "<expression>attribute:ecs.instance-type =~ m5.*</expression>"),
                constraint(
                        "distinct instances of something",
                        Map.of("type", "distinctInstance", "of", "task:group == a"),
                        "expression 'task:group == a': distinctInstance has none",
                        "Leave expression out"),
                strategy(
                        "a strategy of another type",
                        Map.of("type", "pack"),
                        "type 'pack': it is one of [binpack, spread, random]",
                        "<type>binpack</type>"),
                strategy(
                        "packing by nothing",
                        Map.of("type", "binpack", "of", "disk"),
                        "field 'disk': random has none, binpack has cpu or memory, and spread has instanceId or an attribute",
                        "<field>memory</field>"),
                strategy(
                        "spreading over nothing",
                        Map.of("type", "spread"),
                        "field is not set: random has none, binpack has cpu or memory, and spread has instanceId or an attribute",
                        "<field>attribute:ecs.availability-zone</field>"),
                strategy(
                        "a field of chance",
                        Map.of("type", "random", "of", "cpu"),
                        "field 'cpu': random has none, binpack has cpu or memory, and spread has instanceId or an attribute",
                        "Leave field out"),
                new Reading(
                        "a place on Fargate",
                        values -> task(values)
                                .placement(
                                        LaunchType.FARGATE,
                                        List.of(bean(new TypedBean(), Map.of("type", "distinctInstance"))),
                                        null),
                        "placementConstraints '1 of them': on Fargate there are no instances on which ECS could place a task",
                        "Leave placementConstraints out, or set launchType to EC2"),
                new Reading(
                        "more constraints than ECS takes",
                        values -> task(values)
                                .placement(
                                        LaunchType.EC2,
                                        Collections.nCopies(
                                                11, bean(new TypedBean(), Map.of("type", "distinctInstance"))),
                                        null),
                        "placementConstraints '11 of them': ECS takes at most 10",
                        "Leave some of them out"));
    }

    private static Reading constraint(String name, Map<String, String> fields, String told, String fix) {
        return new Reading(
                name,
                values -> task(values).placement(LaunchType.EC2, List.of(bean(new TypedBean(), fields)), null),
                "placementConstraints[0]." + told,
                fix);
    }

    private static Reading strategy(String name, Map<String, String> fields, String told, String fix) {
        return new Reading(
                name,
                values -> task(values)
                        .placement(new Capacity.ClusterDefault(), null, List.of(bean(new TypedBean(), fields))),
                "placementStrategy[0]." + told,
                fix);
    }

    static Stream<Reading> sizes() {
        return Stream.of(
                new Reading(
                        "CPU in another unit",
                        values -> task(values).size(LaunchType.FARGATE, "1 vCPU", null, null),
                        "cpu '1 vCPU': it is a whole number of at least 1",
                        "<cpu>1024</cpu>"),
                new Reading(
                        "memory of a text",
                        values -> task(values).size(LaunchType.FARGATE, null, "States.UUID()", null),
                        "memory 'States.UUID()': it is a number, or the path of one in the input",
                        "<memory>2048</memory>"),
                new Reading(
                        "less storage than there is anyway",
                        values -> task(values).size(LaunchType.FARGATE, null, null, "20"),
                        "ephemeralStorage '20': it is a whole number of at least 21",
                        "<ephemeralStorage>50</ephemeralStorage>"),
                new Reading(
                        "more storage than there is",
                        values -> task(values).size(new Capacity.ClusterDefault(), null, null, "201"),
                        "ephemeralStorage '201': Fargate has at most 200 GiB for a task",
                        "<ephemeralStorage>200</ephemeralStorage>"),
                new Reading(
                        "storage of an instance",
                        values -> task(values).size(LaunchType.EC2, null, null, "$.storage"),
                        "ephemeralStorage '$.storage': only tasks on Fargate have it",
                        "Leave ephemeralStorage out"));
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
                        "a number for a text",
                        overriding(Map.of("name", "app", "environment", Map.of("LIMIT", "States.MathAdd($.limit, 1)"))),
                        "containerOverrides[0].environment.LIMIT 'States.MathAdd($.limit, 1)': it does not give a text, which a"
                                + " container takes only",
                        "States.Format('{}', States.MathAdd($.limit, 1))"),
                new Reading(
                        "a number of the context for a text",
                        overriding(Map.of("name", "app", "command", List.of("$$.State.RetryCount"))),
                        "containerOverrides[0].command[0] '$$.State.RetryCount': it does not give a text, which a container takes"
                                + " only",
                        "States.Format('{}', $$.State.RetryCount)"),
                new Reading(
                        "a list within a list",
                        overriding(Map.of("name", "app", "command", List.of("run", "States.Array('a', $.b)"))),
                        "containerOverrides[0].command[1] 'States.Array('a', $.b)': it does not give a text, which a container"
                                + " takes only",
                        "States.JsonToString(States.Array('a', $.b))"),
                new Reading(
                        "a path that may go on",
                        overriding(Map.of("name", "app", "environment", Map.of("RUN", "$.date of run-$.date-1"))),
                        "containerOverrides[0].environment.RUN '$.date of run-$.date-1': where its path $.date ends can't be"
                                + " told, as - may belong to it",
                        "States.Format('{}-…', $.date) where - is text, $['a-b'] where it is the name's"),
                new Reading(
                        "an environment file by its URL",
                        overriding(Map.of(
                                "name",
                                "app",
                                "environmentFiles",
                                List.of("https://my-bucket.s3.amazonaws.com/app.env"))),
                        "containerOverrides[0].environmentFiles[0] 'https://my-bucket.s3.amazonaws.com/app.env': it is not the"
                                + " ARN of a file in Amazon S3 whose name ends with .env",
                        "<environmentFile>arn:aws:s3:::my-bucket/app.env</environmentFile>"),
                new Reading(
                        "a GPU on Fargate",
                        values -> task(values)
                                .overrides(
                                        LaunchType.FARGATE,
                                        TaskSize.UNCHANGED,
                                        List.of(bean(
                                                new ContainerOverrideBean(),
                                                Map.of(
                                                        "name",
                                                        "app",
                                                        "resourceRequirements",
                                                        List.of(bean(
                                                                new TypedBean(), Map.of("type", "GPU", "of", "1")))))),
                                        null,
                                        null),
                        "containerOverrides[0].resourceRequirements '1 of them': Fargate has neither GPUs nor Neuron devices",
                        "Leave resourceRequirements out, or set launchType to EC2"),
                new Reading(
                        "more memory kept than there may be taken",
                        overriding(Map.of("name", "app", "memory", "512", "memoryReservation", "512")),
                        "containerOverrides[0].memoryReservation '512': it has to be less than memory, which is the most that the"
                                + " container may take",
                        "Lower memoryReservation, or raise memory"),
                new Reading(
                        "an accelerator that is no more",
                        overriding(Map.of(
                                "name",
                                "app",
                                "resourceRequirements",
                                List.of(bean(new TypedBean(), Map.of("type", "InferenceAccelerator", "of", "1"))))),
                        "containerOverrides[0].resourceRequirements[0].type 'InferenceAccelerator': it is one of [GPU,"
                                + " NeuronDevice]",
                        "<type>NeuronDevice</type>"),
                new Reading(
                        "CPU as a shell variable",
                        overriding(Map.of("name", "app", "cpu", "$CPU")),
                        "containerOverrides[0].cpu '$CPU': " + dollar,
                        dollarExample),
                new Reading(
                        "memory with a unit",
                        overriding(Map.of("name", "app", "memory", "512m")),
                        "containerOverrides[0].memory '512m': it is a whole number of at least 6",
                        "<memory>512</memory>"),
                new Reading(
                        "a task role that is no ARN",
                        values -> task(values).overrides(LaunchType.EC2, TaskSize.UNCHANGED, null, "jobTaskRole", null),
                        "taskRoleArn 'jobTaskRole': it is not the ARN of an IAM role",
                        "<taskRoleArn>arn:aws:iam::123456789012:role/my-role</taskRoleArn>"),
                new Reading(
                        "an execution role of another account",
                        values -> task(values)
                                .overrides(
                                        LaunchType.EC2,
                                        TaskSize.UNCHANGED,
                                        null,
                                        null,
                                        "arn:aws:iam::210987654321:role/other"),
                        "executionRoleArn 'arn:aws:iam::210987654321:role/other': its account is 210987654321, the cluster's"
                                + " (clusterArn) is 123456789012",
                        "Take both from the same account"));
    }

    private static Consumer<ParameterReader> overriding(Map<String, ?> fields) {
        return values -> task(values)
                .overrides(
                        LaunchType.EC2,
                        TaskSize.UNCHANGED,
                        List.of(bean(new ContainerOverrideBean(), fields)),
                        null,
                        null);
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
                        "retry 'often': it is a whole number of at least 0",
                        "<retry>3</retry>"),
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
    @MethodSource({
        "taskDefinitions",
        "capacities",
        "features",
        "placements",
        "sizes",
        "overrides",
        "patterns",
        "retries"
    })
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
