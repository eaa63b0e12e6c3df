package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** What containers print, as CloudWatch Logs shows it. */
class LogsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aContainerPrintsIntoItsOwnStream() {
        createGroup();
        world.account.script(
                "talker",
                TaskScript.runsForever()
                        .prints("app", SECOND, "one")
                        .prints("app", SECOND, "two")
                        .prints("proxy", SECOND, "other"));
        String id = run("false");

        world.clock.advance(Duration.ofSeconds(10));

        assertThat(events("jobs/app/" + id, all -> {}).events())
                .extracting(OutputLogEvent::message)
                .containsExactly("one", "two");
        assertThat(world.clients
                        .logs()
                        .filterLogEvents(filter -> filter.logGroupName("/jobs"))
                        .events())
                .extracting(FilteredLogEvent::logStreamName, FilteredLogEvent::message)
                .contains(tuple("jobs/proxy/" + id, "other"))
                .hasSize(3);
    }

    @Test
    void aLineIsSeenOnceItIsIngested() {
        createGroup();
        world.account.logDelay(Duration.ofSeconds(5));
        world.account.script("talker", TaskScript.runsForever().atOnce().prints("app", SECOND, "one"));
        String stream = "jobs/app/" + run("false");

        world.clock.advance(Duration.ofSeconds(5));
        assertThat(events(stream, all -> {}).events()).isEmpty();
        world.clock.advance(SECOND);
        assertThat(events(stream, all -> {}).events()).hasSize(1);
    }

    @Test
    void theEndOfAStreamIsTheTokenThatWasSent() {
        createGroup();
        world.account.script(
                "talker",
                TaskScript.runsForever().atOnce().prints("app", SECOND, "one").prints("app", SECOND, "two"));
        String stream = "jobs/app/" + run("false");
        world.clock.advance(SECOND);

        GetLogEventsResponse first = events(stream, page -> page.limit(1));
        GetLogEventsResponse second = events(stream, page -> page.nextToken(first.nextForwardToken()));
        GetLogEventsResponse third = events(stream, page -> page.nextToken(second.nextForwardToken()));

        assertThat(first.events()).extracting(OutputLogEvent::message).containsExactly("one");
        assertThat(second.events()).extracting(OutputLogEvent::message).containsExactly("two");
        assertThat(third.events()).isEmpty();
        assertThat(third.nextForwardToken()).isEqualTo(second.nextForwardToken());
    }

    @Test
    void nothingIsPrintedAfterTheExit() {
        createGroup();
        world.account.script("talker", TaskScript.exits(0).atOnce().prints("app", SECOND, "too late"));
        String stream = "jobs/app/" + run("false");

        world.clock.advance(Duration.ofMinutes(1));

        assertThat(events(stream, all -> {}).events()).isEmpty();
    }

    @Test
    void aTaskWhoseLogGroupIsMissingDoesNotStart() {
        run("false");
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(world.task("STOPPED").stoppedReason())
                .startsWith("ResourceInitializationError: failed to validate logger args")
                .contains("The specified log group does not exist.");
        assertThatThrownBy(() -> events("jobs/app/1", all -> {})).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aTaskMayCreateItsLogGroup() {
        run("true");
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(world.task("RUNNING").lastStatus()).isEqualTo("RUNNING");
        assertThatThrownBy(() -> events("jobs/app/1", all -> {}))
                .hasMessageContaining("The specified log stream does not exist.");
    }

    @Test
    void aStreamIsThereOnceItsContainerRuns() {
        createGroup();
        world.account.script("talker", TaskScript.runsForever().prints("app", SECOND, "one"));
        String stream = "jobs/app/" + run("false");

        world.clock.advance(SECOND);
        assertThatThrownBy(() -> events(stream, all -> {})).isInstanceOf(ResourceNotFoundException.class);
        world.clock.advance(SECOND);
        assertThat(events(stream, all -> {}).events()).isEmpty();
        world.clock.advance(SECOND);
        assertThat(events(stream, all -> {}).events()).hasSize(1);
    }

    @Test
    void aPageHasAtMostTenThousandEvents() {
        createGroup();
        world.account.script("talker", TaskScript.runsForever().atOnce().printsBurst("app", SECOND, 10_001, "line"));
        String stream = "jobs/app/" + run("false");
        world.clock.advance(SECOND);

        GetLogEventsResponse first = events(stream, page -> {});
        GetLogEventsResponse second = events(stream, page -> page.nextToken(first.nextForwardToken()));

        assertThat(first.events()).hasSize(10_000);
        assertThat(first.events().get(0).message()).isEqualTo("line 1");
        assertThat(second.events()).extracting(OutputLogEvent::message).containsExactly("line 10001");
        assertThat(second.events().get(0).timestamp())
                .isEqualTo(first.events().get(0).timestamp());
    }

    @Test
    void aPageHasAtMostOneMegabyte() {
        createGroup();
        world.account.script(
                "talker", TaskScript.runsForever().atOnce().printsBurst("app", SECOND, 5, "é".repeat(150_000)));
        String stream = "jobs/app/" + run("false");
        world.clock.advance(SECOND);

        GetLogEventsResponse first = events(stream, page -> {});
        GetLogEventsResponse second = events(stream, page -> page.nextToken(first.nextForwardToken()));

        assertThat(first.events()).hasSize(3);
        assertThat(second.events()).hasSize(2);
    }

    @Test
    void anEmptyPageMayComeBeforeEachPage() {
        createGroup();
        world.account.emptyLogPages(true);
        world.account.script("talker", TaskScript.runsForever().atOnce().prints("app", SECOND, "one"));
        String stream = "jobs/app/" + run("false");
        world.clock.advance(SECOND);

        GetLogEventsResponse first = events(stream, page -> {});
        GetLogEventsResponse second = events(stream, page -> page.nextToken(first.nextForwardToken()));
        GetLogEventsResponse third = events(stream, page -> page.nextToken(second.nextForwardToken()));

        assertThat(first.events()).isEmpty();
        assertThat(second.events()).hasSize(1);
        assertThat(third.events()).isEmpty();
        assertThat(third.nextForwardToken()).isEqualTo(second.nextForwardToken());
    }

    @Test
    void lastWordsAreSeenAfterTheTaskHasStopped() {
        createGroup();
        world.account.logDelay(Duration.ofSeconds(4));
        world.account.script(
                "talker", TaskScript.exits(0).atOnce().after(SECOND).prints("app", SECOND, "last"));
        String stream = "jobs/app/" + run("false");

        world.clock.advance(SECOND);
        assertThat(world.task("STOPPED").lastStatus()).isEqualTo("STOPPED");
        assertThat(events(stream, all -> {}).events()).isEmpty();
        world.clock.advance(Duration.ofSeconds(4));
        assertThat(events(stream, all -> {}).events()).hasSize(1);
    }

    @Test
    void moreThan25ReadsASecondAreRefused() {
        createGroup();
        world.account.script("talker", TaskScript.runsForever().atOnce());
        String stream = "jobs/app/" + run("false");
        world.account.rateLimits(true);
        for (int i = 0; i < 25; i++) {
            events(stream, all -> {});
        }

        assertThatThrownBy(() -> events(stream, all -> {}))
                .isInstanceOfSatisfying(
                        CloudWatchLogsException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue());
        world.clock.advance(SECOND);
        events(stream, all -> {});
    }

    /** The default, see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
    @Test
    void withoutTheHeadTheLastPageComes() {
        createGroup();
        world.account.script("talker", TaskScript.runsForever().printsBurst("app", Duration.ZERO, 5, "line"));
        String stream = "jobs/app/" + run("false");
        world.clock.advance(Duration.ofSeconds(10));

        assertThat(events(stream, get -> get.startFromHead(false).limit(2)).events())
                .extracting(event -> event.message())
                .containsExactly("line 4", "line 5");
    }

    @Test
    void aCallerMayBeKeptOut() {
        createGroup();
        world.account.faults().always("GetLogEvents", new Fault.Denied("not authorized to perform: logs:GetLogEvents"));

        assertThatThrownBy(() -> events("any", all -> {}))
                .isInstanceOfSatisfying(
                        CloudWatchLogsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    private void createGroup() {
        world.clients.logs().createLogGroup(group -> group.logGroupName("/jobs"));
    }

    private GetLogEventsResponse events(String stream, Consumer<GetLogEventsRequest.Builder> more) {
        return world.clients.logs().getLogEvents(get -> {
            get.logGroupName("/jobs").logStreamName(stream).startFromHead(true);
            more.accept(get);
        });
    }

    /** Runs a task whose containers log to CloudWatch, and returns its id. */
    private String run(String createGroup) {
        world.clients
                .ecs()
                .registerTaskDefinition(definition -> definition
                        .family("talker")
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(World.EXECUTION_ROLE)
                        .containerDefinitions(container("app", createGroup), container("proxy", createGroup)));
        String arn = world.clients
                .ecs()
                .runTask(task -> task.cluster("jobs")
                        .taskDefinition("talker")
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))))
                .tasks()
                .get(0)
                .taskArn();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static ContainerDefinition container(String name, String createGroup) {
        return ContainerDefinition.builder()
                .name(name)
                .image("busybox")
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of(
                                "awslogs-group", "/jobs",
                                "awslogs-region", "eu-central-1",
                                "awslogs-stream-prefix", "jobs",
                                "awslogs-create-group", createGroup)))
                .build();
    }
}
