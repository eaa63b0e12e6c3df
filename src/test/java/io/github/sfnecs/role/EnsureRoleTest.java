package io.github.sfnecs.role;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.aws.BuildCache;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

class EnsureRoleTest {
    private static final ATask TASK = ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE);
    private static final RequiredPolicies REQUIRED = Lab.policies(TASK);
    private static final String TRUSTS_ALL_OF_STEP_FUNCTIONS = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "states.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""";
    private static final String NOTHING_OF_USE = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}""";

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void createsTheRole() {
        ensure(managed());

        assertThat(lab.writes()).containsExactly("CreateRole", "PutRolePolicy");
        assertThat(lab.account.trusts(
                        Lab.ROLE_ARN,
                        "states.amazonaws.com",
                        Map.of("aws:SourceArn", Lab.MACHINE_ARN, "aws:SourceAccount", Lab.ACCOUNT)))
                .isTrue();
        assertThat(tags()).containsExactlyEntriesOf(Map.of(OwnershipTag.KEY, Lab.MACHINE_ARN));
        assertGolden("role/ensure-role-creates.txt", lab.console.text());
    }

    @Test
    void namesThePoliciesThatAreNotOurs() {
        ensure(managed());
        lab.clients
                .iam()
                .putRolePolicy(
                        put -> put.roleName(Lab.ROLE).policyName("by-hand").policyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"""));
        lab.clients
                .iam()
                .putRolePolicy(put -> put.roleName(Lab.ROLE).policyName("small").policyDocument(NOTHING_OF_USE));
        String attached = createBoundary();
        lab.clients.iam().attachRolePolicy(attach -> attach.roleName(Lab.ROLE).policyArn(attached));
        lab.account.forgetCalls();

        ensure(managed());

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.console.text())
                .contains("The role " + Lab.ROLE + " has policies that are not this plugin's, which stay:")
                .contains("\n  inline policy by-hand, which allows everything\n  inline policy small\n  managed policy "
                        + attached);
    }

    @Test
    void saysThatItCouldNotLookForThem() {
        ensure(managed());
        lab.account.faults().always("ListAttachedRolePolicies", new Fault.Denied("As planned by the test."));

        ensure(managed());

        assertThat(lab.console.text())
                .contains("Not checked: whether the role " + Lab.ROLE + " has other policies than ours");
    }

    @Test
    void goesOnWhereTheAnswerToItsCreationIsLost() {
        lab.account.faults().next("CreateRole", new Fault.DropAfterHandling());

        ensure(managed());

        assertThat(lab.writes()).containsExactly("CreateRole", "CreateRole", "PutRolePolicy");
        assertThat(tags()).containsExactlyEntriesOf(Map.of(OwnershipTag.KEY, Lab.MACHINE_ARN));
    }

    @Test
    void doesNotTakeForItsOwnWhatSomebodyCreatedInTheMeantime() {
        lab.account.onceAfter("GetRole", () -> createForeign(Map.of()));

        assertThatThrownBy(() -> ensure(managed())).hasMessage("""
                        The role %1$s exists and is not ours, so it is not changed.
                          where: %2$s
                          why:   Somebody created it while this was at work.
                          fix:   Run it again to see whose it is; or choose another roleName""".formatted(Lab.ROLE, Lab.ROLE_ARN));

        assertThat(tags()).isEmpty();
    }

    /** IAM does not say whether GetRole finds it; CreateRole does. */
    @Test
    void saysThatANameMayDifferInCaseOnly() {
        lab.clients
                .iam()
                .createRole(role -> role.roleName(Lab.ROLE.toUpperCase(Locale.ROOT))
                        .assumeRolePolicyDocument(TRUSTS_ALL_OF_STEP_FUNCTIONS));

        assertThatThrownBy(() -> ensure(managed())).hasMessage("""
                        The role %1$s exists and is not ours, so it is not changed.
                          where: %2$s
                          why:   IAM has it, but shows none: its name may differ in case, which IAM does not distinguish; or it was \
                        created a moment ago.
                          fix:   Choose another roleName, or write it as that role is written, or run it again; aws iam list-roles \
                        --query 'Roles[].Arn' --output text shows all""".formatted(Lab.ROLE, Lab.ROLE_ARN));
    }

    @Test
    void saysThatTheNameOfTheRoleThatIsFoundDiffersInCase() {
        createForeign(Map.of());
        lab.account.answers("GetRole", answer -> {
            ((ObjectNode) answer.path("Role"))
                    .put("RoleName", Lab.ROLE.toUpperCase(Locale.ROOT))
                    .put("Arn", Lab.SCOPE.role("/", Lab.ROLE.toUpperCase(Locale.ROOT)));
            return answer;
        });

        assertThatThrownBy(() -> ensure(managed()))
                .hasMessageContaining("exists and is not ours")
                .hasMessageContaining("Its name differs in case, which IAM does not distinguish.");
    }

    @Test
    void createsTheRoleWithAllThatIsAskedFor() {
        String boundary = createBoundary();
        lab.account.forgetCalls();

        ensure(new StateMachineRole.Managed(
                Lab.SCOPE.role("/team/", Lab.ROLE),
                "/team/",
                Lab.MACHINE_ARN,
                Optional.of(boundary),
                new TreeMap<>(Map.of("team", "payments")),
                Adoption.REFUSE));

        assertThat(lab.writes()).containsExactly("CreateRole", "PutRolePolicy");
        assertThat(role().arn()).isEqualTo("arn:aws:iam::123456789012:role/team/" + Lab.ROLE);
        assertThat(role().permissionsBoundary().permissionsBoundaryArn()).isEqualTo(boundary);
        assertThat(tags()).containsOnly(Map.entry(OwnershipTag.KEY, Lab.MACHINE_ARN), Map.entry("team", "payments"));
    }

    @Test
    void changesNothingTheSecondTime() {
        ensure(managed());
        lab.account.forgetCalls();

        ensure(managed());

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.console.infos()).last().isEqualTo("Role " + Lab.ROLE + ": up to date.");
    }

    @Test
    void changesNothingOfARoleThatMeansTheSame() {
        String named = permissions().replaceFirst("\"Sid\": \"RunTask\"", "\"Sid\": \"Mine\"");
        assertThat(named).isNotEqualTo(permissions());
        lab.createRole(REQUIRED.trust().compact(), Optional.of(named));
        lab.account.forgetCalls();

        ensure(managed());

        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void repairsTheTrustPolicyOnly() {
        lab.createRole(TRUSTS_ALL_OF_STEP_FUNCTIONS, Optional.of(permissions()));
        lab.account.forgetCalls();

        ensure(managed());

        assertThat(lab.writes()).containsExactly("UpdateAssumeRolePolicy");
        assertThat(PolicyDocument.decode(role().assumeRolePolicyDocument())).isEqualTo(REQUIRED.trust());
        assertGolden("role/ensure-role-repairs-trust.txt", lab.console.text());
    }

    @Test
    void repairsThePermissionsOnly() {
        lab.createRole(REQUIRED.trust().text(), Optional.of(NOTHING_OF_USE));
        lab.account.forgetCalls();

        ensure(managed());

        assertThat(lab.writes()).containsExactly("PutRolePolicy");
        assertThat(new RolePolicies(lab.clients.iam()).ours(Lab.ROLE)).contains(REQUIRED.permissions());
        assertGolden("role/ensure-role-repairs-permissions.txt", lab.console.text());
    }

    @Test
    void addsThePermissionsThatSomebodyDeleted() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());
        lab.account.forgetCalls();

        ensure(managed());

        assertThat(lab.writes()).containsExactly("PutRolePolicy");
        assertThat(lab.console.infos())
                .first()
                .asString()
                .startsWith("Role " + Lab.ROLE + ": the inline policy sfn-ecs will be added:\n");
    }

    @Test
    void repairsTheBoundaryOnlyAndOnlyIfThereShallBeOne() {
        String boundary = createBoundary();
        lab.createRole(REQUIRED.trust().text(), Optional.of(permissions()));
        lab.account.forgetCalls();

        ensure(managed(Optional.of(boundary), Map.of(), Adoption.REFUSE));
        assertThat(lab.writes()).containsExactly("PutRolePermissionsBoundary");
        ensure(managed());

        assertThat(lab.writes()).containsExactly("PutRolePermissionsBoundary");
        assertThat(role().permissionsBoundary().permissionsBoundaryArn()).isEqualTo(boundary);
    }

    @Test
    void addsTheTagsThatAreMissingAndLeavesOthers() {
        lab.createRole(REQUIRED.trust().text(), Optional.of(permissions()));
        lab.clients.iam().tagRole(tag -> tag.roleName(Lab.ROLE).tags(tag("team", "sales"), tag("owner", "anna")));
        lab.account.forgetCalls();

        ensure(managed(Optional.empty(), Map.of("team", "payments", "stage", "test"), Adoption.REFUSE));

        assertThat(lab.writes()).containsExactly("TagRole");
        assertThat(tags())
                .containsOnly(
                        Map.entry(OwnershipTag.KEY, Lab.MACHINE_ARN),
                        Map.entry("owner", "anna"),
                        Map.entry("stage", "test"),
                        Map.entry("team", "payments"));
        assertGolden("role/ensure-role-tags.txt", lab.console.text());
    }

    @Test
    void writesNothingInADryRun() {
        ensure(managed(), Mode.DRY_RUN);
        assertThat(lab.writes()).isEmpty();

        lab.createRole(TRUSTS_ALL_OF_STEP_FUNCTIONS, Optional.of(NOTHING_OF_USE));
        lab.account.forgetCalls();
        ensure(managed(Optional.empty(), Map.of("team", "payments"), Adoption.ADOPT), Mode.DRY_RUN);

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.console.infos()).last().isEqualTo("Role " + Lab.ROLE + ": not changed, this is a dry run.");
    }

    @Test
    void refusesARoleThatItDidNotCreate() {
        createForeign(Map.of());

        assertThatThrownBy(() -> ensure(managed()))
                .isInstanceOf(ProblemException.class)
                .hasMessage("The role " + Lab.ROLE + " exists and is not ours, so it is not changed.\n  where: "
                        + Lab.ROLE_ARN
                        + "\n  why:   It has no tag sfn-ecs:state-machine, so this plugin did not create it.\n"
                        + "  fix:   Choose another roleName; or take this role over with -Dsfn-ecs.adoptRole (add"
                        + " -Dsfn-ecs.dryRun to see what would change); or set roleArn to use it unchanged");
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void refusesTheRoleOfAnotherStateMachine() {
        createForeign(Map.of(OwnershipTag.KEY, Lab.MACHINE_ARN + "-of-others"));

        assertThatThrownBy(() -> ensure(managed()))
                .hasMessageContaining("\n  why:   It serves the state machine " + Lab.MACHINE_ARN + "-of-others.\n");
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void adoptsARoleAndSaysFirstWhatItAdds() {
        createForeign(Map.of("team", "sales"));

        ensure(managed(Optional.empty(), Map.of(), Adoption.ADOPT));

        assertThat(lab.writes()).containsExactly("UpdateAssumeRolePolicy", "PutRolePolicy", "TagRole");
        assertThat(new RolePolicies(lab.clients.iam()).all(Lab.ROLE)).hasSize(2).contains(REQUIRED.permissions());
        assertThat(tags()).containsOnly(Map.entry(OwnershipTag.KEY, Lab.MACHINE_ARN), Map.entry("team", "sales"));
        assertGolden("role/ensure-role-adopts.txt", lab.console.text());
    }

    @Test
    void isDoneOnceARoleIsAdopted() {
        createForeign(Map.of());
        ensure(managed(Optional.empty(), Map.of(), Adoption.ADOPT));
        lab.account.forgetCalls();

        ensure(managed());

        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void saysWhenAnAdoptedRoleLacksNothing() {
        lab.clients
                .iam()
                .createRole(role -> role.roleName(Lab.ROLE)
                        .assumeRolePolicyDocument(REQUIRED.trust().text()));
        lab.clients
                .iam()
                .putRolePolicy(
                        policy -> policy.roleName(Lab.ROLE).policyName("theirs").policyDocument(permissions()));

        ensure(managed(Optional.empty(), Map.of(), Adoption.ADOPT), Mode.DRY_RUN);

        assertThat(lab.console.infos())
                .first()
                .isEqualTo("Adopting the role " + Lab.ROLE_ARN
                        + ". It has no tag sfn-ecs:state-machine, so this plugin did not create it.\nIts policies allow all"
                        + " that the definition needs.\nIts trust policy stays. Its other policies stay.");
    }

    @Test
    void leavesARoleUnderThePathThatItHas() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());
        lab.account.forgetCalls();

        ensure(new StateMachineRole.Managed(
                Lab.SCOPE.role("/team/", Lab.ROLE),
                "/team/",
                Lab.MACHINE_ARN,
                Optional.empty(),
                new TreeMap<>(),
                Adoption.REFUSE));

        assertThat(lab.writes()).containsExactly("PutRolePolicy");
        assertThat(role().path()).isEqualTo("/");
    }

    @Test
    void onlySaysWhatTheRoleOfSomebodyElseLacks() {
        createForeign(Map.of());

        ensure(new StateMachineRole.Foreign(Lab.ROLE_ARN, Lab.MACHINE_ARN));

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.console.warnings())
                .containsExactly("Role " + Lab.ROLE_ARN
                        + " belongs to someone else and is not changed. It lacks:\n"
                        + "  ecs:RunTask on arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1"
                        + " (ecs:cluster = arn:aws:ecs:eu-central-1:123456789012:cluster/jobs)\n"
                        + "  iam:PassRole on arn:aws:iam::123456789012:role/ecsTaskExecutionRole"
                        + " (iam:PassedToService = ecs-tasks.amazonaws.com)\n"
                        + "  iam:PassRole on arn:aws:iam::123456789012:role/jobTaskRole"
                        + " (iam:PassedToService = ecs-tasks.amazonaws.com)\n"
                        + "Ask its owner to add it; trust-policy.json and permissions-policy.json in target/sfn-ecs say all"
                        + " that is needed.");
    }

    @Test
    void saysThatTheRoleOfSomebodyElseTrustsNobody() {
        lab.clients
                .iam()
                .createRole(role -> role.roleName(Lab.ROLE)
                        .assumeRolePolicyDocument(
                                TRUSTS_ALL_OF_STEP_FUNCTIONS.replace("states.amazonaws.com", "ec2.amazonaws.com")));

        ensure(new StateMachineRole.Foreign(Lab.ROLE_ARN, Lab.MACHINE_ARN));

        assertThat(lab.console.warnings())
                .first()
                .asString()
                .contains("It lacks:\n  trust: states.amazonaws.com may not assume it for " + Lab.MACHINE_ARN
                        + "\n  ecs:RunTask");
    }

    @Test
    void isContentWithARoleOfSomebodyElseThatHasAllByAManagedPolicy() {
        lab.clients
                .iam()
                .createRole(role -> role.roleName(Lab.ROLE).assumeRolePolicyDocument(TRUSTS_ALL_OF_STEP_FUNCTIONS));
        String managed = lab.clients
                .iam()
                .createPolicy(policy -> policy.policyName("theirs").policyDocument(permissions()))
                .policy()
                .arn();
        lab.clients.iam().attachRolePolicy(attach -> attach.roleName(Lab.ROLE).policyArn(managed));
        lab.account.forgetCalls();

        ensure(new StateMachineRole.Foreign(Lab.ROLE_ARN, Lab.MACHINE_ARN));

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.console.warnings()).isEmpty();
        assertThat(lab.console.infos())
                .contains("Role " + Lab.ROLE_ARN + " belongs to someone else; it has all that the definition needs.");
    }

    @Test
    void saysThatThereIsNoSuchRoleOfSomebodyElse() {
        assertThatThrownBy(() -> ensure(new StateMachineRole.Foreign(Lab.ROLE_ARN, Lab.MACHINE_ARN)))
                .hasMessage("roleArn '" + Lab.ROLE_ARN + "': there is no such role\n"
                        + "  fix:   Ask its owner to create it, or leave roleArn out and let ensure-role create one");
    }

    private void createForeign(Map<String, String> tags) {
        lab.clients
                .iam()
                .createRole(role -> role.roleName(Lab.ROLE)
                        .assumeRolePolicyDocument(TRUSTS_ALL_OF_STEP_FUNCTIONS)
                        .tags(tags.entrySet().stream()
                                .map(entry -> tag(entry.getKey(), entry.getValue()))
                                .toList()));
        lab.clients
                .iam()
                .putRolePolicy(
                        policy -> policy.roleName(Lab.ROLE).policyName("theirs").policyDocument(NOTHING_OF_USE));
        lab.account.forgetCalls();
    }

    private String createBoundary() {
        return lab.clients
                .iam()
                .createPolicy(policy -> policy.policyName("boundary").policyDocument(NOTHING_OF_USE))
                .policy()
                .arn();
    }

    private void ensure(StateMachineRole role) {
        ensure(role, Mode.APPLY);
    }

    private void ensure(StateMachineRole role, Mode mode) {
        new EnsureRole(lab.clients, new BuildCache(), lab.console, List::of)
                .plan(role, () -> REQUIRED)
                .carryOut("Role " + role.name(), lab.console, mode);
    }

    private static StateMachineRole.Managed managed() {
        return managed(Optional.empty(), Map.of(), Adoption.REFUSE);
    }

    private static StateMachineRole.Managed managed(
            Optional<String> boundary, Map<String, String> tags, Adoption adoption) {
        return new StateMachineRole.Managed(
                Lab.ROLE_ARN, "/", Lab.MACHINE_ARN, boundary, new TreeMap<>(tags), adoption);
    }

    private static String permissions() {
        return REQUIRED.permissions().text();
    }

    private Role role() {
        return lab.clients.iam().getRole(get -> get.roleName(Lab.ROLE)).role();
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        role().tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
