package io.github.sfnecs.permissions;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.AuthorizationRecord;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.Wildcards;
import io.github.sfnecs.testing.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The role of a definition with every kind of use that the embedded AWS can run, as {@link LeastPrivilegeTest} has it for one task:
 * whatever is taken out of its policy breaks a run, an abort, or a run whose events of completion stay away, and nothing is in it that
 * none of these has asked for. What the embedded AWS can't run is tried against the requests that AWS's pages name, in
 * {@code EveryUseTest}: AWS Batch, AWS Glue, HTTP endpoints, roles of other accounts, versions and aliases of state machines, and the
 * further spellings of what is here, by the SDK. A distributed Map is in {@link FanOutPrivilegeTest}.
 */
class EveryUseRunsTest {
    private static Workflow workflow;
    private static PolicyDocument policy;
    private static List<AuthorizationRecord> asked;

    @BeforeAll
    static void runWithAllThatIsGenerated() {
        workflow = new Workflow();
        policy = workflow.policies().permissions();
        assertThat(workflow.objection(policy.text())).isEmpty();
        asked = workflow.allowed();
    }

    @AfterAll
    static void close() {
        workflow.close();
    }

    @Test
    void itsPolicyIsThis() {
        assertGolden("permissions/every-use.json", policy.text());
    }

    @TestFactory
    Stream<DynamicTest> withLessInThePermissionsSomethingBreaks() {
        return Tables.slice(PolicyMutant.of(policy.json()).toList(), 5)
                .map(mutant -> dynamicTest(
                        mutant.name(),
                        () -> assertThat(workflow.objection(mutant.policy()))
                                .hasValueSatisfying(said -> assertThat(mutant.actions())
                                        .anySatisfy(
                                                action -> assertThat(said).containsIgnoringCase(refusal(action))))));
    }

    /** AWS's own words when an action is missing. */
    private static String refusal(String action) {
        return switch (action) {
            case "events:PutTargets", "events:PutRule", "events:DescribeRule" ->
                "is not authorized to create managed-rule";
            case "sts:AssumeRole" -> "is not authorized to assume the task state's role";
            case "states:StopExecution" -> "has left something that runs: [states:StopExecution]";
            case "ecs:StopTask" -> "ecs:StopTask";
            default -> "is not authorized to perform: " + action;
        };
    }

    /** A statement with two actions and two resources allows four things, and so on. */
    @Test
    void eachActionIsAskedForOnEachResource() {
        assertThat(policy.statements())
                .allSatisfy(statement -> assertThat(PolicyDocument.asList(statement.path("Action")))
                        .allSatisfy(action -> assertThat(PolicyDocument.asList(statement.path("Resource")))
                                .allSatisfy(resource -> assertThat(asked).anySatisfy(one -> {
                                    assertThat(one.action()).isEqualToIgnoringCase(action.asText());
                                    assertThat(one.resource()).matches(arn -> Wildcards.match(resource.asText(), arn));
                                }))));
    }

    @Test
    void eachConditionKeepsOut() {
        assertThat(PolicyMutant.withoutConditions(policy.json()))
                .hasSizeGreaterThan(9)
                .allSatisfy(mutant -> {
                    JsonNode statement = policy.statements().stream()
                            .filter(one ->
                                    mutant.name().startsWith(one.path("Sid").asText() + " "))
                            .findFirst()
                            .orElseThrow();
                    String key = mutant.name().substring(mutant.name().indexOf(' ') + 1);
                    AuthorizationRecord like = asked.stream()
                            .filter(one -> mutant.actions().contains(one.action())
                                    && PolicyDocument.asList(statement.path("Resource")).stream()
                                            .anyMatch(resource -> Wildcards.match(resource.asText(), one.resource()))
                                    && one.context().containsKey(key))
                            .findFirst()
                            .orElseThrow();
                    Map<String, String> other = new HashMap<>(like.context());
                    other.put(key, other.get(key) + "-other");

                    assertThat(workflow.allows(policy.text(), like.action(), like.resource(), like.context()))
                            .isTrue();
                    assertThat(workflow.allows(policy.text(), like.action(), like.resource(), other))
                            .isFalse();
                    assertThat(workflow.allows(mutant.policy(), like.action(), like.resource(), other))
                            .isTrue();
                });
    }

    @Test
    void theOnlyWildcardsStandForWhatIsUnknownBeforehand() {
        assertThat(PolicyMutant.resources(policy.json()).filter(resource -> resource.contains("*")))
                .allMatch(
                        resource -> resource.matches(
                                ".*:task-definition/[a-z-]+:\\*|.*:task/[a-z]+/\\*|.*:execution:follow(-too)?:\\*|.*:out-bucket/runs/\\*"));
    }
}
