package io.github.sfnecs.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.role.RequiredPolicies;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The role may do what its state machine needs, and nothing else: whatever is taken out of its policies breaks a run, an abort, or a
 * run whose completion event stays away, with AWS's own error; and each condition keeps out somebody.
 */
class LeastPrivilegeTest {
    private static final String PINNED = Trial.SCOPE.everyRevision("job").replace("*", "1");

    /** AWS's own words when an action is missing. */
    private static final Map<String, String> REFUSALS = Map.of(
            "ecs:RunTask", "is not authorized to perform: ecs:RunTask",
            "ecs:TagResource", "is not authorized to perform: ecs:TagResource",
            "iam:PassRole", "is not authorized to perform: iam:PassRole",
            "ecs:StopTask", "the aborted task is still running: [ecs:StopTask]",
            "ecs:DescribeTasks", "is not authorized to perform: ecs:DescribeTasks",
            "events:PutTargets", "is not authorized to create managed-rule",
            "events:PutRule", "is not authorized to create managed-rule",
            "events:DescribeRule", "is not authorized to create managed-rule",
            "sts:AssumeRole", "is authorized to assume the provided role");

    /** For each condition's key, who gets in without it. */
    private static final Map<String, Foreign> FOREIGNERS = Map.of(
            "RunTask ecs:cluster",
            new Foreign("a run of the same task definition on another cluster", "ecs:RunTask", PINNED, "other"),
            "FollowTask ecs:cluster",
            new Foreign("a stop that goes to another cluster", "ecs:StopTask", task(), "other"),
            "TagTask ecs:CreateAction",
            new Foreign("tags on a task that runs already", "ecs:TagResource", task(), ""),
            "PassRole iam:PassedToService",
            new Foreign(
                    "the task's role handed to a Lambda function",
                    "iam:PassRole",
                    Trial.SCOPE.role("/", "task-role"),
                    "lambda.amazonaws.com"));

    private record Foreign(String who, String action, String resource, String value) {}

    private static String task() {
        return Trial.SCOPE.everyTask("jobs").replace("*", "0123456789abcdef0123456789abcdef");
    }

    private record Kind(IntegrationPattern pattern, String taskDefinition) {
        static Stream<Kind> all() {
            return Stream.concat(
                    Stream.of(IntegrationPattern.values()).map(pattern -> new Kind(pattern, PINNED)),
                    Stream.of(new Kind(IntegrationPattern.RUN_JOB, "job")));
        }

        Trial trial() {
            return Trial.of(pattern, taskDefinition);
        }

        RequiredPolicies policies() {
            try (Trial trial = trial()) {
                return trial.policies();
            }
        }

        @Override
        public String toString() {
            return pattern + " of " + (taskDefinition.equals(PINNED) ? "a revision" : "a family");
        }
    }

    @TestFactory
    Stream<DynamicTest> withAllThatIsGeneratedNothingBreaks() {
        return Kind.all()
                .map(kind -> dynamicTest(kind.toString(), () -> {
                    try (Trial trial = kind.trial()) {
                        RequiredPolicies policies = trial.policies();
                        trial.give(
                                policies.trust().text(), policies.permissions().text());

                        assertThat(trial.objections()).isEmpty();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> withLessInThePermissionsSomethingBreaks() {
        return Kind.all().flatMap(kind -> {
            RequiredPolicies policies = kind.policies();
            return PolicyMutant.of(policies.permissions().json())
                    .map(mutant -> breaks(kind, mutant, policies.trust().text(), mutant.policy()));
        });
    }

    @TestFactory
    Stream<DynamicTest> withLessInTheTrustSomethingBreaks() {
        return Kind.all().flatMap(kind -> {
            RequiredPolicies policies = kind.policies();
            return PolicyMutant.of(policies.trust().json())
                    .map(mutant -> breaks(
                            kind,
                            mutant,
                            mutant.policy(),
                            policies.permissions().text()));
        });
    }

    private static DynamicTest breaks(Kind kind, PolicyMutant mutant, String trust, String permissions) {
        return dynamicTest(kind + " " + mutant.name(), () -> {
            try (Trial trial = kind.trial()) {
                trial.give(trust, permissions);

                assertThat(trial.objections())
                        .anySatisfy(said -> assertThat(mutant.actions())
                                .anySatisfy(action -> assertThat(said).contains(REFUSALS.get(action))));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> withoutAConditionAForeignRequestGetsIn() {
        return Kind.all().flatMap(kind -> {
            RequiredPolicies policies = kind.policies();
            return PolicyMutant.withoutConditions(policies.permissions().json()).map(mutant -> {
                Foreign foreign = FOREIGNERS.get(mutant.name());
                assertThat(foreign)
                        .as("a foreign request for %s", mutant.name())
                        .isNotNull();
                return dynamicTest(kind + " lets in " + foreign.who(), () -> {
                    assertThat(allows(
                                    kind,
                                    policies.trust().text(),
                                    policies.permissions().text(),
                                    mutant,
                                    foreign))
                            .isFalse();
                    assertThat(allows(kind, policies.trust().text(), mutant.policy(), mutant, foreign))
                            .isTrue();
                });
            });
        });
    }

    private static boolean allows(Kind kind, String trust, String permissions, PolicyMutant mutant, Foreign foreign) {
        try (Trial trial = kind.trial()) {
            trial.give(trust, permissions);
            String key = mutant.name().substring(mutant.name().indexOf(' ') + 1);
            String value = foreign.value().equals("other") ? Trial.CLUSTER.replace("jobs", "other") : foreign.value();
            Map<String, String> context = value.isEmpty() ? Map.of() : Map.of(key, value);
            return trial.allows(foreign.action(), foreign.resource(), context);
        }
    }

    @Test
    void withoutTheSourceArnAnotherStateMachineGetsTheRole() {
        Map<String, String> other =
                Map.of("aws:SourceArn", Trial.SCOPE.stateMachine("other"), "aws:SourceAccount", Trial.SCOPE.account());

        assertThat(trustedWithout("nothing", other)).isFalse();
        assertThat(trustedWithout("aws:SourceArn", other)).isTrue();
    }

    @Test
    void withoutTheSourceAccountADeputyOfAnotherAccountGetsTheRole() {
        Map<String, String> other = Map.of("aws:SourceArn", Trial.MACHINE, "aws:SourceAccount", "999999999999");

        assertThat(trustedWithout("nothing", other)).isFalse();
        assertThat(trustedWithout("aws:SourceAccount", other)).isTrue();
    }

    private static boolean trustedWithout(String key, Map<String, String> context) {
        try (Trial trial = Trial.of(IntegrationPattern.REQUEST_RESPONSE, PINNED)) {
            RequiredPolicies policies = trial.policies();
            String trust = PolicyMutant.withoutConditions(policies.trust().json())
                    .filter(mutant -> mutant.name().endsWith(" " + key))
                    .map(PolicyMutant::policy)
                    .findFirst()
                    .orElse(policies.trust().text());
            trial.give(trust, policies.permissions().text());
            return trial.trusts(context);
        }
    }

    @Test
    void theOnlyWildcardsStandWhereTheIdOrTheRevisionIsUnknownBeforehand() {
        assertThat(Kind.all()
                        .flatMap(kind -> PolicyMutant.resources(
                                kind.policies().permissions().json()))
                        .filter(resource -> resource.contains("*"))
                        .distinct())
                .containsExactlyInAnyOrder(Trial.SCOPE.everyTask("jobs"), Trial.SCOPE.everyRevision("job"));
    }
}
