package io.github.sfnecs.fakeaws.ecs.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Fargate demands of a task definition, in the words of RegisterTaskDefinition.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">Task definitions for Fargate</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html">CPU and memory</a>
 */
public final class FargateRules {

    /** From and to which MiB, and in which steps, by CPU units. */
    private record Range(int from, int to, int step) {}

    private static final Map<Integer, Range> MEMORY = Map.of(
            512, new Range(1024, 4096, 1024),
            1024, new Range(2048, 8192, 1024),
            2048, new Range(4096, 16_384, 1024),
            4096, new Range(8192, 30_720, 1024),
            8192, new Range(16_384, 61_440, 4096),
            16_384, new Range(32_768, 122_880, 8192));

    private static final Set<Integer> SMALLEST = Set.of(512, 1024, 2048);

    private FargateRules() {}

    /** The first thing that keeps Fargate from running it. */
    static Optional<String> violation(TaskDefinition definition) {
        if (!definition.awsvpc()) {
            return Optional.of("Fargate only supports network mode ‘awsvpc’.");
        }
        return Stream.of("cpu", "memory")
                .filter(member -> definition.text(member).isEmpty())
                .map(member -> "Fargate requires that '" + member + "' be defined at the task level.")
                .findFirst()
                .or(() -> size(
                        definition.text("cpu").orElseThrow(),
                        definition.text("memory").orElseThrow(),
                        definition.windows()))
                .or(() -> executionRole(definition));
    }

    /** Whether Fargate has no tasks of this size; what is said of Windows containers nobody has seen. */
    public static Optional<String> size(String cpu, String memory, boolean windows) {
        int units = number(cpu, "vcpu");
        int mebibytes = number(memory, "gb");
        return offers(units, mebibytes) && !(windows && (units < 1024 || units > 4096))
                ? Optional.empty()
                : Optional.of("No Fargate configuration exists for given values: " + units + " CPU, " + mebibytes
                        + " memory. See the Amazon ECS documentation for the valid values.");
    }

    private static boolean offers(int units, int mebibytes) {
        if (units == 256) {
            return SMALLEST.contains(mebibytes);
        }
        Range range = MEMORY.get(units);
        return range != null
                && mebibytes >= range.from
                && mebibytes <= range.to
                && (mebibytes - range.from) % range.step == 0;
    }

    /** {@code 512} or {@code .5 vCPU}, {@code 1024} or {@code 1 GB}. */
    static int number(String text, String unit) {
        String lower = text.toLowerCase(Locale.ROOT).replace(" ", "");
        return lower.endsWith(unit)
                ? (int) (Double.parseDouble(lower.substring(0, lower.length() - unit.length())) * 1024)
                : Integer.parseInt(lower);
    }

    private static Optional<String> executionRole(TaskDefinition definition) {
        if (definition.text("executionRoleArn").isPresent()) {
            return Optional.empty();
        }
        Set<String> drivers = definition.containers().stream()
                .map(container -> container.at("/logConfiguration/logDriver"))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        boolean ecr = definition.images().anyMatch(image -> image.ecr().isPresent());
        return Stream.of(ecr ? "ECR images" : "", drivers.contains("awslogs") ? "log driver awslogs" : "")
                .filter(what -> !what.isEmpty())
                .map(what -> "Fargate requires task definition to have execution role ARN to support " + what + ".")
                .findFirst();
    }
}
