package io.github.sfnecs.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.aws.BuildCache;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of the role before a definition is deployed and after an execution was denied something. */
class RoleCheckTest {
    private static final RequiredPolicies REQUIRED = Lab.policies(ATask.task());
    private static final StateMachineRole OURS = new StateMachineRole.Managed(
            Lab.ROLE_ARN, "/", Lab.MACHINE_ARN, Optional.empty(), new TreeMap<>(), Adoption.REFUSE);
    private static final StateMachineRole THEIRS = new StateMachineRole.Foreign(Lab.ROLE_ARN, Lab.MACHINE_ARN);
    private static final AccessDenied PASS_ROLE = new AccessDenied(
            "arn:aws:sts::123456789012:assumed-role/" + Lab.ROLE + "/abc",
            "iam:PassRole",
            Lab.EXECUTION_ROLE,
            Optional.empty());

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void isSilentWhereTheRoleFits() {
        lab.createRole(
                REQUIRED.trust().text(), Optional.of(REQUIRED.permissions().text()));

        check(OURS, Mode.APPLY);

        assertThat(lab.console.text()).isEqualTo("\n");
    }

    @Test
    void saysToRunEnsureRoleWhereThereIsNone() {
        assertThatThrownBy(() -> check(OURS, Mode.APPLY))
                .hasMessage("The state machine's role does not exist.\n  where: " + Lab.ROLE_ARN
                        + "\n  why:   A state machine can't be deployed without its role.\n"
                        + "  fix:   mvn sfn-ecs:ensure-role");
        assertThatThrownBy(() -> check(THEIRS, Mode.APPLY))
                .hasMessageEndingWith(
                        "fix:   Ask its owner to create it, or leave roleArn out and run mvn sfn-ecs:ensure-role");
    }

    @Test
    void waitsForARoleThatWasCreatedAMomentAgo() {
        lab.time.after(
                Duration.ofSeconds(2),
                () -> lab.createRole(
                        REQUIRED.trust().text(),
                        Optional.of(REQUIRED.permissions().text())));

        check(OURS, Mode.APPLY);

        assertThat(lab.time.waited()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void goesOnInADryRunInWhichEnsureRoleCreatedNone() {
        check(OURS, Mode.DRY_RUN);

        assertThat(lab.console.infos())
                .containsExactly("The role " + OURS.arn() + " does not exist yet; mvn sfn-ecs:ensure-role creates it.");
        assertThat(lab.console.warnings()).isEmpty();
    }

    @Test
    void warnsInADryRunOfARoleThatItsOwnerHasToCreate() {
        check(THEIRS, Mode.DRY_RUN);

        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .startsWith("The state machine's role does not exist.\n");
    }

    @Test
    void saysToRunEnsureRoleAgainWhereThePolicyIsOfAnotherDefinition() {
        String others = REQUIRED.permissions().text().replace("role/jobTaskRole", "role/formerTaskRole");
        lab.createRole(REQUIRED.trust().text(), Optional.of(others));

        check(OURS, Mode.APPLY);

        assertThat(lab.console.warnings())
                .containsExactly("The role " + Lab.ROLE + " does not fit this definition. It lacks:\n"
                        + "  iam:PassRole on " + Lab.TASK_ROLE
                        + " (iam:PassedToService = ecs-tasks.amazonaws.com)\nTo add it: mvn sfn-ecs:ensure-role");
    }

    @Test
    void saysHowToTakeOverARoleOfThatNameThatIsNotOurs() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());
        lab.clients.iam().untagRole(untag -> untag.roleName(Lab.ROLE).tagKeys("sfn-ecs:state-machine"));

        check(OURS, Mode.APPLY);

        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .endsWith("\nTo take it over and add it: mvn sfn-ecs:ensure-role -Dsfn-ecs.adoptRole");
    }

    @Test
    void findsWhatARoleThatIsNotOursHasAnywhere() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());
        lab.clients.iam().untagRole(untag -> untag.roleName(Lab.ROLE).tagKeys("sfn-ecs:state-machine"));
        lab.clients
                .iam()
                .putRolePolicy(policy -> policy.roleName(Lab.ROLE)
                        .policyName("theirs")
                        .policyDocument(REQUIRED.permissions().text()));

        check(OURS, Mode.APPLY);

        assertThat(lab.console.text()).isEqualTo("\n");
    }

    @Test
    void takesThePathOfTheRoleThatIsThere() {
        lab.clients
                .iam()
                .createRole(role -> role.roleName(Lab.ROLE)
                        .path("/team/")
                        .assumeRolePolicyDocument(REQUIRED.trust().text()));

        assertThat(new RoleCheck(OURS, lab.clients, new BuildCache(), lab.time, lab.console)
                        .check(REQUIRED, Mode.APPLY))
                .isEqualTo(Lab.SCOPE.role("/team/", Lab.ROLE));
    }

    @Test
    void leavesTheRoleOfSomebodyElseToItsOwner() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());

        check(THEIRS, Mode.APPLY);

        assertThat(lab.console.text()).isEqualTo("\n");
    }

    @Test
    void goesOnWhereTheRoleMayNotBeRead() {
        lab.account
                .faults()
                .always("GetRole", new Fault.Denied("User: anna is not authorized to perform: iam:GetRole"));

        check(OURS, Mode.APPLY);

        assertThat(lab.console.warnings())
                .containsExactly("Not checked: the role " + Lab.ROLE_ARN
                        + ", since you may not read it. User: anna is not authorized to perform: iam:GetRole");
    }

    @Test
    void knowsThatThePolicyAllowsWhatWasDenied() {
        lab.createRole(
                REQUIRED.trust().text(), Optional.of(REQUIRED.permissions().text()));

        assertThat(about()).isEqualTo(PolicyInPlace.ALLOWS);
    }

    @Test
    void knowsThatOurRoleLacksIt() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());

        assertThat(about()).isEqualTo(PolicyInPlace.LACKS_AND_IS_OURS);
    }

    @Test
    void knowsThatTheRoleOfSomebodyElseLacksIt() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());
        lab.clients.iam().untagRole(untag -> untag.roleName(Lab.ROLE).tagKeys("sfn-ecs:state-machine"));

        assertThat(about()).isEqualTo(PolicyInPlace.LACKS_AND_IS_FOREIGN);
    }

    @Test
    void doesNotKnowWhereItMayNotLook() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());
        lab.account.faults().always("ListRolePolicies", new Fault.Denied("no"));

        assertThat(about()).isEqualTo(PolicyInPlace.UNKNOWN);
    }

    @Test
    void seesWhatIsDeniedOnOneTaskOfTheCluster() {
        lab.createRole(
                REQUIRED.trust().text(), Optional.of(REQUIRED.permissions().text()));

        assertThat(new RolePolicies(lab.clients.iam())
                        .about(
                                new AccessDenied(
                                        PASS_ROLE.principal(),
                                        "ecs:StopTask",
                                        "arn:aws:ecs:eu-central-1:123456789012:task/jobs/0123",
                                        Optional.empty()),
                                List.of(Lab.CLUSTER),
                                Lab.MACHINE_ARN))
                .isEqualTo(PolicyInPlace.ALLOWS);
    }

    @Test
    void makesNoWritingCall() {
        lab.createRole(REQUIRED.trust().text(), Optional.empty());
        lab.account.forgetCalls();

        check(OURS, Mode.APPLY);
        about();

        assertThat(lab.writes()).isEmpty();
    }

    private PolicyInPlace about() {
        return new RolePolicies(lab.clients.iam()).about(PASS_ROLE, List.of(Lab.CLUSTER), Lab.MACHINE_ARN);
    }

    private void check(StateMachineRole role, Mode mode) {
        assertThat(new RoleCheck(role, lab.clients, new BuildCache(), lab.time, lab.console).check(REQUIRED, mode))
                .isEqualTo(Lab.ROLE_ARN);
    }
}
