package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Whether a state says only what there is where its task runs.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 *
 * @param use the state
 * @param capacity what its task runs on, be it for the cluster's default
 * @param found the task definition as ECS describes it
 */
public record CapacityCheck(TaskUse use, Capacity capacity, TaskDefinition found) {
    private static final int MOST_CONSTRAINTS = 10;

    /**
     * Something that a state may say.
     *
     * @param parameter by which it is said
     * @param predicts what a run fails with that says it elsewhere
     * @param said whether the state says it
     */
    private record Part(String parameter, KnownFailure predicts, BiPredicate<TaskUse, TaskDefinition> said) {
        Finding finding(String where) {
            return Finding.failed(
                    TASK_DEFINITION,
                    where + ", where there is no " + parameter + ".",
                    predicts,
                    "Leave " + parameter + " out, or correct launchType");
        }
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html */
    private static final List<Part> OF_FARGATE = List.of(
            new Part(
                    "platformVersion",
                    KnownFailure.PLATFORM_VERSION,
                    (use, found) -> !(use.platformVersion() instanceof Ref.Missing)),
            new Part(
                    "assignPublicIp",
                    KnownFailure.PUBLIC_IP,
                    (use, found) -> "awsvpc".equals(found.networkModeAsString())
                            && use.network().filter(Network::assignPublicIp).isPresent()),
            new Part("ephemeralStorage", KnownFailure.NOT_WITH_LAUNCH_TYPE, (use, found) -> use.storesMore()));

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
    private static final List<Part> OF_INSTANCES = List.of(
            new Part(
                    "placementConstraints or placementStrategy",
                    KnownFailure.NOT_WITH_LAUNCH_TYPE,
                    (use, found) -> use.placed()),
            new Part("resourceRequirements", KnownFailure.NOT_WITH_LAUNCH_TYPE, (use, found) -> use.takesResources()));

    /** What is found; nothing where all is well. */
    public List<Finding> findings() {
        List<Part> missing =
                capacity.onFargate() ? OF_INSTANCES : capacity.notOnFargate() ? OF_FARGATE : List.<Part>of();
        Stream<Finding> said =
                missing.stream().filter(part -> part.said.test(use, found)).map(part -> part.finding(where()));
        return Stream.concat(said, constraints()).toList();
    }

    /** Those of the state and of the task definition count together. */
    private Stream<Finding> constraints() {
        int own = use.placementConstraints();
        int all = own + found.placementConstraints().size();
        return Stream.of(all)
                .filter(many -> own > 0 && many > MOST_CONSTRAINTS)
                .map(many -> Finding.failed(
                        TASK_DEFINITION,
                        "With placementConstraints it has " + many + " constraints; ECS takes " + MOST_CONSTRAINTS
                                + ".",
                        KnownFailure.TOO_MANY,
                        "Leave some of placementConstraints out, here or in a revision"));
    }

    private String where() {
        String runs =
                use.capacity().filter(Capacity.ClusterDefault.class::isInstance).isPresent()
                        ? "By the cluster's default the task runs on "
                        : "The task runs on ";
        return runs
                + (capacity instanceof ProviderStrategy strategy
                        ? String.join(
                                ", ",
                                strategy.items().stream()
                                        .map(ProviderStrategy.Item::provider)
                                        .toList())
                        : capacity.toString());
    }
}
