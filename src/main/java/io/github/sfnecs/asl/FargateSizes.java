package io.github.sfnecs.asl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The pairs of CPU and memory that Fargate offers.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
public final class FargateSizes {
    private static final int GB = 1024;
    private static final int SMALLEST = 256;

    /** The memory that goes with a number of CPU units, in MiB. */
    private record Size(int cpu, int least, int most, int step) {
        boolean offers(int memory) {
            return memory >= least && memory <= most && (memory - least) % step == 0;
        }

        String text() {
            return "with " + cpu + " CPU units there are " + least + " to " + most + " MiB in steps of " + step;
        }
    }

    private static final List<Size> ALL = List.of(
            new Size(512, GB, 4 * GB, GB),
            new Size(1024, 2 * GB, 8 * GB, GB),
            new Size(2048, 4 * GB, 16 * GB, GB),
            new Size(4096, 8 * GB, 30 * GB, GB),
            new Size(8192, 16 * GB, 60 * GB, 4 * GB),
            new Size(16384, 32 * GB, 120 * GB, 8 * GB));

    private FargateSizes() {}

    /** Whether there are tasks with this number of CPU units and of MiB; a quarter of a vCPU comes with half, one or two GB. */
    public static boolean offer(int cpu, int memory) {
        return cpu == SMALLEST
                ? memory == GB / 2 || memory == GB || memory == 2 * GB
                : ALL.stream().anyMatch(size -> size.cpu == cpu && size.offers(memory));
    }

    /** Whether there are tasks with this number of CPU units. */
    public static boolean offer(int cpu) {
        return cpu == SMALLEST || ALL.stream().anyMatch(size -> size.cpu == cpu);
    }

    /** What can be had with this number of CPU units. */
    public static String with(int cpu) {
        return cpu == SMALLEST
                ? "with 256 CPU units there are 512, 1024 or 2048 MiB"
                : ALL.stream()
                        .filter(size -> size.cpu == cpu)
                        .map(Size::text)
                        .findFirst()
                        .orElseGet(() -> "there are tasks of 256, "
                                + ALL.stream()
                                        .map(size -> String.valueOf(size.cpu))
                                        .collect(Collectors.joining(", "))
                                + " CPU units");
    }
}
