package io.github.sfnecs.status;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.cost.Price;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/** What a person, and a program, learn of a state machine. */
class ReadStatusTest {
    private static final Prices PRICES = new Prices(
            LocalDate.parse("2026-05-01"),
            Map.of("eu-central-1", Map.of(Price.VCPU, new BigDecimal("0.04"), Price.MEMORY, new BigDecimal("0.004"))),
            Map.of());

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    private StatusReport read(int count) {
        return new ReadStatus(lab.clients, lab.time, PRICES)
                .read(new StatusRequest(Lab.MACHINE, Lab.MACHINE_ARN, List.of(Lab.CLUSTER), count));
    }

    private void execute(String name) {
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name(name));
    }

    private void run(String group, int count) {
        lab.clients
                .ecs()
                .runTask(task -> task.cluster("jobs")
                        .taskDefinition("job")
                        .count(count)
                        .launchType(LaunchType.FARGATE)
                        .group(group)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))));
    }

    /** One execution that failed, one that waits for its task, and the task of one that did not wait. */
    private void deployAndRun() {
        lab.deploy(ATask.task());
        lab.account.script("job", TaskScript.exits(1).after(Duration.ofMinutes(10)));
        execute("mvn-20260102-030405-1a2b3c4d");
        lab.clock.advance(Duration.ofHours(20));
        lab.account.script("job", TaskScript.runsForever());
        run("sfn-ecs:nightly:left-over", 1);
        run("sfn-ecs:nightly2:run", 1);
        run("family:job", 1);
        lab.clock.advance(Duration.ofHours(2));
        execute("second");
        lab.clock.advance(Duration.ofMinutes(3));
        lab.account.forgetCalls();
    }

    private static String plain(String text) {
        return text.replaceAll("\\b[0-9a-f]{32}\\b", "0123456789abcdef0123456789abcdef");
    }

    @Test
    void showsItselfItsExecutionsAndItsTasks() {
        deployAndRun();

        StatusReport status = read(10);

        assertGolden("status/status.txt", plain(status.text()));
        assertGolden("status/status.json", plain(status.json()));
        assertThat(lab.account.calls())
                .extracting(call -> call.operation())
                .containsExactly("DescribeStateMachine", "ListExecutions", "ListTasks", "DescribeTasks");
    }

    @Test
    void marksAnExecutionThatWaitsForATokenThatNobodyIsLeftToSend() {
        strand();
        lab.clock.advance(Duration.ofMinutes(1));

        StatusReport status = read(10);

        assertThat(status.text())
                .contains(
                        "\nstranded waits for a task token that nobody is left to send: its ECS task has stopped. To see why: mvn"
                                + " sfn-ecs:explain -Dsfn-ecs.executionArn="
                                + Lab.SCOPE.execution(Lab.MACHINE, "stranded"));
        assertThat(status.json()).contains("\"stranded\": true");
    }

    /** ECS has forgotten the task by then. */
    @Test
    void marksItTheNextDay() {
        strand();
        lab.clock.advance(Duration.ofHours(20));

        assertThat(read(10).text()).contains("\nstranded waits for a task token");
    }

    @Test
    void marksNoneWhoseTaskRunsOrHasStoppedAMomentAgo() {
        strand();
        lab.clock.advance(Duration.ofSeconds(2));
        assertThat(read(10).text()).doesNotContain("waits for a task token");
        assertThat(lab.calls("GetExecutionHistory")).isZero();

        lab.clock.advance(Duration.ofSeconds(10));
        assertThat(read(10).text()).doesNotContain("waits for a task token");
        assertThat(read(10).json()).doesNotContain("\"stranded\": true");
    }

    @Test
    void saysThatItCanNotSeeWhetherOneWaitsInVain() {
        strand();
        lab.clock.advance(Duration.ofMinutes(1));
        lab.account.faults().always("GetExecutionHistory", new Fault.Denied("Not you."));

        assertThat(read(10).text())
                .contains(
                        "\nWhether one waits for a task token that nobody is left to send: not known. You are not allowed");
    }

    /** What ECS was not asked of it may well know. */
    @Test
    void saysItAlsoWhereEcsCanNotBeAsked() {
        strand();
        lab.clock.advance(Duration.ofHours(20));
        lab.account.faults().always("DescribeTasks", new Fault.Denied("Not you."));

        assertThat(read(10).text())
                .contains(
                        "\nWhether one waits for a task token that nobody is left to send: not known. You are not allowed")
                .doesNotContain("its ECS task has stopped");
    }

    private void strand() {
        lab.account.script("job", TaskScript.exits(1));
        lab.deploy(ATask.task().pattern(IntegrationPattern.WAIT_FOR_TASK_TOKEN).timeout(Duration.ofDays(1)));
        execute("stranded");
    }

    @Test
    void showsAsManyExecutionsAsAreAskedFor() {
        deployAndRun();

        assertThat(read(1).text()).contains("  second ").doesNotContain("mvn-20260102");
    }

    @Test
    void saysWhatToTypeWhereThereIsNothing() {
        assertThat(read(10).text()).isEqualTo("""
                        State machine nightly does not exist; to create it: mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine

                        No running tasks on %s.""".formatted(Lab.CLUSTER));
        assertThat(lab.calls("ListExecutions")).isZero();
        assertThat(read(10).json()).contains("\"exists\": false").doesNotContain("unknown");
        lab.deploy(ATask.task());
        assertThat(read(10).text()).contains("\nNo executions; to start one: mvn sfn-ecs:execute\n");
    }

    @Test
    void showsTheTasksThatOutlivedTheirStateMachine() {
        run("sfn-ecs:nightly:run", 2);

        assertThat(read(10).text())
                .contains("State machine nightly does not exist", "2 running tasks on ", "mvn sfn-ecs:cleanup-tasks");
    }

    @Test
    void saysInOneLineWhatTheCallerMayNotReadAndShowsTheRest() {
        deployAndRun();
        for (String operation : new String[] {"DescribeStateMachine", "ListExecutions", "ListTasks"}) {
            lab.account.faults().always(operation, new Fault.Denied("Not you,\nwho asks."));

            StatusReport status = read(10);

            assertThat(status.text().lines().filter(line -> line.contains(": not known. You are not allowed")))
                    .singleElement()
                    .asString()
                    .contains(operation, "Not you, who asks.");
            assertThat(status.text().lines()).hasSizeGreaterThan(5);
            assertThat(status.json()).contains("\"unknown\": [");
            lab.account.faults().clear();
        }
    }

    @Test
    void saysThatTheClusterIsNotThere() {
        lab.deploy(ATask.task());

        assertThat(new ReadStatus(lab.clients, lab.time, PRICES)
                        .read(new StatusRequest(
                                Lab.MACHINE, Lab.MACHINE_ARN, List.of(Lab.CLUSTER.replace("jobs", "nowhere")), 10))
                        .text())
                .contains(
                        "State machine nightly is ACTIVE.", "Running tasks on ", ": not known. ", "Cluster not found");
    }

    @Test
    void doesNotTakeAnOutageForAnAnswer() {
        lab.deploy(ATask.task());
        lab.account.faults().always("ListExecutions", new Fault.ServerError(500));

        assertThatThrownBy(() -> read(10)).hasMessageContaining("500");
    }

    @Test
    void keepsOnlyTheOldestOfManyTasks() {
        lab.deploy(ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE));
        for (int i = 0; i < 21; i++) {
            run("sfn-ecs:nightly:run-" + i, 10);
            lab.clock.advance(Duration.ofSeconds(10));
        }

        StatusReport status = read(10);

        assertThat(status.text())
                .contains("210 running tasks on ", "  run-0 ", "\n  and 200 more\n", "about $2.52 per hour (estimate")
                .doesNotContain("  run-1 ");
        assertThat(status.json())
                .contains("\"runningTasks\": 210", "\"run-19\"")
                .doesNotContain("\"run-20\"");
    }

    @Test
    void saysUnknownForWhatIsNotKnown() {
        lab.account.containerInstances(true);
        lab.clients
                .ecs()
                .registerTaskDefinition(definition -> definition
                        .family("on-ec2")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .memory(128)
                                .build()));
        lab.clients
                .ecs()
                .runTask(task -> task.cluster("jobs")
                        .taskDefinition("on-ec2")
                        .launchType(LaunchType.EC2)
                        .group("sfn-ecs:nightly:run"));

        assertThat(read(10).text()).contains("cost unknown", "it runs on EC2 instances, which bill by themselves");
    }
}
