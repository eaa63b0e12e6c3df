package io.github.sfnecs.cost;

import io.github.sfnecs.arn.TaskArn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What a task took, as far as ECS tells it. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
 *
 * @param region where it runs; empty where its ARN does not tell
 * @param platform operating system and architecture
 * @param capacity what it runs on
 * @param cpu units, 1024 to a vCPU; empty where that is not known
 * @param memory MiB; empty where that is not known
 * @param storage GiB of ephemeral storage
 * @param from when Fargate began to bill: the start of the image pull; empty where it has not begun
 * @param to until when: it stopped, or now
 * @param status whether it stopped
 */
public record BilledUsage(
        Optional<String> region,
        Platform platform,
        Capacity capacity,
        OptionalInt cpu,
        OptionalInt memory,
        int storage,
        Optional<Instant> from,
        Instant to,
        Status status) {
    /** How many GiB of ephemeral storage a task has for nothing. */
    private static final int FREE_STORAGE = 20;

    private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);
    private static final BigDecimal UNITS_PER_VCPU = BigDecimal.valueOf(1024);
    private static final BigDecimal MIB_PER_GB = BigDecimal.valueOf(1024);

    /** What it runs with, and for how long Fargate bills at least. */
    public enum Platform {
        /** Linux on x86. */
        LINUX_X86(Duration.ofMinutes(1)),
        /** Linux on ARM64. */
        LINUX_ARM(Duration.ofMinutes(1)),
        /** Windows, of which there is only x86. */
        WINDOWS(Duration.ofMinutes(5)),
        /** Something that this plugin does not know. */
        UNKNOWN(Duration.ofMinutes(1));

        private final Duration minimum;

        Platform(Duration minimum) {
            this.minimum = minimum;
        }
    }

    /** What it runs on. */
    public enum Capacity {
        /** Fargate. */
        ON_DEMAND(""),
        /** Fargate Spot. */
        SPOT(""),
        /** EC2 instances, by launch type or by a capacity provider of the user's. */
        EC2("it runs on EC2 instances, which bill by themselves"),
        /** Machines of the user's. */
        EXTERNAL("it runs on machines of your own"),
        /** ECS does not tell. */
        UNKNOWN("ECS does not tell what it runs on");

        private final String why;

        Capacity(String why) {
            this.why = why;
        }
    }

    /** Where it is in its life, as far as the bill goes. */
    public enum Status {
        /** It has not stopped, so that it costs more every second, or will. */
        LIVING,
        /** It stopped and costs nothing more. */
        STOPPED,
        /** ECS does not tell since when it runs, or when it stopped. */
        UNTOLD
    }

    /** The task as ECS describes it; where ECS tells nothing, or nonsense, it is not known. */
    public static BilledUsage of(Task task, Instant now) {
        Optional<Instant> from =
                Optional.ofNullable(task.pullStartedAt()).or(() -> Optional.ofNullable(task.startedAt()));
        Optional<Instant> to = Optional.ofNullable(task.stoppedAt());
        return new BilledUsage(
                region(task.taskArn()),
                platform(task),
                capacity(task),
                number(task.cpu()),
                number(task.memory()),
                task.ephemeralStorage() == null || task.ephemeralStorage().sizeInGiB() == null
                        ? FREE_STORAGE
                        : task.ephemeralStorage().sizeInGiB(),
                from,
                to.orElse(now),
                status(task, from, to));
    }

    private static Optional<String> region(String arn) {
        return Optional.ofNullable(arn)
                .flatMap(text -> new TaskArn(text).region())
                .filter(region -> region.matches("[a-z0-9-]{1,30}"));
    }

    /** Without a family it is Linux: before there was a choice, there was nothing else. */
    private static Platform platform(Task task) {
        String family =
                Objects.requireNonNullElse(task.platformFamily(), "Linux").toLowerCase(Locale.ROOT);
        if (family.startsWith("windows")) {
            return Platform.WINDOWS;
        } else if (!family.equals("linux")) {
            return Platform.UNKNOWN;
        }
        return task.attributes().stream()
                        .filter(Objects::nonNull)
                        .anyMatch(attribute -> "ecs.cpu-architecture".equals(attribute.name())
                                && "arm64".equalsIgnoreCase(attribute.value()))
                ? Platform.LINUX_ARM
                : Platform.LINUX_X86;
    }

    private static Capacity capacity(Task task) {
        String provider = task.capacityProviderName();
        if (provider != null && !provider.isBlank()) {
            return switch (provider) {
                case "FARGATE" -> Capacity.ON_DEMAND;
                case "FARGATE_SPOT" -> Capacity.SPOT;
                default -> Capacity.EC2;
            };
        }
        return switch (Objects.requireNonNullElse(task.launchTypeAsString(), "")) {
            case "FARGATE" -> Capacity.ON_DEMAND;
            case "EC2", "MANAGED_INSTANCES" -> Capacity.EC2;
            case "EXTERNAL" -> Capacity.EXTERNAL;
            default -> Capacity.UNKNOWN;
        };
    }

    private static OptionalInt number(String text) {
        return text != null && text.matches("0*[1-9]\\d{0,6}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    private static Status status(Task task, Optional<Instant> from, Optional<Instant> to) {
        if (to.isPresent()) {
            return Status.STOPPED;
        }
        return switch (Objects.requireNonNullElse(task.lastStatus(), "")) {
            case "STOPPED" -> from.isEmpty() ? Status.STOPPED : Status.UNTOLD;
            case "RUNNING" -> from.isEmpty() ? Status.UNTOLD : Status.LIVING;
            default -> Status.LIVING;
        };
    }

    /** Why there is no telling what it costs; empty where there is, if the prices are known. */
    Optional<String> unknown() {
        if (!onFargate()) {
            return Optional.of(capacity.why);
        } else if (platform == Platform.UNKNOWN || (platform == Platform.WINDOWS && capacity == Capacity.SPOT)) {
            return Optional.of("it runs on a platform of which this plugin knows no prices");
        } else if (cpu.isEmpty() || memory.isEmpty()) {
            return Optional.of("ECS does not tell how many CPU units and MiB it has");
        }
        return Optional.of("ECS does not tell when it started or stopped").filter(why -> status == Status.UNTOLD);
    }

    private boolean onFargate() {
        return capacity == Capacity.ON_DEMAND || capacity == Capacity.SPOT;
    }

    /**
     * For how many seconds Fargate bills: rounded up, and not less than the minimum once it began.
     * https://aws.amazon.com/fargate/pricing/
     */
    long billedSeconds() {
        return from.filter(start -> onFargate() && status != Status.UNTOLD)
                .map(start -> Duration.between(start, to))
                .map(run -> run.plus(ALMOST_A_SECOND).toSeconds())
                .map(seconds -> Math.max(seconds, platform.minimum.toSeconds()))
                .orElse(0L);
    }

    BigDecimal vcpus() {
        return BigDecimal.valueOf(cpu.orElse(0)).divide(UNITS_PER_VCPU);
    }

    /** A GB of AWS's is 1024 MiB. */
    BigDecimal memoryGb() {
        return BigDecimal.valueOf(memory.orElse(0)).divide(MIB_PER_GB);
    }

    /** What is billed of its storage. */
    BigDecimal storageGb() {
        return BigDecimal.valueOf(storage > FREE_STORAGE ? storage - FREE_STORAGE : 0);
    }
}
