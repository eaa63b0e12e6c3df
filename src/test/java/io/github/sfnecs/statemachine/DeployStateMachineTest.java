package io.github.sfnecs.statemachine;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Origin;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.json.Lines;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.Tag;

class DeployStateMachineTest {
    private static final ATask TASK = ATask.task();

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void createsTheStateMachine() {
        createRole();

        deploy(spec(TASK));

        assertThat(lab.writes()).containsExactly("CreateStateMachine");
        assertThat(deployed().roleArn()).isEqualTo(Lab.ROLE_ARN);
        assertThat(Definition.parse(deployed().definition()).means(TASK.definition()))
                .isTrue();
        assertThat(tags()).containsOnly(Map.entry(OwnershipTag.KEY, Lab.MACHINE_ARN));
        assertGolden("statemachine/creates.txt", lab.console.text());
    }

    @Test
    void changesNothingTheSecondTimeAndValidatesNothing() {
        createRole();
        deploy(spec(TASK));
        lab.account.forgetCalls();

        deploy(spec(TASK));

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.calls("ValidateStateMachineDefinition")).isZero();
        assertThat(lab.console.infos()).last().isEqualTo("State machine nightly: up to date.");
    }

    @Test
    void changesNothingThatIsOnlyLaidOutDifferently() {
        lab.deploy(TASK);
        lab.clients
                .sfn()
                .updateStateMachine(update -> update.stateMachineArn(Lab.MACHINE_ARN)
                        .definition(TASK.definition().json().toString()));
        lab.account.forgetCalls();

        deploy(spec(TASK));

        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void updatesTheDefinition() {
        lab.deploy(TASK);

        deploy(spec(ATask.task().timeout(Duration.ofHours(2))));

        assertThat(lab.writes()).containsExactly("UpdateStateMachine");
        assertThat(lab.calls("ValidateStateMachineDefinition")).isOne();
        assertThat(deployed().definition()).contains("\"TimeoutSeconds\": 7200");
        assertGolden("statemachine/updates-definition.txt", lab.console.text());
    }

    @Test
    void updatesOnlyTheRole() {
        lab.deploy(TASK);
        lab.clients
                .iam()
                .createRole(role -> role.roleName("other")
                        .assumeRolePolicyDocument(Lab.policies(TASK).trust().text()));
        lab.clients
                .iam()
                .putRolePolicy(policy -> policy.roleName("other")
                        .policyName("sfn-ecs")
                        .policyDocument(Lab.policies(TASK).permissions().text()));
        lab.account.forgetCalls();

        deploy(spec(TASK, Lab.SCOPE.role("/", "other"), Map.of(), Adoption.REFUSE));

        assertThat(lab.writes()).containsExactly("UpdateStateMachine");
        assertThat(lab.calls("ValidateStateMachineDefinition")).isZero();
        assertThat(deployed().roleArn()).isEqualTo(Lab.SCOPE.role("/", "other"));
        assertGolden("statemachine/updates-role.txt", lab.console.text());
    }

    @Test
    void addsOnlyTheTagsThatAreMissing() {
        lab.deploy(TASK);
        lab.clients
                .sfn()
                .tagResource(tag -> tag.resourceArn(Lab.MACHINE_ARN)
                        .tags(Tag.builder().key("owner").value("anna").build()));
        lab.account.forgetCalls();

        deploy(spec(TASK, Lab.ROLE_ARN, Map.of("team", "payments"), Adoption.REFUSE));

        assertThat(lab.writes()).containsExactly("TagResource");
        assertThat(tags())
                .containsOnly(
                        Map.entry(OwnershipTag.KEY, Lab.MACHINE_ARN),
                        Map.entry("owner", "anna"),
                        Map.entry("team", "payments"));
    }

    @Test
    void writesNothingInADryRun() {
        createRole();
        lab.account.forgetCalls();
        deploy(spec(TASK), Mode.DRY_RUN);
        assertThat(lab.writes()).isEmpty();

        lab.deploy(TASK);
        deploy(
                spec(
                        ATask.task().timeout(Duration.ofHours(2)),
                        Lab.SCOPE.role("/", "other"),
                        Map.of("team", "payments"),
                        Adoption.REFUSE),
                Mode.DRY_RUN);

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.console.infos()).last().isEqualTo("State machine nightly: not changed, this is a dry run.");
    }

    @Test
    void refusesAStateMachineThatItDidNotCreate() {
        lab.deploy(TASK);
        lab.clients
                .sfn()
                .untagResource(untag -> untag.resourceArn(Lab.MACHINE_ARN).tagKeys(OwnershipTag.KEY));
        lab.account.forgetCalls();

        assertThatThrownBy(() -> deploy(spec(ATask.task().timeout(Duration.ofHours(2)))))
                .isInstanceOf(ProblemException.class)
                .hasMessage("The state machine nightly exists and is not ours, so it is not changed.\n  where: "
                        + Lab.MACHINE_ARN
                        + "\n  why:   It has no tag sfn-ecs:state-machine with its own ARN, though its definition looks like one"
                        + " of ours: somebody took the tag off, or this endpoint loses tags.\n"
                        + "  fix:   Choose another stateMachineName; or take this one over with"
                        + " -Dsfn-ecs.adoptStateMachine (add -Dsfn-ecs.dryRun to see what would change)");
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void refusesOneThatIsMarkedAsAnotherThoughThereIsNothingToChange() {
        lab.deploy(TASK);
        lab.clients
                .sfn()
                .tagResource(tag -> tag.resourceArn(Lab.MACHINE_ARN)
                        .tags(Tag.builder()
                                .key(OwnershipTag.KEY)
                                .value(Lab.SCOPE.stateMachine("another"))
                                .build()));

        assertThatThrownBy(() -> deploy(spec(TASK)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("so this plugin did not create it.");
    }

    @Test
    void adoptsAStateMachineAndMarksItAsOurs() {
        lab.deploy(TASK);
        lab.clients
                .sfn()
                .untagResource(untag -> untag.resourceArn(Lab.MACHINE_ARN).tagKeys(OwnershipTag.KEY));
        lab.account.forgetCalls();

        deploy(spec(ATask.task().timeout(Duration.ofHours(2)), Lab.ROLE_ARN, Map.of(), Adoption.ADOPT));

        assertThat(lab.writes()).containsExactly("UpdateStateMachine", "TagResource");
        assertThat(lab.console.infos())
                .first()
                .isEqualTo("Adopting the state machine " + Lab.MACHINE_ARN + ", which this plugin did not create.");
        lab.account.forgetCalls();
        deploy(spec(ATask.task().timeout(Duration.ofHours(2))));
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void refusesAnExpressStateMachine() {
        try (CannedAws canned = described("EXPRESS", "ACTIVE")) {
            assertThatThrownBy(() -> deploy(canned.clients, spec(TASK), Mode.APPLY))
                    .hasMessage(
                            "The state machine nightly is of type EXPRESS.\n  where: " + Lab.MACHINE_ARN
                                    + "\n  why:   Only a STANDARD state machine can wait for an ECS task, and a state machine's type"
                                    + " can't be changed.\n  fix:   Choose another stateMachineName, or delete that state machine");
            assertThat(canned.called()).containsExactlyInAnyOrder("DescribeStateMachine", "ListTagsForResource");
        }
    }

    @Test
    void refusesAStateMachineThatIsBeingDeleted() {
        try (CannedAws canned = described("STANDARD", "DELETING")) {
            assertThatThrownBy(() -> deploy(canned.clients, spec(TASK), Mode.APPLY))
                    .hasMessage("The state machine nightly is being deleted.\n  where: " + Lab.MACHINE_ARN
                            + "\n  why:   It stays until its last execution has ended.\n  fix:   Run it again later, or"
                            + " choose another stateMachineName");
            assertThat(canned.called()).containsExactlyInAnyOrder("DescribeStateMachine", "ListTagsForResource");
        }
    }

    private static CannedAws described(String type, String status) {
        return new CannedAws()
                .answers("DescribeStateMachine", """
                        {'stateMachineArn': '%s', 'name': 'nightly', 'status': '%s', 'type': '%s', 'roleArn': '%s',
                         'definition': '{}', 'creationDate': 1.0}""".formatted(Lab.MACHINE_ARN, status, type, Lab.ROLE_ARN))
                .answers(
                        "ListTagsForResource",
                        "{'tags': [{'key': '" + OwnershipTag.KEY + "', 'value': '" + Lab.MACHINE_ARN + "'}]}");
    }

    @Test
    void deploysNothingThatTheServiceFindsInvalid() {
        createRole();
        lab.account.forgetCalls();
        Definition invalid = Definition.parse(TASK.definition().text().replace("\"LaunchType\"", "\"LaunchTyp\""));

        assertThatThrownBy(() -> deploy(spec(invalid)))
                .hasMessage("Step Functions finds the definition invalid.\n"
                        + "  where: target/sfn-ecs/state-machine.asl.json\n"
                        + "  why:   ERROR SCHEMA_VALIDATION_FAILED at /States/RunTask/Parameters (line 8): The field 'LaunchTyp' is"
                        + " not supported by Step Functions\n"
                        + "  fix:   Correct the parameters that lead to these places");
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void tellsTheLineOfTheUsersOwnFile() {
        createRole();
        Definition invalid = Definition.parse(TASK.definition().text().replace("\"LaunchType\"", "\"LaunchTyp\""));
        Lines lines = new Lines(1);
        lines.put("States", 2).put("RunTask", 40).put("Parameters", 42);
        Definition own = new Definition(invalid.json(), new Origin.File("nightly.asl.json", () -> lines));

        assertThatThrownBy(() -> deploy(spec(own)))
                .hasMessage("Step Functions finds the definition invalid.\n"
                        + "  where: nightly.asl.json\n"
                        + "  why:   ERROR SCHEMA_VALIDATION_FAILED at nightly.asl.json:42: The field 'LaunchTyp' is"
                        + " not supported by Step Functions\n"
                        + "  fix:   Correct these places");
    }

    @Test
    void tellsOfTheServicesWarningsAndDeploys() {
        try (CannedAws canned = new CannedAws()
                .answers("CreateStateMachine", "{'stateMachineArn': '" + Lab.MACHINE_ARN + "', 'creationDate': 1.0}")
                .answers("ValidateStateMachineDefinition", """
                        {'result': 'OK', 'truncated': false, 'diagnostics': [{'severity': 'WARNING',
                          'code': 'NO_PATH', 'message': 'A value that begins with $', 'location': '/States/RunTask'}]}""")) {
            answersThatThereIsNone(canned);

            deploy(canned.clients, spec(TASK), Mode.APPLY);

            assertThat(canned.called()).contains("CreateStateMachine");
            assertThat(lab.console.warnings())
                    .containsExactly("Step Functions accepts the definition with warnings:\nWARNING NO_PATH at"
                            + " /States/RunTask (line 5): A value that begins with $");
        }
    }

    private static void answersThatThereIsNone(CannedAws canned) {
        canned.refuses("DescribeStateMachine", 400, "{'__type': 'StateMachineDoesNotExist', 'message': 'none'}")
                .refuses("ListTagsForResource", 400, "{'__type': 'ResourceNotFound', 'message': 'none'}");
    }

    @Test
    void deploysUnvalidatedWhereTheEndpointDoesNotKnowHowTo() {
        createRole();
        lab.account.faults().always("ValidateStateMachineDefinition", new Fault.Unsupported());

        deploy(spec(TASK));

        assertThat(lab.writes()).containsExactly("CreateStateMachine");
        assertThat(lab.console.warnings())
                .containsExactly(
                        "Not checked: the definition, since ValidateStateMachineDefinition is not supported here."
                                + " It is deployed as it is. AWS says: This operation is not implemented, as planned by the test.");
    }

    @Test
    void deploysUnvalidatedWhereAnEmulatorBreaksOnIt() {
        createRole();
        lab.account.faults().always("ValidateStateMachineDefinition", new Fault.ServerError(500));

        deploy(spec(TASK));

        assertThat(lab.writes()).containsExactly("CreateStateMachine");
        assertThat(lab.console.warnings()).singleElement().asString().contains("is not supported here");
    }

    @Test
    void deploysUnvalidatedWhereTheCallerMayNotValidate() {
        createRole();
        lab.account
                .faults()
                .always(
                        "ValidateStateMachineDefinition",
                        new Fault.Denied(
                                "User: anna is not authorized to perform: states:ValidateStateMachineDefinition"));

        deploy(spec(TASK));

        assertThat(lab.writes()).containsExactly("CreateStateMachine");
        assertThat(lab.console.warnings())
                .containsExactly(
                        "Not checked: the definition, since ValidateStateMachineDefinition is denied to you. It is"
                                + " deployed as it is. AWS says: User: anna is not authorized to perform:"
                                + " states:ValidateStateMachineDefinition");
    }

    @Test
    void doesNotTakeAnExpiredSessionForAMissingOperation() {
        createRole();
        lab.account.forgetCalls();
        lab.account.faults().always("ValidateStateMachineDefinition", new Fault.ExpiredToken());

        assertThatThrownBy(() -> deploy(spec(TASK))).isInstanceOf(SfnException.class);
        assertThat(lab.writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 45, 100})
    void waitsForIamToMakeANewRoleKnown(int seconds) {
        lab.account.iamPropagation(Duration.ofSeconds(seconds));
        createRole();
        lab.account.forgetCalls();

        deploy(spec(TASK));

        assertThat(deployed().roleArn()).isEqualTo(Lab.ROLE_ARN);
        assertThat(lab.time.waited()).isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 10));
        assertThat(lab.console.infos().stream().filter(said -> said.startsWith("Waiting")))
                .containsExactly(
                        "Waiting up to 120 s for IAM to make the role known. AWS says: Neither the global service"
                                + " principal states.amazonaws.com, nor the regional one is authorized to assume the provided"
                                + " role.");
    }

    @Test
    void waitsForIamOnAnUpdateToo() {
        lab.deploy(ATask.task().pattern(io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE));
        lab.account.iamPropagation(Duration.ofSeconds(20));
        lab.clients
                .iam()
                .putRolePolicy(policy -> policy.roleName(Lab.ROLE)
                        .policyName("sfn-ecs")
                        .policyDocument(Lab.policies(TASK).permissions().text()));

        deploy(spec(TASK));

        assertThat(deployed().definition()).contains("runTask.sync");
        assertThat(lab.console.infos())
                .anyMatch(said -> said.endsWith("'" + Lab.ROLE_ARN + "' is not authorized to create managed-rule."));
    }

    private void createRole() {
        lab.createRole(
                Lab.policies(TASK).trust().text(),
                Optional.of(Lab.policies(TASK).permissions().text()));
        lab.account.forgetCalls();
    }

    private void deploy(StateMachineSpec spec) {
        deploy(spec, Mode.APPLY);
    }

    private void deploy(StateMachineSpec spec, Mode mode) {
        deploy(lab.clients, spec, mode);
    }

    private void deploy(AwsClients clients, StateMachineSpec spec, Mode mode) {
        new DeployStateMachine(clients, lab.console, new PropagationRetry(lab.time, lab.console))
                .plan(Lab.MACHINE_ARN, () -> spec)
                .carryOut("State machine nightly", lab.console, mode);
    }

    private static StateMachineSpec spec(ATask task) {
        return spec(task.definition());
    }

    private static StateMachineSpec spec(Definition definition) {
        return new StateMachineSpec(
                Lab.MACHINE_ARN, Lab.MACHINE, Lab.ROLE_ARN, definition, new TreeMap<>(), Adoption.REFUSE);
    }

    private static StateMachineSpec spec(ATask task, String role, Map<String, String> tags, Adoption adoption) {
        return new StateMachineSpec(
                Lab.MACHINE_ARN, Lab.MACHINE, role, task.definition(), new TreeMap<>(tags), adoption);
    }

    private DescribeStateMachineResponse deployed() {
        return lab.clients.sfn().describeStateMachine(describe -> describe.stateMachineArn(Lab.MACHINE_ARN));
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        lab.clients
                .sfn()
                .listTagsForResource(list -> list.resourceArn(Lab.MACHINE_ARN))
                .tags()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }
}
