package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what Step Functions and ECS say of a failure into what a person needs: where it was, why, and what to type. */
final class FailureExplanation {
    private static final String TASK_FAILED = "States.TaskFailed";

    private final Function<AccessDenied, PolicyInPlace> policies;

    /** Explains with the help of what a role's policies say now. */
    FailureExplanation(Function<AccessDenied, PolicyInPlace> policies) {
        this.policies = policies;
    }

    /**
     * Explains.
     *
     * @param what one sentence
     * @param where the lines that say where, apart from the tasks
     * @param said AWS's error and cause
     * @param tasks the tasks that failed
     */
    Problem explain(String what, Stream<String> where, String said, List<TaskReport> tasks) {
        String places =
                Stream.concat(where, tasks.stream().map(TaskReport::text)).collect(Collectors.joining("\n"));
        List<String> why = new ArrayList<>();
        tasks.forEach(task -> task.stoppedReason().ifPresent(why::add));
        // that a task failed is better said by its own reason
        if (!said.isBlank() && (why.isEmpty() || !said.equals(TASK_FAILED))) {
            why.add(0, said);
        }
        // the reasons of containers name what the task's own only hints at, and some tasks stop before they have any
        String everything = said + "\n" + places + "\n" + String.join("\n", why);
        Optional<AccessDenied> denied = AccessDenied.in(said);
        if (denied.isPresent() && denied.get().roleName().isPresent()) {
            return denied(
                    what, places, said, denied.get(), denied.get().roleName().get());
        }
        Optional<KnownFailure> known = KnownFailure.in(everything);
        known.map(KnownFailure::why).ifPresent(why::add);
        return Problem.failed(
                what,
                places,
                String.join("\n", why),
                known.map(KnownFailure::fix).orElse(""));
    }

    private Problem denied(String what, String where, String said, AccessDenied denied, String role) {
        String why = "The state machine's role " + role
                + (denied.action().equals("iam:PassRole")
                        ? " may not pass the role " + denied.resource() + " to the task (iam:PassRole)."
                        : " is not allowed " + denied.action() + " on " + denied.resource() + ".");
        if (denied.forbidding().isPresent()) {
            return Problem.failed(
                    what,
                    where,
                    why + " What forbids it is " + denied.forbidding().get() + ".\n" + said,
                    "Change that policy; what the others allow does not count");
        }
        PolicyInPlace policy = policies.apply(denied);
        return Problem.failed(what, where, why + " " + known(policy) + "\n" + said, fix(policy, role));
    }

    private static String known(PolicyInPlace policy) {
        return switch (policy) {
            case ALLOWS -> "Its policy allows it by now: IAM has not caught up with the policy yet.";
            case LACKS_AND_IS_OURS -> "This plugin keeps the role.";
            case LACKS_AND_IS_FOREIGN -> "This plugin did not create the role.";
            case UNKNOWN -> "Its policies could not be read.";
        };
    }

    private static String fix(PolicyInPlace policy, String role) {
        return switch (policy) {
            case ALLOWS -> "Wait a minute, then mvn sfn-ecs:execute";
            case LACKS_AND_IS_OURS -> "mvn sfn-ecs:ensure-role";
            case LACKS_AND_IS_FOREIGN ->
                "mvn sfn-ecs:ensure-role -Dsfn-ecs.adoptRole -Dsfn-ecs.roleName=" + role
                        + "\nIt takes the role over and adds what is missing; with -Dsfn-ecs.dryRun it only says so."
                        + "\nWhere the POM sets roleArn the role stays its owner's: mvn sfn-ecs:ensure-role lists what to ask"
                        + " for.";
            case UNKNOWN ->
                "mvn sfn-ecs:ensure-role; if that changes nothing, IAM has not caught up yet: wait a minute";
        };
    }
}
