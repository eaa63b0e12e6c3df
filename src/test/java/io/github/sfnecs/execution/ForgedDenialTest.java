package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.RUN;
import static io.github.sfnecs.execution.Runs.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever holds a task token writes the cause of a failure, and may write a denial of AWS's into it. */
class ForgedDenialTest {
    private static final String ADOPTS = "adoptRole";
    private static final String DENIED = "User: %s is not authorized to perform: iam:PassRole on resource:"
            + " arn:aws:iam::123456789012:role/Admin because no identity-based policy allows the iam:PassRole action";

    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);
    private final List<AccessDenied> asked = new ArrayList<>();

    @AfterEach
    void close() {
        lab.close();
    }

    private void fails(String principal) {
        lab.account.script("job", TaskScript.throwsError("AccessDeniedException", DENIED.formatted(principal)));
        lab.deploy(ATask.task());
    }

    private PolicyInPlace foreign(AccessDenied denied) {
        asked.add(denied);
        return PolicyInPlace.LACKS_AND_IS_FOREIGN;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::123456789012:assumed-role/OrgDeployer/x",
                "arn:aws:iam::123456789012:role/OrgDeployer",
                "arn:aws:sts::999999999999:assumed-role/" + Lab.ROLE + "/x",
                "arn:aws-cn:sts::123456789012:assumed-role/" + Lab.ROLE + "/x",
                "arn:aws:iam::123456789012:role/team/" + Lab.ROLE,
                "arn:aws:sts::123456789012:assumed-role/team/" + Lab.ROLE + "/x",
                "arn:aws:sts::123456789012:assumed-role/SFN-ECS-NIGHTLY-EU-CENTRAL-1/x",
                "arn:aws:sts::123456789012:assumed-role/" + Lab.ROLE + "x/x",
                "arn:aws:sts::123456789012:assumed-role/x" + Lab.ROLE + "/x",
                "arn:aws:sts::123456789012:assumed-role/jobTaskRole/0123456789abcdef",
                "arn:aws:sts::123456789012:assumed-role/$(id)/x",
                "arn:aws:iam::123456789012:user/anna",
                "anna",
                "assumed-role/" + Lab.ROLE + "/x"
            })
    void isNoReasonToChangeARoleThatTheExecutionDoesNotRunWith(String principal) {
        fails(principal);

        assertThat(problem(runs.run(RUN, this::foreign)))
                .contains(
                        "It says that " + principal + " may not do iam:PassRole. That is not the state machine's role, "
                                + Lab.ROLE_ARN,
                        "Believe it only if AWS said it")
                .doesNotContain(ADOPTS, "roleName", "mvn sfn-ecs:ensure-role");
        assertThat(asked).isEmpty();
        assertThat(new FollowExecution(
                                lab.clients,
                                Lab.COMMANDS,
                                Lab.SCOPE,
                                lab.time,
                                lab.console,
                                Prices.shipped(),
                                this::foreign)
                        .follow(Lab.SCOPE.execution(Lab.MACHINE, "run"), List.of(), Duration.ofHours(1), RUN.logs())
                        .problem())
                .hasValueSatisfying(problem -> assertThat(problem.text()).doesNotContain(ADOPTS));
        new ExplainExecution(lab.clients, Lab.COMMANDS, lab.time, lab.console, this::foreign)
                .explain(Lab.SCOPE.execution(Lab.MACHINE, "run"));
        assertThat(String.join("\n", lab.console.warnings()))
                .contains("That is not the state machine's role")
                .doesNotContain(ADOPTS);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::123456789012:assumed-role/" + Lab.ROLE + "/x",
                "arn:aws:iam::123456789012:role/" + Lab.ROLE
            })
    void isAReasonToMendTheRoleThatItRunsWith(String principal) {
        fails(principal);

        assertThat(problem(runs.run(RUN, this::foreign)))
                .contains("mvn sfn-ecs:ensure-role -Dsfn-ecs.adoptRole -Dsfn-ecs.roleName=" + Lab.ROLE + "\n");
        assertThat(asked).hasSize(1);
    }

    /** The cause may be a task that was made up. */
    @Test
    void isNoReasonToChangeARoleWhereATaskSeemsToSayIt() {
        lab.account.script(
                "job",
                TaskScript.failsToStart(
                        "TaskFailedToStart", DENIED.formatted("arn:aws:sts::123456789012:assumed-role/OrgDeployer/x")));
        lab.deploy(ATask.task());

        assertThat(problem(runs.run(RUN, this::foreign)))
                .contains("assumed-role/OrgDeployer/x may not do iam:PassRole. That is not the state machine's role")
                .doesNotContain(ADOPTS, "The state machine's role may not");
        assertThat(asked).isEmpty();
    }

    /** The definition that it runs with has the role, too. */
    @Test
    void isKnownForOneWhereNobodyShowsTheHistory() {
        lab.account.faults().always("GetExecutionHistory", new Fault.Denied("You may not, as planned by the test."));
        fails("arn:aws:sts::123456789012:assumed-role/OrgDeployer/x");

        assertThat(problem(runs.run(RUN, this::foreign)))
                .contains("That is not the state machine's role")
                .doesNotContain(ADOPTS);
    }

    @Test
    void changesNoRoleWhereNobodySaysWithWhichTheExecutionRuns() {
        lab.account.faults().always("GetExecutionHistory", new Fault.Denied("You may not, as planned by the test."));
        lab.account
                .faults()
                .always("DescribeStateMachineForExecution", new Fault.Denied("You may not, as planned by the test."));
        fails("arn:aws:sts::123456789012:assumed-role/OrgDeployer/x");

        assertThat(problem(runs.run(RUN, this::foreign)))
                .contains(
                        "Whether that is the state machine's role is not known here.",
                        "If that is the state machine's role: mvn sfn-ecs:ensure-role;")
                .doesNotContain(ADOPTS, "roleName");
        assertThat(asked).isEmpty();
    }
}
