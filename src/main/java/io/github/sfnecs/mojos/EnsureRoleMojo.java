package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.Blueprints;
import io.github.sfnecs.bound.DefinitionSource;
import io.github.sfnecs.bound.EarlierNeeds;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.StateMachineParameters;
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
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        Optional<StateMachineRole> role = role(binding, resourceTags(binding));
        Optional<DefinitionSource> source = source(binding);
        return context -> run(context, role.orElseThrow(), source.orElseThrow());
    }

    private static void run(GoalContext context, StateMachineRole role, DefinitionSource source) {
        EarlierNeeds running = new EarlierNeeds(context, source.additions(), context.console());
        Changes changes = new EnsureRole(context.aws(), context.answers(), context.console(), running)
                .plan(role, () -> {
                    RequiredPolicies policies =
                            new Blueprints(context).of(source).policies();
                    context.output().write("trust-policy.json", policies.trust().text());
                    context.output()
                            .write("permissions-policy.json", policies.all().text());
                    return policies;
                });
        if (role instanceof StateMachineRole.Managed) {
            changes.carryOut("Role " + role.name(), context.console(), context.mode());
        }
    }
}
