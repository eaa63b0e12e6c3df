package io.github.sfnecs.config;

import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.config.Reading.SCOPE;
import static io.github.sfnecs.config.Reading.TARGET;
import static io.github.sfnecs.config.Reading.bean;
import static io.github.sfnecs.config.Reading.role;
import static io.github.sfnecs.config.Reading.target;
import static io.github.sfnecs.config.Reading.task;
import static io.github.sfnecs.config.Reading.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.ContainerOverride.ResourceRequirement;
import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.RunTask.Limits;
import io.github.sfnecs.rendering.TaskSize;
import io.github.sfnecs.rendering.Value;
import io.github.sfnecs.role.StateMachineRole;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parameters are read as where they are right. */
class ParametersTest {
    private final ParameterReader values = new ParameterReader();

    @Test
    void reportsAllMistakesTogether() {
        assertThat(told(mistaken -> {
                    target(mistaken).cluster("jobs");
                    target(mistaken).stateMachine("a b");
                    task(mistaken).taskDefinition(null);
                    task(mistaken).network(LaunchType.FARGATE, null, null, "ENABLED");
                    role(mistaken).role("theirs", "o/urs", null, null, null, new TreeMap<>());
                }))
                .startsWith("7 mistakes in the configuration:\n1. clusterArn 'jobs': ")
                .contains(
                        "\n2. stateMachineName 'a b': ",
                        "\n3. taskDefinitionArn is not set: ",
                        "\n4. assignPublicIp 'ENABLED': ",
                        "\n5. subnets is not set: ",
                        "\n6. roleArn 'theirs': ",
                        "\n7. roleName 'o/urs': ");
    }

    @ParameterizedTest
    @CsvSource({
        "task-definition/job:12, arn:aws:ecs:eu-central-1:123456789012:task-definition/job:12",
        "task-definition/my_job-1, my_job-1"
    })
    void namesATaskDefinitionWithoutRevisionByItsFamily(String resource, String named) {
        assertThat(task(values).taskDefinition("arn:aws:ecs:eu-central-1:123456789012:" + resource))
                .contains(named);
    }

    @Test
    void runsOnFargateUnlessToldOtherwise() {
        assertThat(task(values).capacity(null, null)).isEqualTo(LaunchType.FARGATE);
        assertThat(task(values).capacity(null, List.of())).isEqualTo(LaunchType.FARGATE);
        assertThat(task(values).capacity("EXTERNAL", null)).isEqualTo(LaunchType.EXTERNAL);
        assertThat(task(values)
                        .capacity(
                                null,
                                List.of(bean(
                                        new CapacityProviderBean(),
                                        Map.of("provider", "FARGATE_SPOT", "weight", "2", "base", "0")))))
                .isEqualTo(
                        new ProviderStrategy(List.of(new Item("FARGATE_SPOT", OptionalInt.of(2), OptionalInt.of(0)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subnet-0abc000ab00ab0", "subnet-default-us-east-1-c", "my-subnet"})
    void takesSubnetsAsTheyAre(String subnet) {
        assertThat(task(values).network(LaunchType.FARGATE, Arrays.asList(" " + subnet, "", null), null, "true"))
                .isEqualTo(new Network(List.of(subnet), List.of(), true));
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void leavesSubnetsOfEc2ToTheTaskDefinition() {
        task(values).network(LaunchType.EC2, null, null, null);

        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void readsOverrides() {
        assertThat(task(values)
                        .overrides(
                                LaunchType.EC2,
                                TaskSize.UNCHANGED,
                                List.of(bean(
                                        new ContainerOverrideBean(),
                                        Map.of(
                                                "name", " app ",
                                                "command", Arrays.asList("$.x", " two ", null),
                                                "environment", Map.of("A", "$$.Execution.Id"),
                                                "cpu", " 256 ",
                                                "memory", " $.memory "))),
                                null,
                                null)
                        .containers())
                .containsExactly(new ContainerOverride(
                        "app",
                        List.of(Value.of("$.x"), Value.of(" two "), Value.of("")),
                        new TreeMap<>(Map.of("A", Value.of("$$.Execution.Id"))),
                        Optional.of(Value.of("256")),
                        Optional.of(Value.of("$.memory")),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    }

    @Test
    void readsWhatElseAContainerGets() {
        ContainerOverride override = task(values)
                .overrides(
                        LaunchType.EC2,
                        TaskSize.UNCHANGED,
                        List.of(bean(
                                new ContainerOverrideBean(),
                                Map.of(
                                        "name",
                                        "app",
                                        "memoryReservation",
                                        "${cpu}",
                                        "environmentFiles",
                                        List.of(" arn:aws:s3:::b/a.env", "$.file"),
                                        "resourceRequirements",
                                        List.of(
                                                bean(new TypedBean(), Map.of("type", "GPU", "of", "2")),
                                                bean(new TypedBean(), Map.of("type", "NeuronDevice", "of", "ALL")))))),
                        null,
                        null)
                .containers()
                .get(0);

        assertThat(override.memoryReservation()).contains(new Value.Literal("512"));
        assertThat(override.environmentFiles())
                .containsExactly(new Value.Literal("arn:aws:s3:::b/a.env"), new Value.Path("$.file"));
        assertThat(override.resourceRequirements())
                .containsExactly(
                        new ResourceRequirement("GPU", new Value.Literal("2")),
                        new ResourceRequirement("NeuronDevice", new Value.Literal("ALL")));
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void readsHowMuchTheWholeTaskGets() {
        assertThat(task(values).size(LaunchType.FARGATE, " 1024 ", "$$.Execution.Input.memory", "21"))
                .isEqualTo(new TaskSize(
                        Optional.of(new Value.Literal("1024")),
                        Optional.of(new Value.Path("$$.Execution.Input.memory")),
                        Optional.of(new Value.Literal("21"))));
        assertThat(task(values)
                        .size(LaunchType.EC2, "${sfn-ecs.cpu}", "${sfn-ecs.memory}", "${sfn-ecs.ephemeralStorage}"))
                .isEqualTo(TaskSize.UNCHANGED);
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void leavesToTheClusterWhatItRunsOn() {
        Capacity capacity = task(values).capacity(" CLUSTER_DEFAULT ", null);

        assertThat(capacity).isEqualTo(new Capacity.ClusterDefault());
        task(values).network(capacity, null, null, null);
        task(values).features(capacity, "1.4.0", null, null, null, null);
        task(values).size(capacity, null, null, "50");
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void leavesShellVariablesToTheContainer() {
        assertThat(task(values)
                        .overrides(
                                LaunchType.EC2,
                                TaskSize.UNCHANGED,
                                List.of(bean(
                                        new ContainerOverrideBean(),
                                        Map.of(
                                                "name", "app",
                                                "command", List.of("\\${HOME}", "cd \\${HOME} && \\${CMD}"),
                                                "environment", Map.of("PATHS", "/bin:\\${PATH}")))),
                                null,
                                null)
                        .containers())
                .containsExactly(new ContainerOverride(
                        "app",
                        List.of(new Value.Literal("${HOME}"), new Value.Literal("cd ${HOME} && ${CMD}")),
                        new TreeMap<>(Map.of("PATHS", new Value.Literal("/bin:${PATH}"))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of()));
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void fillsInWhatTheBuildHasSet() {
        assertThat(task(values)
                        .overrides(
                                LaunchType.EC2,
                                TaskSize.UNCHANGED,
                                List.of(bean(
                                        new ContainerOverrideBean(),
                                        Map.of(
                                                "name", "app",
                                                "command", "--build,${buildNumber},$$.Execution.Name,${list}",
                                                "environment",
                                                        Map.of("TAG", "5$ of ${buildNumber} in \\${buildNumber}"),
                                                "cpu", "${cpu}",
                                                "memory", "${path}"))),
                                null,
                                null)
                        .containers())
                .containsExactly(new ContainerOverride(
                        "app",
                        List.of(
                                new Value.Literal("--build"),
                                new Value.Literal("42"),
                                new Value.Path("$$.Execution.Name"),
                                new Value.Literal("a"),
                                new Value.Literal("b")),
                        new TreeMap<>(Map.of("TAG", new Value.Literal("5$ of 42 in ${buildNumber}"))),
                        Optional.of(new Value.Literal("512")),
                        Optional.of(new Value.Path("$$.Execution.Input.x")),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    }

    @Test
    void retriesAsAWholeOrByParts() {
        RetryBean five = bean(new RetryBean(), Map.of("attempts", "5"));

        assertThat(limits(null)).isEqualTo(Retry.DEFAULT);
        assertThat(limits(five)).isEqualTo(new Retry(5, Duration.ofSeconds(5), 2));
        assertThat(limits(bean(new RetryBean(), Map.of("interval", "PT1M", "backoffRate", "1.5"))))
                .isEqualTo(new Retry(3, Duration.ofMinutes(1), 1.5));
        assertThat(limits(bean(new RetryBean(), Map.of("maxAttempts", "0"))))
                .isEqualTo(new Retry(0, Duration.ofSeconds(5), 2));
    }

    private Retry limits(RetryBean bean) {
        return task(values).limits(RUN_JOB, bean, null, null).retry();
    }

    @Test
    void readsTheLimitsOfATask() {
        assertThat(task(values).limits(WAIT_FOR_TASK_TOKEN, null, "PT99999999S", "PT1S"))
                .isEqualTo(new Limits(
                        Retry.DEFAULT,
                        Optional.of(Duration.ofSeconds(99_999_999)),
                        Optional.of(Duration.ofSeconds(1))));
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void takesTagsUpToAwsLimits() {
        assertThat(values.tags("taskTags", Map.of("k".repeat(128), "v".repeat(256), "empty", "")))
                .containsOnly(entry("k".repeat(128), "v".repeat(256)), entry("empty", ""));
        assertThat(values.mistakes().none()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team=payments,stage=test | {team=payments, stage=test}",
                "' team = payments , a=b ' | {team=payments, a=b}",
                "a=b=c | {a=b=c}",
                "team | {team=}",
                "team= | {team=}"
            })
    void readsKeysAndValuesFromOneText(String text, String map) {
        KeyValues keyValues = new KeyValues();
        keyValues.set(text);

        assertThat(keyValues.toMap().orElseThrow()).hasToString(map);
    }

    @Test
    void isNoMapWithoutAText() {
        assertThat(new KeyValues().toMap()).isEmpty();
    }

    @Test
    void tellsOfAForgottenKey() {
        KeyValues keyValues = new KeyValues();
        keyValues.set("team=payments,");

        assertThat(told(mistaken -> mistaken.tags("taskTags", keyValues.toMap().orElseThrow())))
                .startsWith("taskTags '=': a tag has a key");
    }

    @Test
    void worksWhereTheClusterIs() {
        assertThat(target(values).settings(Optional.of(SCOPE), "eu-central-1", "work", "https://aws.example:1", null))
                .isEqualTo(new AwsSettings(
                        "eu-central-1",
                        Optional.of("work"),
                        Optional.of(URI.create("https://aws.example:1")),
                        Optional.empty()));
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void assumesRolesOfOtherAccounts() {
        String arn = "arn:aws:iam::210987654321:role/path/deployer";

        assertThat(target(values)
                        .settings(Optional.of(SCOPE), null, null, null, arn)
                        .assumeRoleArn())
                .contains(arn);
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void keepsARoleOfOurOwnUnderAPath() {
        assertThat(role(values).role(null, "ours", "/team/", "arn:aws:iam::aws:policy/Bound", "true", new TreeMap<>()))
                .contains(new StateMachineRole.Managed(
                        "arn:aws:iam::123456789012:role/team/ours",
                        "/team/",
                        TARGET.stateMachineArn(),
                        Optional.of("arn:aws:iam::aws:policy/Bound"),
                        new TreeMap<>(),
                        Adoption.ADOPT));
        assertThat(values.mistakes().none()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"theirs", "team/theirs", "a/b:c!/Their_s+=,.@-1", "aws-service-role/ecs.amazonaws.com/x"})
    void usesTheRoleOfSomebodyElse(String role) {
        String arn = "arn:aws:iam::123456789012:role/" + role;

        assertThat(role(values).role(arn, null, null, null, null, new TreeMap<>()))
                .contains(new StateMachineRole.Foreign(arn, TARGET.stateMachineArn()));
    }
}
