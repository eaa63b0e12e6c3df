package io.github.sfnecs;

import io.github.sfnecs.asl.RunTask;
import io.github.sfnecs.change.Changes;
import io.github.sfnecs.role.EnsureRole;
import io.github.sfnecs.role.RequiredPolicies;
import io.github.sfnecs.role.StateMachineRole;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Makes the state machine's role exist with exactly the trust and the permissions that the definition needs,
 * {@code iam:PassRole} for the task's roles included. Creates it, repairs what differs, or does nothing; a role that it did not
 * create it touches only with {@code adoptRole}. Writes {@code trust-policy.json} and {@code permissions-policy.json} to
 * {@code target/sfn-ecs}.
 */
@Mojo(name = "ensure-role", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class EnsureRoleMojo extends AbstractDefinitionMojo {
    @Override
    Consumer<Run> bind(Binding binding) {
        Optional<StateMachineRole> role = role(binding, resourceTags(binding));
        Optional<RunTask> task = task(binding);
        return run -> run(run, role.orElseThrow(), task.orElseThrow());
    }

    private static void run(Run run, StateMachineRole role, RunTask task) {
        Changes changes = new EnsureRole(run.aws(), run.answers(), run.console()).plan(role, () -> {
            RequiredPolicies policies = new Drawing(run).of(task).policies();
            run.output().write("trust-policy.json", policies.trust().text());
            run.output().write("permissions-policy.json", policies.permissions().text());
            return policies;
        });
        if (role instanceof StateMachineRole.Managed) {
            changes.carryOut("Role " + role.name(), run.console(), run.mode());
        }
    }
}
