package io.github.sfnecs.it;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a consumer project may need of the AWS that it is built against: {@code it.needs} in its {@code invoker.properties}. */
enum Need {
    /** IAM, STS and Step Functions as far as they keep what they are told. */
    CONTROL_PLANE,
    /** ECS as far as it keeps what it is told. */
    ECS_API,
    /** EC2 describes the subnets, which have a way out. */
    VPC,
    /** Step Functions run ECS tasks. */
    RUN_TASK,
    /** A state machine may do only what its role's policies allow. */
    ENFORCED_IAM,
    /** A task whose command has ended is over, and so is an execution that waits for it. */
    ENDING_TASKS,
    /** Tasks, faults and time go as a test says. */
    SCRIPTED_TASKS;

    /** Reads a list such as {@code control-plane, ecs-api}; a project that calls nobody has a blank one. */
    static Set<Need> of(String where, String list) {
        Set<Need> needs = EnumSet.noneOf(Need.class);
        if (list.isBlank()) {
            return needs;
        }
        for (String name : list.strip().split("\\s*,\\s*", -1)) {
            needs.add(Arrays.stream(values())
                    .filter(need -> need.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(where + ": \"" + name + "\" is none of "
                            + Arrays.stream(values()).map(Need::toString).collect(joining(", ")))));
        }
        return needs;
    }

    /** As it is written: {@code control-plane}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
