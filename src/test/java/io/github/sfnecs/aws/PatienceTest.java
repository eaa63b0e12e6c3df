package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.testing.Lab;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** How long AWS is waited for, in real time. */
class PatienceTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Lab lab = new Lab();
    private final AwsClients clients = new AwsClients(lab.settings(), SHORT);

    @AfterEach
    void close() {
        clients.close();
        lab.close();
    }

    /** Silence, blanks that renew any time-out for silence, and a read that waits for the next blank for ever. */
    static Stream<Fault> unending() {
        return Stream.of(
                new Fault.Silent(), new Fault.Trickle(SHORT.dividedBy(10)), new Fault.Trickle(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @MethodSource("unending")
    void makesACallAgainThatHangs(Fault fault) {
        lab.account.faults().next("DescribeClusters", fault);

        clients.ecs().describeClusters();

        assertThat(lab.calls("DescribeClusters")).isGreaterThan(1);
    }

    @Test
    void tellsWhichCallItWaitsForAndHowOftenItWasMade() {
        // so that credentials are there
        clients.ecs().describeClusters();
        lab.account.faults().always("DescribeClusters", new Fault.Silent());
        clients.tell(lab.console);

        assertThatThrownBy(() -> clients.ecs().describeClusters(clusters -> clusters.clusters("jobs")))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("There was no whole answer in ");

        assertThat(lab.console.infos())
                .startsWith(
                        "Waiting for ECS, attempt 1: DescribeClusters on jobs",
                        "Waiting for ECS, attempt 2: DescribeClusters on jobs")
                .doesNotHaveDuplicates();
    }

    @Test
    void saysNothingOfWhatIsAnswered() {
        clients.tell(lab.console);

        clients.ecs().describeClusters();

        assertThat(lab.console.infos()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unending")
    void takesNoMoreTimeThanThereIs(Fault fault) {
        lab.account.faults().always("DescribeClusters", fault);

        assertThatThrownBy(
                        () -> lab.clients.within(SHORT, () -> lab.clients.ecs().describeClusters()))
                .isInstanceOf(SdkClientException.class);

        assertThat(lab.calls("DescribeClusters")).isEqualTo(1);
    }

    @Test
    void givesACallWithAllItsAttemptsNoMoreTimeThanItMayHave() {
        try (Patience patience = new Patience(SHORT, SHORT.multipliedBy(2).minusMillis(100))) {
            patience.begin("ECS", () -> "DescribeClusters");

            assertThatThrownBy(() -> patience.attempt(1, () -> hang(), () -> {}))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> patience.attempt(2, () -> hang(), () -> {}))
                    .isInstanceOf(ApiCallTimeoutException.class)
                    .hasMessage("There was no whole answer in 1 s");
        }
    }

    private static String hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return "";
    }

    @Test
    void doesNotCallAtAllWhenThereIsNoTime() {
        assertThatThrownBy(
                        () -> clients.within(Duration.ZERO, () -> clients.ecs().describeClusters()))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("There was no time left for an answer");

        assertThat(lab.calls("DescribeClusters")).isZero();
    }

    @Test
    void givesThePartNoMoreTimeThanTheWhole() {
        lab.account.faults().always("DescribeClusters", new Fault.Silent());
        Supplier<Object> part = () ->
                lab.clients.within(Duration.ofHours(1), () -> lab.clients.ecs().describeClusters());

        assertThatThrownBy(() -> lab.clients.within(SHORT, part)).isInstanceOf(SdkClientException.class);

        lab.account.faults().clear();
        assertThat(part.get()).isNotNull();
    }

    /** The SDK would wait a second on average, and then two, and then four. */
    @Test
    void waitsBetweenAttemptsNoLongerThanThereIsTime() {
        lab.account.faults().always("DescribeClusters", new Fault.Throttle());
        long begun = System.nanoTime();

        assertThatThrownBy(() -> clients.within(SHORT, () -> clients.ecs().describeClusters()))
                .isInstanceOf(SdkException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    /** In the SDK's own hands the call would take an hour. */
    @Test
    void doesNotWaitBecauseTheEndpointSaysSo() throws Exception {
        try (Busy endpoint = new Busy("Retry-After", "3600");
                AwsClients there = new AwsClients(endpoint.settings(), SHORT)) {
            assertThatThrownBy(() -> there.ecs().describeClusters()).isInstanceOf(EcsException.class);

            assertThat(endpoint.calls()).isGreaterThan(1);
        }
    }

    @Test
    void makesTheCallForCredentialsAgainToo() {
        // the SDK looks at the machine's clock to see whether its session has ended
        try (EmbeddedAws now = EmbeddedAws.start();
                AwsClients owner = new AwsClients(settings(now, Optional.empty()));
                AwsClients deployer =
                        new AwsClients(settings(now, Optional.of(Lab.SCOPE.role("/", "deployer"))), SHORT)) {
            owner.iam().createRole(role -> role.roleName("deployer").assumeRolePolicyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                      "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}"""));
            now.account(Lab.ACCOUNT).faults().next("AssumeRole", new Fault.Trickle(Duration.ofMinutes(10)));
            deployer.tell(lab.console);

            deployer.ecs().describeClusters();

            assertThat(lab.console.infos())
                    .contains("Waiting for STS, attempt 1: AssumeRole on arn:aws:iam::123456789012:role/deployer");
        }
    }

    private static AwsSettings settings(EmbeddedAws aws, Optional<String> role) {
        return new AwsSettings("eu-central-1", Optional.empty(), Optional.of(aws.endpoint()), role);
    }

    @Test
    void isInterruptedThoughTheAnswerHangs() throws Exception {
        lab.account.faults().always("DescribeClusters", new Fault.Trickle(Duration.ofMinutes(10)));
        Thread build = Thread.currentThread();
        lab.account.onceAfter("DescribeClusters", build::interrupt);

        assertThatThrownBy(() -> lab.clients.ecs().describeClusters()).isInstanceOf(AbortedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void waitsForCredentialsNoLongerThanThereIsTime() {
        try (Patience patience = new Patience(SHORT, SHORT)) {
            assertThatThrownBy(() -> patience.within(SHORT, () -> patience.credentials(PatienceTest::hang)))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessage("The AWS credentials were not there in time");
        }
    }
}
