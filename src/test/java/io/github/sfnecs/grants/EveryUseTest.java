package io.github.sfnecs.grants;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Use;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.permissions.PolicyMutant;
import io.github.sfnecs.role.PermissionsPolicy;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The policy of a definition with every kind of use, against what AWS is asked for while it runs, which every-use-requests.txt has: all
 * of that is allowed, the like of it is not, and nothing of the policy can be missing.
 */
class EveryUseTest {
    private final Definition definition = new Definition(UsesTest.read("every-use.asl.json", Lab.SCOPE));

    @Test
    void itsPolicyIsThis() {
        assertGolden("grants/every-use.json", policy(definition.uses()).text());
    }

    @Test
    void itAllowsWhatAwsIsAskedAndNotTheLike() {
        Grants grants = new Grants(List.of(policy(definition.uses())));

        assertThat(grants.lacking(requests(false))).isEmpty();
        assertThat(grants.lacking(requests(true))).isEqualTo(requests(true));
    }

    @Test
    void nothingOfItCanBeMissing() {
        assertThat(PolicyMutant.of(policy(definition.uses()).json()))
                .hasSizeGreaterThan(80)
                .allSatisfy(mutant -> assertThat(parsed(mutant).lacking(requests(false)))
                        .as(mutant.name())
                        .isNotEmpty());
    }

    @Test
    void eachConditionKeepsSomethingOut() {
        assertThat(PolicyMutant.withoutConditions(policy(definition.uses()).json()))
                .hasSizeGreaterThan(8)
                .allSatisfy(mutant -> assertThat(parsed(mutant).lacking(requests(true)))
                        .as(mutant.name())
                        .isNotEqualTo(requests(true)));
    }

    @Test
    void theOrderOfTheStatesChangesNothingButTheClusters() {
        List<Use> backwards = new ArrayList<>(definition.uses());
        Collections.reverse(backwards);

        assertThat(policy(backwards)).isEqualTo(policy(definition.uses()));
        assertThat(sids(policy(backwards))).doesNotHaveDuplicates();
        assertThat(sids(policy(definition.uses()))).doesNotHaveDuplicates();
    }

    @Test
    void whatIsCoveredByAWiderResourceIsLeftOut() {
        assertThat(resources(many(i -> """
                        "S%d": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                          "Parameters": {"Cluster": "jobs", "TaskDefinition": "job%s"}}""".formatted(i, i == 0 ? "" : ":" + i), 3)))
                .contains("arn:aws:ecs:eu-central-1:123456789012:task-definition/job:*")
                .doesNotContain("arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1");
        assertThat(many(i -> """
                        "S%d": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listObjectsV2",
                          "Parameters": {"Bucket": "items"%s}}""".formatted(i, i == 0 ? "" : ", \"Prefix\": \"p" + i + "\""), 3)
                        .statements())
                .singleElement()
                .satisfies(statement -> assertThat(statement.has("Condition")).isFalse());
    }

    /** What differs only in its resource is one statement. */
    @Test
    void aThousandStatesAreQuick() {
        IntFunction<String> state = i -> """
                "S%d": {"Type": "Task", "Resource": "arn:aws:states:::%s", "Parameters": {"Cluster": "c%d", "TaskDefinition": "t%d",
                  "FunctionName": "f", "QueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/q%d"}}""".formatted(
                i,
                List.of("ecs:runTask.sync", "lambda:invoke", "sqs:sendMessage").get(i % 3),
                i % 4,
                i % 5,
                i % 7);
        many(state, 1000);
        long before = System.nanoTime();

        PolicyDocument policy = many(state, 1000);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(policy.statements()).hasSize(4 * 2 + 4);
    }

    /** None of which IAM would take: as many states as 1 MiB has, which differ in what is allowed, and on what condition. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'ecs:runTask', 'Parameters': {'TaskDefinition': 't%d'}",
                "'ecs:runTask', 'Parameters': {'Cluster': 'c%d', 'TaskDefinition': 't'}",
                "'lambda:invoke', 'Parameters': {'FunctionName': 'f%d'}",
                "'aws-sdk:s3:listObjectsV2', 'Parameters': {'Bucket': 'bucket', 'Prefix': 'c%d'}",
            })
    void asManyStatesAsThereMayBeTakeNoMinute(String state) {
        String json = "\"S%d\": {\"Type\": \"Task\", \"Resource\": "
                + state.replace("'", "\"").replaceFirst("\"", "\"arn:aws:states:::") + "}";
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        assertThatThrownBy(() -> many(i -> json.replace("%d", String.valueOf(i)), 8000))
                .hasMessageContaining("too large");

        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before)
                .isLessThan(Duration.ofSeconds(4).toNanos());
    }

    @Test
    void aPolicyThatIamFindsTooLargeIsAProblem() {
        assertThatThrownBy(() -> many(
                        i -> "\"S" + i
                                + "\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\":"
                                + " {\"FunctionName\": \"f" + i + "\"}}",
                        1000))
                .hasMessageContaining("The policies of the state machine's role are too large.")
                .hasMessageContaining("IAM takes at most 10240 in all inline policies of a role");
    }

    private static PolicyDocument many(IntFunction<String> state, int states) {
        return policy(Definition.parse("{\"States\": {"
                        + IntStream.range(0, states).mapToObj(state).collect(Collectors.joining(",")) + "}}")
                .uses());
    }

    private static PolicyDocument policy(List<Use> uses) {
        return new PermissionsPolicy(Lab.SCOPE, name -> UsesTest.taskDefinition(Lab.SCOPE, name))
                .of(new StateMachineArn(Lab.SCOPE.stateMachine("nightly")), uses);
    }

    private static Grants parsed(PolicyMutant mutant) {
        return new Grants(
                List.of(new PolicyDocument(Json.tryParse(mutant.policy()).orElseThrow())));
    }

    private static List<String> sids(PolicyDocument policy) {
        return policy.statements().stream()
                .map(statement -> statement.path("Sid").asText())
                .toList();
    }

    private static Stream<String> resources(PolicyDocument policy) {
        return policy.statements().stream()
                .flatMap(statement -> PolicyDocument.asList(statement.path("Resource")).stream())
                .map(JsonNode::asText);
    }

    private static List<Access> requests(boolean unlike) {
        try (var text = Objects.requireNonNull(EveryUseTest.class.getResourceAsStream("every-use-requests.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.startsWith("!") == unlike)
                    .map(line -> request(line.replaceFirst("^! ", "").split(" ")))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Access request(String[] words) {
        Map<String, String> context = new TreeMap<>();
        for (int i = 2; i < words.length; i++) {
            context.put(words[i].substring(0, words[i].indexOf('=')), words[i].substring(words[i].indexOf('=') + 1));
        }
        return new Access(words[0], words[1], context);
    }
}
