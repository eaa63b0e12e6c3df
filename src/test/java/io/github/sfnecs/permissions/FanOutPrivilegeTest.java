package io.github.sfnecs.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.AuthorizationRecord;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.mapwatch.Fan;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * The role of a task for each item, with items and results in S3, as {@link LeastPrivilegeTest} has it for one task: whatever is taken out
 * of its policy breaks a run, a run whose events of completion stay away, a redrive, or an abort.
 */
class FanOutPrivilegeTest {
    /**
     * What AWS's page gives a distributed Map, without saying when Step Functions asks for it; {@code EveryUseTest} has it from there.
     * https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
     */
    private static final Set<String> ONLY_ON_THE_PAGE = Set.of(
            "states:DescribeExecution",
            "states:StopExecution",
            "s3:ListMultipartUploadParts",
            "s3:AbortMultipartUpload");

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void withAllThatIsGeneratedNothingBreaks() {
        try (Account account = new Account()) {
            assertThat(account.objection(account.policy().toString())).isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> withLessInThePermissionsSomethingBreaks() {
        try (Account account = new Account()) {
            return PolicyMutant.of(account.policy())
                    .filter(mutant -> !ONLY_ON_THE_PAGE.containsAll(mutant.actions())
                            && !mutant.name().equals("WriteResults without s3:GetObject"))
                    .map(mutant -> dynamicTest(mutant.name(), () -> breaks(mutant)));
        }
    }

    private static void breaks(PolicyMutant mutant) {
        try (Account account = new Account()) {
            assertThat(account.objection(mutant.policy()))
                    .hasValueSatisfying(said -> assertThat(said)
                            .containsAnyOf(mutant.actions().stream()
                                    .map(action -> action.startsWith("events:") ? "managed-rule" : action)
                                    .toArray(String[]::new)));
        }
    }

    private static final class Account implements AutoCloseable {
        private final Lab lab = new Lab();

        Account() {
            new Fan(lab).deployForMany(3, 2, Optional.empty());
        }

        JsonNode policy() {
            return PolicyDocument.decode(lab.clients
                            .iam()
                            .getRolePolicy(policy -> policy.roleName(Lab.ROLE).policyName("sfn-ecs"))
                            .policyDocument())
                    .json();
        }

        /** What AWS first says against it, where the role may do this. */
        Optional<String> objection(String permissions) {
            lab.clients
                    .iam()
                    .putRolePolicy(
                            put -> put.roleName(Lab.ROLE).policyName("sfn-ecs").policyDocument(permissions));
            return deploy().or(() -> run(true))
                    .or(() -> run(false))
                    .or(this::redrive)
                    .or(this::abort);
        }

        private Optional<String> deploy() {
            try {
                String definition = lab.clients
                        .sfn()
                        .describeStateMachine(machine -> machine.stateMachineArn(Lab.MACHINE_ARN))
                        .definition();
                lab.clients
                        .sfn()
                        .updateStateMachine(machine ->
                                machine.stateMachineArn(Lab.MACHINE_ARN).definition(definition));
                return Optional.empty();
            } catch (SfnException e) {
                return Optional.of(e.awsErrorDetails().errorMessage());
            }
        }

        private Optional<String> run(boolean events) {
            lab.account.completionEvents(events);
            lab.account.script("job", TaskScript.exits(0).after(MINUTE));
            return ended(start());
        }

        /** Of an execution of which one item failed. */
        private Optional<String> redrive() {
            lab.account.completionEvents(true);
            lab.account.scriptsInTurn("job", TaskScript.exits(1), TaskScript.exits(0));
            String execution = start();
            lab.clock.advance(Duration.ofHours(1));
            lab.clients.sfn().redriveExecution(redrive -> redrive.executionArn(execution));
            return ended(execution);
        }

        private Optional<String> abort() {
            lab.account.script("job", TaskScript.runsForever());
            String execution = start();
            lab.clock.advance(MINUTE);
            lab.clients.sfn().stopExecution(stop -> stop.executionArn(execution));
            lab.clock.advance(MINUTE);
            return lab.runningTasks().isEmpty() ? Optional.empty() : Optional.of("Tasks go on, denied was " + denied());
        }

        private String start() {
            return lab.clients
                    .sfn()
                    .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN))
                    .executionArn();
        }

        private Optional<String> ended(String execution) {
            lab.clock.advance(Duration.ofHours(1));
            DescribeExecutionResponse end =
                    lab.clients.sfn().describeExecution(describe -> describe.executionArn(execution));
            return end.status() == ExecutionStatus.SUCCEEDED
                    ? Optional.empty()
                    : Optional.of(end.error() + " " + end.cause() + ", denied was " + denied());
        }

        private List<String> denied() {
            return lab.account.authorizations().stream()
                    .filter(asked -> !asked.allowed())
                    .map(AuthorizationRecord::action)
                    .distinct()
                    .toList();
        }

        @Override
        public void close() {
            lab.close();
        }
    }
}
