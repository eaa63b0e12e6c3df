package io.github.sfnecs.cleanup;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.cost.Price;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.RecordingConsole;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

class CleanupTasksTest {
    private static final CleanupRequest ALL = new CleanupRequest(Lab.MACHINE, List.of(Lab.CLUSTER), Optional.empty());
    private static final Prices PRICES = new Prices(
            LocalDate.parse("2026-05-01"),
            Map.of("eu-central-1", Map.of(Price.VCPU, new BigDecimal("0.04"), Price.MEMORY, new BigDecimal("0.004"))),
            Map.of());
    private static final String OURS = TaskGroup.prefix(Lab.MACHINE);

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void stopsWhatTheStateMachineStartedAndSaysSo() {
        lab.deploy(ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE));
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("first"));
        lab.clock.advance(Duration.ofMinutes(5));
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("second"));
        lab.clock.advance(Duration.ofMinutes(5));
        lab.account.forgetCalls();

        CleanupReport report = clean(ALL);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.runningTasks()).isEmpty();
        assertThat(lab.writes()).containsExactly("StopTask", "StopTask");
        assertThat(lab.account.writes().get(0).request().path("reason").asText())
                .isEqualTo("mvn sfn-ecs:cleanup-tasks for the state machine nightly");
        assertGolden("cleanup/cleanup.json", plain(report.json()));
        assertGolden("cleanup/cleanup.txt", plain(lab.console.text()));
    }

    /** ECS's model does not promise when it accepted a task, and moto does not tell it. */
    @Test
    void stopsWhatIsOursAlsoWhereNobodyTellsSinceWhen() {
        run(OURS + "run", 2);
        run("family:job", 1);
        withoutCreatedAt();

        CleanupReport report = clean(ALL);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.writes()).containsExactly("StopTask", "StopTask");
        assertThat(report.json()).contains("\"stopped\": [").doesNotContain("createdAt");
    }

    @Test
    void leavesWhatMayBeYoungerThanItShouldStop() {
        run(OURS + "run", 2);
        withoutCreatedAt();

        clean(new CleanupRequest(Lab.MACHINE, List.of(Lab.CLUSTER), Optional.of(Duration.ofHours(1))));

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.console.text())
                .contains("No running tasks of the state machine nightly", "2 tasks are left to run: ECS does not say");
    }

    private void withoutCreatedAt() {
        lab.account.forgetCalls();
        lab.account.answers("DescribeTasks", answer -> {
            answer.path("tasks").forEach(task -> ((ObjectNode) task).remove("createdAt"));
            return answer;
        });
    }

    @Test
    void leavesEveryTaskThatIsNotOurs() {
        run("sfn-ecs:nightly2:run", 1);
        run("sfn-ecs:nightl:run", 1);
        run("sfn-ecs:nightly", 1);
        run("SFN-ECS:nightly:run", 1);
        run("family:job", 1);
        run(null, 1);
        run("my sfn-ecs:nightly:run", 1);
        lab.clients
                .ecs()
                .createService(service -> service.cluster("jobs")
                        .serviceName("sfn-ecs_nightly")
                        .taskDefinition("job")
                        .desiredCount(2)
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))));
        lab.account.forgetCalls();

        CleanupReport report = clean(ALL);

        assertThat(report.stopped()).isEmpty();
        assertThat(lab.writes()).isEmpty();
        assertThat(lab.runningTasks()).hasSize(9);
        assertThat(lab.console.infos())
                .containsExactly("No running tasks of the state machine nightly on " + Lab.CLUSTER + ".");
    }

    @Test
    void leavesTheTasksOfOtherClusters() {
        lab.clients.ecs().createCluster(cluster -> cluster.clusterName("others"));
        lab.clients
                .ecs()
                .runTask(task -> task.cluster("others")
                        .taskDefinition("job")
                        .launchType(LaunchType.FARGATE)
                        .group(OURS + "run")
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))));

        clean(ALL);

        assertThat(lab.clients.ecs().listTasks(list -> list.cluster("others")).taskArns())
                .hasSize(1);
    }

    @Test
    void findsTasksOnEveryPage() {
        run(OURS + "run", 250);
        run("family:job", 20);
        lab.account.forgetCalls();

        CleanupReport report = clean(ALL);

        assertThat(report.stopped()).hasSize(250);
        assertThat(lab.calls("ListTasks")).isEqualTo(3);
        assertThat(lab.runningTasks())
                .hasSize(20)
                .allSatisfy(task -> assertThat(task.group()).isEqualTo("family:job"));
    }

    @Test
    void stopsOnlyTasksThatAreOldEnough() {
        run(OURS + "old", 1);
        lab.clock.advance(Duration.ofHours(2));
        run(OURS + "new", 1);
        lab.clock.advance(Duration.ofMinutes(30));

        clean(new CleanupRequest(Lab.MACHINE, List.of(Lab.CLUSTER), Optional.of(Duration.ofHours(1))));

        assertThat(lab.runningTasks()).extracting(Task::group).containsExactly(OURS + "new");
        assertThat(lab.console.infos())
                .first()
                .asString()
                .startsWith("1 running task of the state machine nightly on " + Lab.CLUSTER
                        + ", older than PT1H (olderThan):\n");
    }

    @Test
    void stopsATaskThatIsExactlyOldEnough() {
        run(OURS + "run", 1);
        lab.clock.advance(Duration.ofHours(1));

        clean(new CleanupRequest(Lab.MACHINE, List.of(Lab.CLUSTER), Optional.of(Duration.ofHours(1))));

        assertThat(lab.runningTasks()).isEmpty();
    }

    @Test
    void stopsNothingInADryRun() {
        run(OURS + "run", 2);
        lab.account.forgetCalls();

        CleanupReport report = run(lab.clients, lab.console, ALL, Mode.DRY_RUN);

        assertThat(lab.writes()).isEmpty();
        assertThat(report.stopped()).isEmpty();
        assertThat(report.running()).hasSize(2);
        assertThat(lab.console.infos()).last().isEqualTo("Dry run: no task was stopped.");
    }

    @Test
    void saysInADryRunWhatTheyCost() {
        run(OURS + "run", 2);
        lab.clock.advance(Duration.ofHours(3));

        CleanupReport report = run(lab.clients, lab.console, ALL, Mode.DRY_RUN);

        assertThat(report.cost().unknown()).isEmpty();
        assertThat(lab.console.infos().get(0).lines().skip(1))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).endsWith(", execution run, about $0.0360 so far, about $0.0120 per hour"));
        assertThat(lab.console.infos().get(1)).isEqualTo("""
                So far: 1.4999 vCPU-h, 2.9997 GB-h: about $0.0720 (estimate, prices of 2026-05-01)
                As long as they run: about $0.0240 per hour (estimate, prices of 2026-05-01)""");
    }

    @Test
    void saysWhereItDoesNotKnowWhatTheyCost() {
        run(OURS + "run", 1);
        Prices none = new Prices(LocalDate.parse("2026-05-01"), Map.of(), Map.of());

        CleanupReport report =
                new CleanupTasks(lab.clients, lab.time, lab.console, none).run(ALL, Mode.DRY_RUN, found -> {});

        String why = "the table of 2026-05-01 has no vcpuHour for eu-central-1, which the parameter prices can give";
        assertThat(lab.console.infos().get(0)).endsWith(", execution run, cost unknown");
        assertThat(lab.console.infos().get(1))
                .isEqualTo("So far: 0 vCPU-h, 0 GB-h: cost unknown: " + why + "\nAs long as they run: cost unknown: "
                        + why);
        assertThat(Json.tryParse(report.json()).orElseThrow().path("cost"))
                .hasToString("{\"vcpuHours\":0.000000,\"memoryGbHours\":0.000000,\"storageGbHours\":0.000000,"
                        + "\"spotVcpuHours\":0.000000,\"unknown\":\"" + why
                        + "\",\"prices\":\"prices of 2026-05-01\"}");
    }

    @Test
    void doesNotStopWhatStoppedByItselfInBetween() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(1)));
        run(OURS + "run", 1);
        lab.account.forgetCalls();

        CleanupReport report = run(lab.clients, betweenListingAndStopping(Duration.ofMinutes(2)), ALL, Mode.APPLY);

        assertThat(lab.writes()).isEmpty();
        assertThat(report.stopped()).hasSize(1);
        assertThat(report.problem()).isEmpty();
    }

    @Test
    void doesNotMindWhatEcsForgotInBetween() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(1)));
        run(OURS + "run", 1);

        CleanupReport report = run(lab.clients, betweenListingAndStopping(Duration.ofHours(3)), ALL, Mode.APPLY);

        assertThat(report.problem()).isEmpty();
    }

    /** The user is told what was found before anything is stopped. */
    private Console betweenListingAndStopping(Duration passes) {
        return new Console() {
            @Override
            public void info(String message) {
                if (message.startsWith("1 running task")) {
                    lab.clock.advance(passes);
                }
            }

            @Override
            public void warn(String message) {
                throw new AssertionError(message);
            }
        };
    }

    @Test
    void doesNotMindWhatEcsForgetsAtTheLastMoment() {
        String task = """
                {'taskArn': 'arn:aws:ecs:eu-central-1:123456789012:task/jobs/1', 'group': 'sfn-ecs:nightly:run',
                 'lastStatus': 'RUNNING', 'createdAt': 1.0}""";
        try (CannedAws canned = new CannedAws()) {
            canned.answers("ListTasks", "{'taskArns': ['arn:aws:ecs:eu-central-1:123456789012:task/jobs/1']}")
                    .answers("DescribeTasks", "{'tasks': [" + task + "]}")
                    .refuses(
                            "StopTask",
                            400,
                            "{'__type': 'InvalidParameterException', 'message': 'The referenced task was not found.'}")
                    .after("StopTask", () -> canned.answers("DescribeTasks", "{'tasks': []}"));

            CleanupReport report = run(canned.clients, new RecordingConsole(), ALL, Mode.APPLY);

            assertThat(report.problem()).isEmpty();
            assertThat(canned.called()).contains("StopTask");
        }
    }

    /** A distributed Map goes on for a while after its execution was stopped. */
    @Test
    void stopsWhatItemsBeginMeanwhile() {
        run(item(0), 2);
        lab.clock.advance(Duration.ofMinutes(10));
        List<String> kept = new ArrayList<>();

        CleanupReport report = new CleanupTasks(lab.clients, lab.time, beginsMore(1), PRICES)
                .run(ALL, Mode.APPLY, found -> kept.add(found.json()));

        assertThat(report.problem()).isEmpty();
        assertThat(lab.runningTasks()).isEmpty();
        assertThat(report.stopped()).hasSize(3);
        assertThat(report.running()).isEmpty();
        assertThat(report.cost().vcpuHours().signum()).isPositive();
        assertThat(kept)
                .extracting(json -> json.split("taskArn", -1).length - 1)
                .as("what is kept before something is stopped has what was stopped before, too")
                .containsExactly(2, 3);
    }

    @Test
    void endsWhereItemsGoOnBeginning() {
        run(item(0), 1);

        CleanupReport report = run(lab.clients, beginsMore(Integer.MAX_VALUE), ALL, Mode.APPLY);

        assertThat(report.stopped()).hasSize(5);
        assertThat(report.running()).hasSize(1);
        assertThat(report.problem().orElseThrow().text())
                .contains(
                        "Its items begin more tasks: 1 task was started while others were being stopped.",
                        report.running().get(0).arn(),
                        "An execution of nightly with a distributed Map goes on.",
                        "mvn sfn-ecs:status");
    }

    @Test
    void looksOnceWhereNoItemStartedAny() {
        run(OURS + "run", 1);
        lab.account.forgetCalls();

        clean(ALL);

        assertThat(lab.account.calls().stream().filter(call -> call.operation().equals("ListTasks")))
                .hasSize(1);
    }

    private static String item(int number) {
        return OURS + "0a1b2c3d-0000-4000-8000-%012d".formatted(number);
    }

    /** So often another item begins when what ran before has stopped. */
    private Console beginsMore(int times) {
        AtomicInteger begun = new AtomicInteger();
        return new Console() {
            @Override
            public void info(String message) {
                if (message.startsWith("STOPPED ") && begun.incrementAndGet() <= times) {
                    run(item(begun.get()), 1);
                }
            }

            @Override
            public void warn(String message) {
                throw new AssertionError(message);
            }
        };
    }

    @Test
    void waitsForATaskThatMovesOnOnlyWhenItIsDescribed() {
        run(OURS + "run", 1);
        Deque<String> next = new ArrayDeque<>(List.of("RUNNING", "RUNNING", "RUNNING", "STOPPING", "STOPPED"));
        lab.account.answers("DescribeTasks", answer -> {
            ((ObjectNode) answer.at("/tasks/0")).put("lastStatus", next.remove());
            return answer;
        });

        CleanupReport report = clean(ALL);

        assertThat(report.problem()).isEmpty();
        assertThat(report.stopped()).hasSize(1);
        assertThat(next).isEmpty();
    }

    @Test
    void tellsOfTasksThatDoNotStop() {
        lab.account.script("job", TaskScript.runsForever().stopping(Duration.ofHours(1)));
        run(OURS + "stubborn", 1);
        lab.clock.advance(Duration.ofMinutes(1));

        CleanupReport report = clean(ALL);

        assertThat(lab.time.waited()).isEqualTo(Duration.ofMinutes(10));
        assertThat(report.stopped()).isEmpty();
        assertGolden(
                "cleanup/never-stops.txt", plain(report.problem().orElseThrow().text()));
        assertGolden("cleanup/never-stops.json", plain(report.json()));
    }

    @Test
    void tellsWhatItStoppedBeforeItMayNotStopMore() {
        for (int task = 0; task < 3; task++) {
            run(OURS + "run-" + task, 1);
            lab.clock.advance(Duration.ofMinutes(1));
        }
        lab.account
                .faults()
                .nth("StopTask", 2, new Fault.Denied("User: anna is not authorized to perform: ecs:StopTask"));

        CleanupReport report = clean(ALL);

        assertThat(report.stopped()).hasSize(1);
        assertThat(report.running()).hasSize(2);
        assertThat(lab.console.infos()).last().asString().startsWith("STOPPED ");
        assertGolden("cleanup/denied.txt", plain(report.problem().orElseThrow().text()));
    }

    @Test
    void keepsTheWholeListBeforeTheFirstIsStoppedAndShowsAPartOfIt() {
        run(OURS + "run", 210);
        lab.account.forgetCalls();

        new CleanupTasks(lab.clients, lab.time, lab.console, PRICES).run(ALL, Mode.APPLY, found -> {
            assertThat(found.running()).hasSize(210);
            assertThat(lab.writes()).isEmpty();
        });

        assertThat(lab.console.infos())
                .hasSize(3)
                .filteredOn(message -> !message.startsWith("So far: "))
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.lines())
                        .hasSizeLessThanOrEqualTo(202)
                        .last()
                        .asString()
                        .endsWith("and 10 more, all in cleanup.json"));
    }

    private CleanupReport clean(CleanupRequest request) {
        return run(lab.clients, lab.console, request, Mode.APPLY);
    }

    private CleanupReport run(AwsClients clients, Console console, CleanupRequest request, Mode mode) {
        return new CleanupTasks(clients, lab.time, console, PRICES).run(request, mode, found -> {});
    }

    /** Starts tasks of this group by hand. */
    @Test
    void stopsWhatRunsOnEachOfItsClusters() {
        lab.clients.ecs().createCluster(cluster -> cluster.clusterName("reports"));
        run(OURS + "run", 1);
        run("reports", OURS + "run", 2);
        run("reports", "family:job", 1);
        String reports = Lab.CLUSTER.replace("jobs", "reports");
        lab.account.forgetCalls();

        CleanupReport report = clean(new CleanupRequest(Lab.MACHINE, List.of(Lab.CLUSTER, reports), Optional.empty()));

        assertThat(report.problem()).isEmpty();
        assertThat(lab.account.writes())
                .extracting(call -> call.request().path("cluster").asText())
                .containsExactlyInAnyOrder(Lab.CLUSTER, reports, reports);
        assertThat(lab.console.text())
                .contains("3 running tasks of the state machine nightly on " + Lab.CLUSTER + ", " + reports + ":");
        assertThat(report.json()).contains("\"clusters\": [").doesNotContain("\"cluster\":");
    }

    @Test
    void saysThatThereIsNoClusterToLookAt() {
        clean(new CleanupRequest(Lab.MACHINE, List.of(), Optional.empty()));

        assertThat(lab.account.calls()).isEmpty();
        assertThat(lab.console.infos())
                .containsExactly(
                        "No running tasks of the state machine nightly on any cluster, for its definition names"
                                + " none.");
    }

    private void run(String group, int number) {
        run("jobs", group, number);
    }

    private void run(String cluster, String group, int number) {
        for (int left = number; left > 0; left -= 10) {
            int count = Math.min(left, 10);
            lab.clients
                    .ecs()
                    .runTask(task -> task.cluster(cluster)
                            .taskDefinition("job")
                            .launchType(LaunchType.FARGATE)
                            .count(count)
                            .group(group)
                            .networkConfiguration(
                                    network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))));
        }
    }

    private static String plain(String text) {
        return text.replaceAll("task/jobs/[0-9a-f]{32}", "task/jobs/TASK");
    }
}
