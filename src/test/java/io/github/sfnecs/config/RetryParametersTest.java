package io.github.sfnecs.config;

import static io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE;
import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.config.Reading.MAVEN;
import static io.github.sfnecs.config.Reading.bean;
import static io.github.sfnecs.config.Reading.task;
import static io.github.sfnecs.rendering.RetryCause.BUSY;
import static io.github.sfnecs.rendering.RetryCause.EC2_THROTTLING;
import static io.github.sfnecs.rendering.RetryCause.FAILED;
import static io.github.sfnecs.rendering.RetryCause.NEVER_STARTED;
import static io.github.sfnecs.rendering.RetryCause.SPOT_INTERRUPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.Retry.Backoff;
import io.github.sfnecs.rendering.RunTask.Limits;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the POM says for what a task is started again, and how long all of it may take. */
class RetryParametersTest {
    private static final Network NETWORK = new Network(List.of("subnet-1"), List.of(), false);
    private static final Network NO_NETWORK = new Network(List.of(), List.of(), false);

    private final ParameterReader values = new ParameterReader();

    /** As Maven gives it. */
    private Retry read(String xml) throws Exception {
        WrittenBeans beans = new WrittenBeans();
        RetryBean bean =
                beans.one(new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(xml))), RetryBean::of);
        Mistakes mistakes = new Mistakes();
        beans.noteWrong(mistakes);
        mistakes.throwIfAny();
        Retry retry = bean.toRetry(values, MAVEN, Retry.DEFAULT);
        values.mistakes().throwIfAny();
        return retry;
    }

    @Test
    void readsAllThatCanBeSaid() throws Exception {
        Retry retry = read("""
                <retry>
                  <neverStarted>3</neverStarted> <spotInterruption>5</spotInterruption>
                  <exitCodes><exitCode>75</exitCode><exitCode>${buildNumber}</exitCode></exitCodes> <failed>2</failed>
                  <interval>PT10S</interval> <backoffRate>1.5</backoffRate> <maxDelay>PT5M</maxDelay> <jitter>true</jitter>
                </retry>""");

        assertThat(retry.attempts())
                .isEqualTo(Map.of(BUSY, 3, NEVER_STARTED, 3, SPOT_INTERRUPTION, 5, FAILED, 2, EC2_THROTTLING, 3));
        assertThat(retry.exitCodes()).containsExactly(42, 75);
        assertThat(retry.backoff())
                .isEqualTo(new Backoff(Duration.ofSeconds(10), 1.5, Optional.of(Duration.ofMinutes(5)), true));
    }

    @Test
    void looksAtNoCauseUnlessSomethingIsSaidOfIt() throws Exception {
        assertThat(read("<retry>5</retry>")).isEqualTo(new Retry(5, Duration.ofSeconds(5), 2));
        assertThat(read("<retry><maxDelay>PT1M</maxDelay></retry>").attempts()).isEqualTo(Map.of(BUSY, 3));
        assertThat(read("<retry><neverStarted>0</neverStarted></retry>").attempts())
                .isEqualTo(Map.of(BUSY, 3));
    }

    @Test
    void retriesExitCodesThatAreNamedThoughNobodySaysHowOften() throws Exception {
        assertThat(read("<retry><exitCodes>75, 76</exitCodes></retry>").attempts())
                .containsEntry(FAILED, 3);
        assertThat(read("<retry><exitCodes>75, 76</exitCodes></retry>").exitCodes())
                .containsExactly(75, 76);
    }

    @Test
    void takesEc2sThrottlingForEcssWhereItTellsThemApart() throws Exception {
        assertThat(read("<retry><maxAttempts>7</maxAttempts><failed>1</failed></retry>")
                        .attempts())
                .containsEntry(EC2_THROTTLING, 7);
        assertThat(read("<retry><failed>1</failed><ec2Throttling>0</ec2Throttling></retry>")
                        .attempts())
                .doesNotContainKey(EC2_THROTTLING);
        assertThat(read("<retry><ec2Throttling>5</ec2Throttling></retry>").attempts())
                .isEqualTo(Map.of(BUSY, 3, EC2_THROTTLING, 5));
    }

    @Test
    void limitsAllAttempts() {
        Limits limits = limits(values, RUN_JOB, null, "PT4H", "FARGATE", NETWORK);

        assertThat(limits.overall()).contains(Duration.ofHours(4));
        assertThat(limits.onSpotInterruption()).contains(Capacity.LaunchType.FARGATE);
        assertThat(limits(values, RUN_JOB, null, null, "on-demand", NO_NETWORK).onSpotInterruption())
                .contains(
                        new ProviderStrategy(List.of(new Item("on-demand", OptionalInt.empty(), OptionalInt.empty()))));
        assertThat(limits(values, RUN_JOB, null, null, null, NETWORK))
                .isEqualTo(task(values).limits(RUN_JOB, null, null, null));
        assertThat(values.mistakes().none()).isTrue();
    }

    private static Limits limits(
            ParameterReader values,
            IntegrationPattern pattern,
            RetryBean retry,
            String overall,
            String onSpotInterruption,
            Network network) {
        String timeout = pattern == WAIT_FOR_TASK_TOKEN ? "PT2H" : null;
        return new LimitParameters(values, pattern, task(values).limits(pattern, retry, timeout, null))
                .all(overall, onSpotInterruption, network);
    }

    static Stream<Reading> mistakes() {
        return Stream.of(
                count("neverStarted", "-1", "it is a whole number of at least 0"),
                count("spotInterruption", "many", "it is a whole number of at least 0"),
                count("failed", "1.5", "it is a whole number of at least 0"),
                count("ec2Throttling", "100000000", "Step Functions takes at most 99999999"),
                count("missedHeartbeat", "99999999999999999999", "Step Functions takes at most 99999999"),
                count("maxAttempts", "999999999", "Step Functions takes at most 99999999"),
                new Reading(
                        "an exit code of success",
                        retrying(Map.of("exitCodes", List.of("75", "0"))),
                        "retry.exitCodes[1] '0': the exit code of a container that failed is a whole number from 1 to 255",
                        "<exitCodes><exitCode>75</exitCode></exitCodes>"),
                new Reading(
                        "an exit code that no process has",
                        retrying(Map.of("exitCodes", List.of("256"))),
                        "retry.exitCodes[0] '256': the exit code of a container that failed is a whole number from 1 to 255",
                        "<exitCodes><exitCode>75</exitCode></exitCodes>"),
                new Reading(
                        "a longest delay that the first one exceeds",
                        retrying(Map.of("interval", "PT1M", "maxDelay", "PT30S")),
                        "retry.maxDelay 'PT30S': it is shorter than the interval, PT1M",
                        "<maxDelay>PT5M</maxDelay>"),
                new Reading(
                        "a longest delay of a year",
                        retrying(Map.of("maxDelay", "P366D")),
                        "retry.maxDelay 'P366D': Step Functions takes less than 31622400 seconds",
                        "<maxDelay>PT5M</maxDelay>"),
                new Reading(
                        "a delay without a unit",
                        retrying(Map.of("maxDelay", "300")),
                        "retry.maxDelay '300': it is a positive duration in ISO-8601",
                        "<maxDelay>PT5M</maxDelay>"),
                new Reading(
                        "a jitter in AWS's word",
                        retrying(Map.of("jitter", "FULL")),
                        "retry.jitter 'FULL': it is either true or false",
                        "<jitter>true</jitter>"),
                new Reading(
                        "the end of a task that nobody waits for",
                        values -> limits(
                                values,
                                REQUEST_RESPONSE,
                                bean(new RetryBean(), Map.of("failed", "2", "ec2Throttling", "1")),
                                null,
                                null,
                                NETWORK),
                        "retry.failed '2': only with integrationPattern RUN_JOB does Step Functions know how the task ended",
                        "Leave failed out"),
                new Reading(
                        "the interruption of a task that nobody waits for",
                        values -> limits(values, WAIT_FOR_TASK_TOKEN, null, null, "FARGATE", NETWORK),
                        "onSpotInterruption 'FARGATE': only with integrationPattern RUN_JOB does Step Functions know how the"
                                + " task ended",
                        "Leave onSpotInterruption out"),
                new Reading(
                        "heartbeats that nobody waits for",
                        values -> limits(
                                values,
                                RUN_JOB,
                                bean(new RetryBean(), Map.of("missedHeartbeat", "2")),
                                null,
                                null,
                                NETWORK),
                        "retry.missedHeartbeat '2': without heartbeat none is missed",
                        "<heartbeat>PT10M</heartbeat>, or leave missedHeartbeat out"),
                new Reading(
                        "Spot in place of Spot",
                        values -> limits(values, RUN_JOB, null, null, "FARGATE_SPOT", NETWORK),
                        "onSpotInterruption 'FARGATE_SPOT': it is FARGATE, or the name of a capacity provider without Spot"
                                + " instances",
                        "<onSpotInterruption>FARGATE</onSpotInterruption>"),
                new Reading(
                        "Fargate without a network",
                        values -> limits(values, RUN_JOB, null, null, "FARGATE", NO_NETWORK),
                        "subnets is not set: a task on Fargate, which it becomes by onSpotInterruption, needs at least one"
                                + " subnet",
                        "<subnets><subnet>subnet-0abc1234</subnet></subnets>"),
                new Reading(
                        "less for all than for one",
                        values -> new LimitParameters(
                                        values, RUN_JOB, task(values).limits(RUN_JOB, null, "PT5H", null))
                                .all("PT4H", null, NETWORK),
                        "timeoutOverall 'PT4H': it is shorter than stateTimeout, which is for one attempt",
                        "<timeoutOverall>PT4H</timeoutOverall>"));
    }

    private static Reading count(String child, String given, String wrong) {
        return new Reading(
                child + " " + given,
                retrying(Map.of(child, given)),
                "retry." + child + " '" + given + "': " + wrong,
                "<" + child + ">3</" + child + ">");
    }

    private static Consumer<ParameterReader> retrying(Map<String, ?> fields) {
        return values -> task(values).limits(RUN_JOB, bean(new RetryBean(), fields), null, null);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldInAWholeSentence(Reading mistake) {
        mistake.assertTold();
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "-1", "999999999"})
    void namesItselfWhereItIsANumber(String given) {
        assertThatThrownBy(() -> read("<retry>" + given + "</retry>"))
                .hasMessageStartingWith("retry '" + given + "': ")
                .hasMessageEndingWith("fix:   <retry>3</retry>");
    }

    @Test
    void namesTheChildThatIsMeant() {
        assertThatThrownBy(() -> read("<retry><neverstarted>3</neverstarted></retry>"))
                .hasMessage("""
                        retry.neverstarted: there is no such element
                          fix:   Did you mean <neverStarted>…</neverStarted>?""");
    }
}
