package io.github.sfnecs.it;

import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.aws.Time;
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
    private static final Duration PROPAGATION = Duration.ofMinutes(2);
    private static final double GROWTH = 1.5;

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
        try (Scene scene = new Scene(endpoint, EnumSet.of(Need.CONTROL_PLANE))) {
            try {
                scene.sfn.listStateMachines(all -> {});
                scene.iam.getRole(none -> none.roleName("none"));
            } catch (NoSuchEntityException e) {
                // as it should be
            } catch (SdkException e) {
                missing.put(Need.CONTROL_PLANE, said(e));
            }
            try {
                scene.ecs.describeClusters(all -> {});
            } catch (SdkException e) {
                missing.put(Need.ECS_API, said(e));
            }
        }
        if (missing.containsKey(Need.CONTROL_PLANE) || missing.containsKey(Need.ECS_API)) {
            missing.put(Need.RUN_TASK, "it takes control-plane and ecs-api");
            missing.put(Need.ENFORCED_IAM, "it takes run-task");
            return new Offers(missing);
        }
        try (Scene scene = new Scene(endpoint, EnumSet.of(Need.ECS_API))) {
            runs(scene, endpoint.url().isPresent() ? Duration.ZERO : PROPAGATION)
                    .ifPresent(why -> missing.put(Need.RUN_TASK, why));
            if (missing.containsKey(Need.RUN_TASK)) {
                missing.put(Need.ENFORCED_IAM, "it takes run-task");
            } else if (!enforces(scene)) {
                missing.put(Need.ENFORCED_IAM, "a role without any permission ran a task");
            }
        }
        return new Offers(missing);
    }

    private static Optional<String> runs(Scene scene, Duration patience) {
        String role = scene.createRole("allowed", Scene.trust("states.amazonaws.com"));
        scene.allow("allowed", "all", """
                {"Effect": "Allow", "Action": ["ecs:RunTask", "iam:PassRole"], "Resource": "*"}""");
        // a role that was created seconds ago is not known everywhere
        return new Backoff(Time.system(), MOMENT, GROWTH, LONG_MOMENT, patience)
                .until(Optional::isEmpty, () -> failure(scene, "allowed", role));
    }

    private static boolean enforces(Scene scene) {
        String role = scene.createRole("nothing-allowed", Scene.trust("states.amazonaws.com"));
        return failure(scene, "nothing-allowed", role)
                .filter(why -> why.contains("AccessDenied"))
                .isPresent();
    }

    /** Why an execution under the role did not succeed. */
    private static Optional<String> failure(Scene scene, String machine, String role) {
        try {
            scene.sfn.createStateMachine(
                    create -> create.name(machine).roleArn(role).definition(scene.definition()));
            String execution = scene.sfn
                    .startExecution(start -> start.stateMachineArn(scene.stateMachineArn(machine)))
                    .executionArn();
            DescribeExecutionResponse seen = new Backoff(Time.system(), MOMENT, GROWTH, LONG_MOMENT, LONG)
                    .until(
                            look -> look.status() != ExecutionStatus.RUNNING,
                            () -> scene.sfn.describeExecution(describe -> describe.executionArn(execution)));
            return switch (seen.status()) {
                case SUCCEEDED -> Optional.empty();
                case RUNNING -> Optional.of("an execution that tried was RUNNING still after " + LONG);
                default -> Optional.of("an execution that tried " + seen.status() + ", " + seen.error());
            };
        } catch (SdkException e) {
            return Optional.of(said(e));
        }
    }

    private static String said(SdkException e) {
        return e.getMessage().lines().findFirst().orElse("").strip();
    }
}
