package io.github.sfnecs.logs;

import static io.github.sfnecs.testing.Lab.ACCOUNT;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Clients;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What containers print is shown, each line once and in order, until all of it is. */
class LogFollowerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String HOME = "eu-central-1";

    private final Lab lab = new Lab();
    /** Without the SDK's retries, which take real time. */
    private final Map<String, Clients> clients = new HashMap<>();

    private final List<LogLine> lines = new ArrayList<>();
    private final List<Instant> shownAt = new ArrayList<>();
    private final LogFollower follower = new LogFollower(this::logs, lab.time, lab.console, line -> {
        lines.add(line);
        shownAt.add(lab.time.now());
    });
    private final Map<String, List<LogStream>> streams = new HashMap<>();

    @BeforeEach
    void createGroup() {
        logs(HOME).createLogGroup(group -> group.logGroupName("/jobs"));
        lab.clients
                .iam()
                .attachRolePolicy(attach -> attach.roleName("ecsTaskExecutionRole")
                        .policyArn("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"));
        register("job", container("app", Map.of()));
    }

    @AfterEach
    void close() {
        clients.values().forEach(Clients::close);
        lab.close();
    }

    @Test
    void waitsForAStreamThatIsNotThereYet() {
        lab.account.script("job", exits().pending(Duration.ofSeconds(40)).prints("app", SECOND, "hello"));
        LogStream stream = run("job");

        followAll();

        assertThat(texts()).containsExactly("hello");
        assertThat(lines.get(0).stream()).isEqualTo(stream);
        assertThat(lines.get(0).at()).isEqualTo(Lab.START.plusSeconds(42));
        assertThat(shownAt.get(0))
                .isBetween(lines.get(0).at(), lines.get(0).at().plusSeconds(5));
        assertThat(lab.console.warnings()).isEmpty();
    }

    @Test
    void showsALineASecondAfterItCameWhileLinesCome() {
        TaskScript script = exits();
        for (int i = 1; i <= 20; i++) {
            script = script.prints("app", Duration.ofMillis(700L * i), "line " + i);
        }
        lab.account.script("job", script);
        run("job");

        followAll();

        assertThat(lines).hasSize(20);
        for (int i = 3; i < 20; i++) {
            assertThat(Duration.between(lines.get(i).at(), shownAt.get(i))).isLessThanOrEqualTo(SECOND);
        }
    }

    @Test
    void looksEveryFiveSecondsWhileNothingComes() {
        lab.account.script("job", exits().after(Duration.ofMinutes(10)));
        run("job");

        followAll();

        assertThat(lab.calls("GetLogEvents")).isBetween(120L, 140L);
    }

    /** Fifty builds share 25 reads a second. */
    @Test
    void looksTwiceInFiveSecondsWhileLinesComeForLong() {
        TaskScript script = exits().after(Duration.ofMinutes(5));
        for (int i = 1; i < 3000; i++) {
            script = script.prints("app", Duration.ofMillis(100L * i), "line " + i);
        }
        lab.account.script("job", script);
        run("job");

        followAll();

        assertThat(lines).hasSize(2999);
        assertThat(lab.calls("GetLogEvents")).isBetween(145L, 170L);
    }

    @Test
    void neitherLosesNorDoublesLinesOfOneMillisecond() {
        lab.account.script(
                "job",
                exits().prints("app", SECOND, "one")
                        .prints("app", SECOND, "one")
                        .prints("app", SECOND, "two")
                        .prints("app", SECOND.plusMillis(1), "two")
                        .prints("app", SECOND.plusSeconds(2), "three"));
        run("job");

        followAll();

        assertThat(texts()).containsExactly("one", "one", "two", "two", "three");
    }

    /** All in one millisecond, so that the pages end in the middle of it. */
    @Test
    void showsTenThousandLinesOfABurstInOrder() {
        lab.account.script("job", exits().printsBurst("app", SECOND, 25_000, "line"));
        run("job");

        followAll();

        assertThat(texts())
                .isEqualTo(IntStream.rangeClosed(1, 25_000)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void isCompleteAfterATaskThatDiedBeforeItsFirstLine() {
        lab.account.script("job", TaskScript.failsToStart("TaskFailedToStart", "CannotPullContainerError: x"));
        run("job");

        followAll();

        assertThat(lines).isEmpty();
        assertThat(lab.console.warnings()).isEmpty();
        assertThat(Duration.between(Lab.START, lab.time.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void keepsTheOrderOfEachOfThreeTasks() {
        TaskScript script = exits().after(Duration.ofSeconds(20));
        for (int i = 1; i <= 50; i++) {
            script = script.prints("app", Duration.ofMillis(370L * i), "line " + i);
        }
        lab.account.script("job", script);
        run("job");
        lab.clock.advance(Duration.ofMillis(1500));
        run("job");
        lab.clock.advance(Duration.ofMillis(2300));
        run("job");

        followAll();

        Map<LogStream, List<String>> byStream =
                lines.stream().collect(groupingBy(LogLine::stream, mapping(LogLine::text, toList())));
        assertThat(byStream).hasSize(3);
        assertThat(byStream.values())
                .allSatisfy(texts -> assertThat(texts)
                        .isEqualTo(IntStream.rangeClosed(1, 50)
                                .mapToObj(i -> "line " + i)
                                .toList()));
        List<LogStream> inOrder = lines.stream().map(LogLine::stream).toList();
        assertThat(inOrder.lastIndexOf(inOrder.get(0))).isGreaterThan(100);
    }

    @Test
    void readsOnBehindAnEmptyPage() {
        lab.account.emptyLogPages(true);
        lab.account.script("job", exits().printsBurst("app", SECOND, 25_000, "line"));
        run("job");

        followAll();

        assertThat(texts()).hasSize(25_000).doesNotHaveDuplicates().endsWith("line 25000");
    }

    @Test
    void readsWhatIsVisibleOnlyAfterTheTaskHasStopped() {
        lab.account.logDelay(Duration.ofMillis(4900));
        lab.account.script(
                "job",
                exits().atOnce().after(SECOND).prints("app", SECOND, "last").printsBurst("app", SECOND, 3, "words"));
        run("job");

        followAll();

        assertThat(texts()).containsExactly("last", "words 1", "words 2", "words 3");
    }

    @Test
    void waitsNoLongerWhenTheTaskTookItsTimeToStop() {
        lab.account.script(
                "job", exits().after(SECOND).stopping(Duration.ofSeconds(12)).prints("app", SECOND, "last"));
        run("job");

        followAll();

        assertThat(texts()).containsExactly("last");
        assertThat(Duration.between(lines.get(0).at(), lab.time.now())).isLessThan(Duration.ofSeconds(14));
    }

    @Test
    void givesUpAGroupThatTheCallerMayNotReadWithOneWarning() {
        logs(HOME).createLogGroup(group -> group.logGroupName("/other"));
        register("two", container("app", Map.of()), container("proxy", Map.of()));
        lab.account.faults().always("GetLogEvents", new Fault.Denied("User: x is not authorized"));
        lab.account.script("two", exits().prints("app", SECOND, "hello"));
        run("two");

        followAll();
        follower.follow(new LogStream(HOME, "/jobs", "one more"));

        assertThat(lines).isEmpty();
        assertThat(lab.console.warnings())
                .containsExactly("The logs in log group /jobs in eu-central-1 are not followed: the caller needs the"
                        + " permission logs:GetLogEvents for it.\nAccessDeniedException: User: x is not authorized");
        assertThat(follower.complete()).isTrue();
        assertThat(lab.calls("GetLogEvents")).isEqualTo(1);
    }

    @Test
    void saysWhatAnEndpointDoesNotHave() {
        lab.account.faults().always("GetLogEvents", new Fault.Unsupported());
        lab.account.script("job", exits());
        run("job");

        followAll();

        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .startsWith("The logs in log group /jobs in eu-central-1 are not followed:"
                        + " this endpoint has no GetLogEvents: 501 ");
    }

    @Test
    void readsMoreRarelyWhereAwsThrottles() {
        lab.account.script(
                "job",
                exits().after(Duration.ofMinutes(3))
                        .prints("app", SECOND, "one")
                        .prints("app", Duration.ofSeconds(100), "two"));
        run("job");
        lab.account.faults().always("GetLogEvents", new Fault.Throttle());
        lab.time.after(Duration.ofMinutes(2), lab.account.faults()::clear);

        followAll();

        assertThat(texts()).containsExactly("one", "two");
        List<Instant> throttled = lab.account.calls().stream()
                .filter(call -> call.operation().equals("GetLogEvents") && call.status() != 200)
                .map(ApiCall::at)
                .toList();
        assertThat(gaps(throttled)).hasSizeBetween(8, 24).allMatch(gap -> gap.compareTo(Duration.ofSeconds(3)) >= 0);
        assertThat(lab.console.warnings()).isEmpty();
    }

    @Test
    void staysWithinTheQuotaWithManyStreams() {
        lab.account.script(
                "job",
                exits().after(Duration.ofSeconds(30))
                        .prints("app", SECOND, "one")
                        .prints("app", Duration.ofSeconds(29), "two"));
        for (int i = 0; i < 45; i++) {
            run("job");
        }

        lab.account.rateLimits(true);
        followAll();

        assertThat(texts()).hasSize(90);
        assertThat(lab.account.calls())
                .filteredOn(call -> call.operation().equals("GetLogEvents"))
                .noneMatch(call -> "ThrottlingException".equals(call.error()));
        assertThat(lab.console.warnings()).isEmpty();
    }

    @Test
    void neverWaitsItself() {
        lab.account.script("job", exits());
        for (int i = 0; i < 100; i++) {
            run("job");
        }

        Instant before = lab.time.now();
        follower.look();

        assertThat(lab.time.now()).isEqualTo(before);
        assertThat(lab.calls("GetLogEvents")).isEqualTo(25);
        assertThat(follower.due()).isEqualTo(before.plusMillis(100));
    }

    @Test
    void saysWhatWasNotReadToTheEndWhenAwsDoesNotAnswer() {
        lab.account.script("job", exits());
        run("job");
        run("job");
        lab.account.faults().always("GetLogEvents", new Fault.Throttle());

        followAll();

        assertThat(lab.console.warnings())
                .containsExactly("The end of 2 logs is missing: CloudWatch Logs had not shown all of it in time after"
                        + " the containers ended. Look there: log group /jobs in eu-central-1");
        assertThat(Duration.between(Lab.START, lab.time.now())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void readsAGroupInAnotherRegion() {
        logs("us-east-1").createLogGroup(group -> group.logGroupName("/far"));
        register("far", container("app", Map.of("awslogs-group", "/far", "awslogs-region", "us-east-1")));
        lab.account.script("far", exits().prints("app", SECOND, "hello"));
        LogStream stream = run("far");

        followAll();

        assertThat(stream.region()).isEqualTo("us-east-1");
        assertThat(texts()).containsExactly("hello");
    }

    @Test
    void readsAStreamThatIsNamedByDocker() {
        lab.account.containerInstances(true);
        lab.clients
                .ecs()
                .registerTaskDefinition(definition -> definition
                        .family("docker")
                        .networkMode(NetworkMode.BRIDGE)
                        .memory("512")
                        .executionRoleArn(Lab.EXECUTION_ROLE)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .memory(64)
                                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                                        .options(Map.of("awslogs-group", "/jobs", "awslogs-region", HOME)))
                                .build()));
        lab.account.script("docker", exits().prints("app", SECOND, "hello"));
        String task = lab.clients
                .ecs()
                .runTask(run -> run.cluster("jobs").taskDefinition("docker").launchType(LaunchType.EC2))
                .tasks()
                .get(0)
                .taskArn();
        streams.put(task, List.of());

        followAll();

        assertThat(texts()).containsExactly("hello");
        assertThat(lines.get(0).stream().name()).matches("[0-9a-f]{64}");
    }

    @Test
    void keepsTheLinesOfAnEventTogetherAndDropsTheLineEnd() {
        lab.account.script(
                "job",
                exits().prints("app", SECOND, "one\n two\r\n")
                        .prints("app", SECOND, "")
                        .prints("app", SECOND, "three\n"));
        run("job");

        followAll();

        assertThat(texts()).containsExactly("one\n two", "", "three");
    }

    private static TaskScript exits() {
        return TaskScript.exits(0).after(Duration.ofSeconds(15)).stopping(Duration.ofSeconds(10));
    }

    private List<String> texts() {
        return lines.stream().map(LogLine::text).toList();
    }

    private static List<Duration> gaps(List<Instant> times) {
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .toList();
    }

    private CloudWatchLogsClient logs(String region) {
        return clients.computeIfAbsent(region, name -> Clients.of(lab.aws.endpoint(), ACCOUNT, Region.of(name)))
                .logs();
    }

    private void register(String family, ContainerDefinition... containers) {
        lab.register(family, List.of(containers));
    }

    private static ContainerDefinition container(String name, Map<String, String> more) {
        Map<String, String> options = new HashMap<>(
                Map.of("awslogs-group", "/jobs", "awslogs-region", HOME, "awslogs-stream-prefix", "jobs"));
        options.putAll(more);
        return ContainerDefinition.builder()
                .name(name)
                .image("busybox")
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(options))
                .build();
    }

    /** Runs a task and follows it; its first stream. */
    private LogStream run(String family) {
        Task task = lab.clients
                .ecs()
                .runTask(run -> run.cluster("jobs")
                        .taskDefinition(family)
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))))
                .tasks()
                .get(0);
        follow(task);
        return streams.get(task.taskArn()).get(0);
    }

    private void follow(Task task) {
        TaskDefinition definition = lab.clients
                .ecs()
                .describeTaskDefinition(describe -> describe.taskDefinition(task.taskDefinitionArn()))
                .taskDefinition();
        List<LogStream> found = ContainerLog.of(definition, task).stream()
                .filter(ContainerLog.Followed.class::isInstance)
                .map(log -> ((ContainerLog.Followed) log).stream())
                .toList();
        streams.put(task.taskArn(), found);
        found.forEach(follower::follow);
    }

    /** What the caller does in one thread: looks after the tasks every second and after the logs when that is due. */
    private void followAll() {
        Instant tasksDue = lab.time.now();
        boolean stopped = false;
        while (true) {
            if (!stopped && !lab.time.now().isBefore(tasksDue)) {
                stopped = lookAfterTasks();
                tasksDue = lab.time.now().plus(SECOND);
            }
            follower.look();
            if (stopped && follower.complete()) {
                return;
            }
            Instant next = stopped || follower.due().isBefore(tasksDue) ? follower.due() : tasksDue;
            if (next.isAfter(lab.time.now())) {
                lab.time.pause(Duration.between(lab.time.now(), next));
            }
        }
    }

    private boolean lookAfterTasks() {
        boolean stopped = true;
        List<String> arns = List.copyOf(streams.keySet());
        for (int from = 0; from < arns.size(); from += 100) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + 100));
            for (Task task : lab.clients
                    .ecs()
                    .describeTasks(d -> d.cluster("jobs").tasks(some))
                    .tasks()) {
                if (streams.get(task.taskArn()).isEmpty()) {
                    follow(task);
                }
                boolean ended = task.lastStatus().equals("STOPPED");
                stopped &= ended;
                if (ended) {
                    Instant at = task.executionStoppedAt() == null ? task.stoppedAt() : task.executionStoppedAt();
                    streams.get(task.taskArn()).forEach(stream -> follower.ended(stream, at));
                }
            }
        }
        return stopped;
    }
}
