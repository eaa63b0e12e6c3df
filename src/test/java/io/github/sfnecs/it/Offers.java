package io.github.sfnecs.it;

import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * What an endpoint offers of what consumer projects need.
 *
 * @param missing why it is not there, by the need
 */
record Offers(Map<Need, String> missing) {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LONG_MOMENT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration AN_IMAGE_IS_PULLED = Duration.ofMinutes(2);
    private static final Duration PROPAGATION = Duration.ofMinutes(2);
    private static final double GROWTH = 1.5;
    private static final int ENOUGH = 300;

    /** As somebody says with {@code -Dit.endpoint.offers}. */
    static Offers given(String list) {
        Map<Need, String> missing = new EnumMap<>(Need.class);
        Set<Need> offered = Need.of("it.endpoint.offers", list);
        EnumSet.complementOf(EnumSet.copyOf(offered))
                .forEach(need -> missing.put(need, "it is not among it.endpoint.offers"));
        return new Offers(missing);
    }

    /** As trying shows: it calls each service, and lets a state machine run a task, with and without the permission. */
    static Offers probed(Endpoint endpoint) {
        Map<Need, String> missing = new EnumMap<>(Need.class);
        missing.put(Need.SCRIPTED_TASKS, "only the embedded AWS has them");
        if (endpoint.subnets().isEmpty()) {
            missing.put(Need.VPC, "no -Dit.subnets are given");
        }
        try (Scene scene = new Scene(endpoint, EnumSet.of(Need.CONTROL_PLANE))) {
            try {
                scene.sfn.listStateMachines(all -> {});
                scene.iam.getRole(none -> none.roleName("none"));
            } catch (NoSuchEntityException e) {
                // as it should be
            } catch (SdkException e) {
                missing.put(Need.CONTROL_PLANE, said(e.getMessage()));
            }
            try {
                scene.ecs.describeClusters(all -> {});
            } catch (SdkException e) {
                missing.put(Need.ECS_API, said(e.getMessage()));
            }
        }
        if (missing.containsKey(Need.CONTROL_PLANE) || missing.containsKey(Need.ECS_API)) {
            missing.put(Need.RUN_TASK, "it takes control-plane and ecs-api");
        } else {
            tasks(endpoint, missing);
        }
        if (missing.containsKey(Need.RUN_TASK)) {
            missing.put(Need.ENFORCED_IAM, "it takes run-task");
            missing.put(Need.ENDING_TASKS, "it takes run-task");
        }
        return new Offers(missing);
    }

    private static void tasks(Endpoint endpoint, Map<Need, String> missing) {
        try (Scene scene = new Scene(endpoint, EnumSet.of(Need.ECS_API, Need.ENDING_TASKS))) {
            runs(scene, endpoint.url().isPresent() ? Duration.ZERO : PROPAGATION)
                    .ifPresent(why -> missing.put(Need.RUN_TASK, why));
            if (missing.containsKey(Need.RUN_TASK)) {
                return;
            }
            failure(scene, "ending", scene.roleArn("allowed"), "runTask.sync", AN_IMAGE_IS_PULLED)
                    .ifPresent(why -> missing.put(Need.ENDING_TASKS, why));
            if (!enforces(scene)) {
                missing.put(Need.ENFORCED_IAM, "a role without any permission ran a task");
            }
        }
    }

    private static Optional<String> runs(Scene scene, Duration patience) {
        String role = scene.createRole("allowed", Scene.trust("states.amazonaws.com"));
        scene.allow("allowed", "all", """
                {"Effect": "Allow", "Action": ["ecs:*", "iam:PassRole", "events:*"], "Resource": "*"}""");
        // a role that was created seconds ago is not known everywhere
        return new Backoff(Time.system(), MOMENT, GROWTH, LONG_MOMENT, patience)
                .until(
                        Optional::isEmpty,
                        () -> failure(scene, "allowed", role, "runTask", LONG).or(() -> taskOf(scene)));
    }

    private static boolean enforces(Scene scene) {
        String role = scene.createRole("nothing-allowed", Scene.trust("states.amazonaws.com"));
        return failure(scene, "nothing-allowed", role, "runTask", LONG)
                .filter(why -> why.contains("AccessDenied"))
                .isPresent();
    }

    /** Why an execution that succeeded has run no task after all: some pretend. */
    private static Optional<String> taskOf(Scene scene) {
        return scene.everyTask().isEmpty()
                ? Optional.of("an execution that tried SUCCEEDED, but ECS knows of no task")
                : Optional.empty();
    }

    /** Why an execution under the role did not succeed. */
    private static Optional<String> failure(
            Scene scene, String machine, String role, String action, Duration patience) {
        try {
            scene.sfn.createStateMachine(
                    create -> create.name(machine).roleArn(role).definition(scene.definition(action)));
            String execution = scene.sfn
                    .startExecution(start -> start.stateMachineArn(scene.stateMachineArn(machine)))
                    .executionArn();
            DescribeExecutionResponse seen = new Backoff(Time.system(), MOMENT, GROWTH, LONG_MOMENT, patience)
                    .until(
                            look -> look.status() != ExecutionStatus.RUNNING,
                            () -> scene.sfn.describeExecution(describe -> describe.executionArn(execution)));
            return switch (seen.status()) {
                case SUCCEEDED -> Optional.empty();
                case RUNNING -> Optional.of("an execution that tried was RUNNING still after " + patience);
                default ->
                    Optional.of("an execution that tried " + seen.status() + ", "
                            + said(seen.error() + ": " + seen.cause()));
            };
        } catch (SdkException e) {
            return Optional.of(said(e.getMessage()));
        }
    }

    /** One line, however long the cause. */
    private static String said(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > ENOUGH ? line.substring(0, ENOUGH) + "…" : line;
    }

    /** Whether there is an ECS, such as LocalStack's free image has none. */
    static boolean hasEcs(Endpoint endpoint) {
        try (Scene scene = new Scene(endpoint, EnumSet.of(Need.CONTROL_PLANE))) {
            scene.ecs.describeClusters(all -> {});
            return true;
        } catch (SdkException e) {
            return false;
        }
    }
}
