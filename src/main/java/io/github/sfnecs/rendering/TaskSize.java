package io.github.sfnecs.rendering;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.FargateSizes;
import io.github.sfnecs.diagnostic.Mistakes;
import java.util.Optional;

/**
 * How much the task gets, all of its containers together, instead of what its task definition says.
 *
 * @param cpu in CPU units, 1024 to a vCPU
 * @param memory in MiB
 * @param ephemeralStorage of a task on Fargate, in GiB
 */
public record TaskSize(Optional<Value> cpu, Optional<Value> memory, Optional<Value> ephemeralStorage) {
    /** What the task definition says. */
    public static final TaskSize UNCHANGED = new TaskSize(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int FEWEST_UNITS = 128;
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
    private static final int MOST_UNITS = 196_608;

    /** Notes what of it there is not, as far as it is written. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
    void note(Capacity capacity, Mistakes mistakes) {
        int units = written(cpu);
        int mebibytes = written(memory);
        boolean onFargate = capacity.onFargate() && units > 0;
        if (capacity.notOnFargate() && units > 0 && (units < FEWEST_UNITS || units > MOST_UNITS)) {
            mistakes.add(
                    "cpu",
                    units,
                    "ECS takes " + FEWEST_UNITS + " to " + MOST_UNITS + " CPU units for a task",
                    Mistakes.xml("cpu", "1024"));
        } else if (onFargate && !FargateSizes.offer(units)) {
            mistakes.add(
                    "cpu",
                    units,
                    "Fargate has no tasks of " + units + " CPU units; " + FargateSizes.with(units),
                    Mistakes.xml("cpu", "1024"));
        } else if (onFargate && mebibytes > 0 && !FargateSizes.offer(units, mebibytes)) {
            mistakes.add(
                    "memory",
                    mebibytes,
                    "Fargate has no tasks of " + units + " CPU units and " + mebibytes + " MiB; "
                            + FargateSizes.with(units),
                    Mistakes.xml("cpu", "1024") + " with " + Mistakes.xml("memory", "2048"));
        }
    }

    /** The number; 0 where none is written. */
    private static int written(Optional<Value> value) {
        return value.orElse(null) instanceof Value.Literal literal ? Integer.parseInt(literal.text()) : 0;
    }
}
