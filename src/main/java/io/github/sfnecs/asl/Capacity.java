package io.github.sfnecs.asl;

import java.util.List;
import java.util.OptionalInt;

/** What the task runs on; a launch type and capacity providers exclude each other. */
public sealed interface Capacity {
    /** Whether tasks may run on AWS Fargate, as far as it is said. */
    boolean onFargate();

    /** Whether it is said that tasks don't run on AWS Fargate. */
    default boolean notOnFargate() {
        return !onFargate() && !(this instanceof ClusterDefault);
    }

    /** The launch types of ECS. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch-type-comparison.html */
    enum LaunchType implements Capacity {
        /** On AWS Fargate; the task definition's network mode is {@code awsvpc}. */
        FARGATE,
        /** On EC2 instances of the cluster. */
        EC2,
        /** On instances registered with ECS Anywhere. */
        EXTERNAL;

        @Override
        public boolean onFargate() {
            return this == FARGATE;
        }
    }

    /**
     * What the cluster's default capacity provider strategy says, and without one EC2 instances of the cluster.
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-capacity-providers.html
     */
    record ClusterDefault() implements Capacity {
        @Override
        public boolean onFargate() {
            return false;
        }
    }

    /**
     * A capacity provider strategy.
     * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
     *
     * @param items at least one
     */
    record ProviderStrategy(List<Item> items) implements Capacity {
        @Override
        public boolean onFargate() {
            return items.stream()
                    .anyMatch(item ->
                            item.provider().equals("FARGATE") || item.provider().equals("FARGATE_SPOT"));
        }

        /**
         * One provider's share.
         *
         * @param provider such as {@code FARGATE_SPOT}
         * @param weight its share of the tasks beyond {@code base}
         * @param base how many tasks it gets first
         */
        public record Item(String provider, OptionalInt weight, OptionalInt base) {}
    }
}
