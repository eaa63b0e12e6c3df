package io.github.sfnecs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.sfnecs.cost.BilledUsage.Capacity;
import io.github.sfnecs.cost.BilledUsage.Platform;
import io.github.sfnecs.cost.BilledUsage.Status;
import io.github.sfnecs.testing.Hostile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

class BilledUsageTest {
    private static final Instant PULL = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant NOW = PULL.plus(Duration.ofHours(1));

    private final Task task = Task.builder()
            .taskArn("arn:aws-us-gov:ecs:us-gov-west-1:123456789012:task/jobs/1")
            .launchType(LaunchType.FARGATE)
            .platformFamily("Linux")
            .attributes(attribute("x86_64"))
            .cpu("256")
            .memory("512")
            .ephemeralStorage(storage -> storage.sizeInGiB(21))
            .lastStatus("RUNNING")
            .pullStartedAt(PULL)
            .startedAt(PULL.plusSeconds(10))
            .build();

    @Test
    void isReadFromWhatEcsTells() {
        assertThat(BilledUsage.of(task, NOW))
                .isEqualTo(new BilledUsage(
                        Optional.of("us-gov-west-1"),
                        Platform.LINUX_X86,
                        Capacity.ON_DEMAND,
                        OptionalInt.of(256),
                        OptionalInt.of(512),
                        21,
                        Optional.of(PULL),
                        NOW,
                        Status.LIVING));
    }

    @Test
    void endsWithTheTask() {
        BilledUsage usage = BilledUsage.of(
                task.toBuilder()
                        .lastStatus("STOPPED")
                        .stoppedAt(PULL.plusSeconds(90))
                        .build(),
                NOW);

        assertThat(usage.billedSeconds()).isEqualTo(90);
        assertThat(usage.status()).isEqualTo(Status.STOPPED);
    }

    @Test
    void beginsWithTheStartWhereNobodyTellsOfThePull() {
        assertThat(BilledUsage.of(task.toBuilder().pullStartedAt(null).build(), NOW)
                        .from())
                .hasValue(PULL.plusSeconds(10));
    }

    @Test
    void ofATaskThatNeverPulledIsNothing() {
        BilledUsage usage = BilledUsage.of(
                task.toBuilder()
                        .pullStartedAt(null)
                        .startedAt(null)
                        .stoppedAt(NOW)
                        .lastStatus("STOPPED")
                        .build(),
                NOW);

        assertThat(usage.billedSeconds()).isZero();
        assertThat(usage.unknown()).isEmpty();
    }

    @Test
    void isUnknownWhereATimeIsMissing() {
        List<Task> untold = List.of(
                task.toBuilder().pullStartedAt(null).startedAt(null).build(),
                task.toBuilder().lastStatus("STOPPED").build());

        assertThat(untold).allSatisfy(missing -> {
            BilledUsage usage = BilledUsage.of(missing, NOW);
            assertThat(usage.unknown()).hasValue("ECS does not tell when it started or stopped");
            assertThat(usage.billedSeconds()).isZero();
        });
    }

    @Test
    void knowsWhatItRunsOn() {
        assertThat(capacity("FARGATE", "FARGATE_SPOT")).isEqualTo(Capacity.SPOT);
        assertThat(capacity("FARGATE", "FARGATE")).isEqualTo(Capacity.ON_DEMAND);
        assertThat(capacity(null, "FARGATE_SPOT")).isEqualTo(Capacity.SPOT);
        assertThat(capacity("EC2", "my-instances")).isEqualTo(Capacity.EC2);
        assertThat(capacity("EC2", null)).isEqualTo(Capacity.EC2);
        assertThat(capacity("MANAGED_INSTANCES", null)).isEqualTo(Capacity.EC2);
        assertThat(capacity("EXTERNAL", null)).isEqualTo(Capacity.EXTERNAL);
        assertThat(capacity(null, null)).isEqualTo(Capacity.UNKNOWN);
    }

    @Test
    void knowsThePlatform() {
        assertThat(platform("Linux", "x86_64")).isEqualTo(Platform.LINUX_X86);
        assertThat(platform("LINUX", "arm64")).isEqualTo(Platform.LINUX_ARM);
        assertThat(platform("Windows Server 2019 Core", "x86_64")).isEqualTo(Platform.WINDOWS);
        assertThat(platform("WINDOWS_SERVER_2022_FULL", "x86_64")).isEqualTo(Platform.WINDOWS);
        assertThat(platform(null, "arm64")).isEqualTo(Platform.LINUX_ARM);
        assertThat(platform("Plan 9", "arm64")).isEqualTo(Platform.UNKNOWN);
        assertThat(BilledUsage.of(Task.builder().build(), NOW).platform()).isEqualTo(Platform.LINUX_X86);
    }

    @Test
    void isUnknownWithoutASize() {
        for (String none : List.of("", "0", "00", "-256", "256.5", "1 vCPU", "99999999999999999999", "٢٥٦")) {
            assertThat(BilledUsage.of(task.toBuilder().cpu(none).build(), NOW).unknown())
                    .as(none)
                    .hasValue("ECS does not tell how many CPU units and MiB it has");
            assertThat(BilledUsage.of(task.toBuilder().memory(none).build(), NOW)
                            .unknown())
                    .as(none)
                    .isPresent();
        }
    }

    @Test
    void standsWhateverEcsTells() {
        Map<String, BiFunction<Task.Builder, String, Task.Builder>> places = Map.of(
                "taskArn", Task.Builder::taskArn,
                "launchType", Task.Builder::launchType,
                "capacityProviderName", Task.Builder::capacityProviderName,
                "platformFamily", Task.Builder::platformFamily,
                "cpu", Task.Builder::cpu,
                "memory", Task.Builder::memory,
                "lastStatus", Task.Builder::lastStatus,
                "attribute", (builder, text) -> builder.attributes(attribute(text)));
        Prices prices = Prices.shipped();
        places.forEach((place, put) -> {
            for (String text : Hostile.texts()) {
                Task hostile = put.apply(task.toBuilder(), text).build();
                assertThatCode(() -> {
                            Cost cost = prices.cost(BilledUsage.of(hostile, NOW));
                            assertThat(prices.text(cost)).doesNotContain("\n").hasSizeLessThan(200);
                        })
                        .as(place + " = " + Hostile.name(text))
                        .doesNotThrowAnyException();
            }
        });
    }

    @Test
    void standsWhateverIsMissing() {
        Prices prices = Prices.shipped();

        Cost cost = prices.cost(BilledUsage.of(Task.builder().build(), NOW));

        assertThat(prices.text(cost)).isEqualTo("0 vCPU-h, 0 GB-h: cost unknown: ECS does not tell what it runs on");
        Task gaps = task.toBuilder()
                .attributes(attribute(null), null)
                .ephemeralStorage(storage -> storage.sizeInGiB(null))
                .build();
        assertThat(BilledUsage.of(gaps, NOW).storage()).isEqualTo(20);
    }

    @Test
    void standsWhateverTheTimes() {
        Prices prices = Prices.shipped();
        for (Instant from : List.of(Instant.MIN, Instant.EPOCH, NOW.plusSeconds(1), Instant.MAX)) {
            for (Instant to : List.of(Instant.MIN, NOW, Instant.MAX)) {
                Cost cost = prices.cost(BilledUsage.of(
                        task.toBuilder()
                                .pullStartedAt(from)
                                .stoppedAt(to)
                                .cpu("9999999")
                                .ephemeralStorage(storage -> storage.sizeInGiB(Integer.MIN_VALUE))
                                .build(),
                        NOW));
                assertThat(cost.usd()).hasValueSatisfying(usd -> assertThat(usd).isPositive());
                assertThat(cost.storageGbHours()).isEqualByComparingTo("0");
            }
        }
    }

    private Capacity capacity(String launchType, String provider) {
        return BilledUsage.of(
                        task.toBuilder()
                                .launchType(launchType)
                                .capacityProviderName(provider)
                                .build(),
                        NOW)
                .capacity();
    }

    private Platform platform(String family, String architecture) {
        return BilledUsage.of(
                        task.toBuilder()
                                .platformFamily(family)
                                .attributes(attribute(architecture))
                                .build(),
                        NOW)
                .platform();
    }

    private static Attribute attribute(String value) {
        return Attribute.builder().name("ecs.cpu-architecture").value(value).build();
    }
}
