package io.github.sfnecs.mojos;

import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.bound.Blueprints;
import io.github.sfnecs.bound.DefinitionSource;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.role.RoleCheck;
import io.github.sfnecs.role.StateMachineRole;
import io.github.sfnecs.statemachine.DeployStateMachine;
import io.github.sfnecs.statemachine.PropagationRetry;
import io.github.sfnecs.statemachine.StateMachineSpec;
import io.github.sfnecs.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Deploys the state machine that runs the task. Renders its definition, has the service validate it if it differs from what is
 * deployed, and creates or updates the state machine, or does nothing; a state machine that it did not create it touches only
 * with {@code adoptStateMachine}. Needs the role of {@code ensure-role}. Writes {@code state-machine.asl.json} to
 * {@code target/sfn-ecs}.
 */
@Mojo(name = "deploy-statemachine", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class DeployStateMachineMojo extends AbstractDefinitionMojo {
    @Override
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        SortedMap<String, String> tags = resourceTags(binding);
        Optional<StateMachineRole> role = role(binding, tags);
        Optional<DefinitionSource> source = source(binding);
        Adoption adoption = adoption(binding);
        return context -> new DeployStateMachine(
                        context.aws(), context.console(), new PropagationRetry(Time.system(), context.console()))
                .plan(
                        context.target().stateMachineArn(),
                        () -> spec(context, role.orElseThrow(), source.orElseThrow(), tags, adoption))
                .carryOut("State machine " + context.target().stateMachine(), context.console(), context.mode());
    }

    /** What is wanted, once its definition is written to its file and its role was looked at. */
    private static StateMachineSpec spec(
            GoalContext context,
            StateMachineRole role,
            DefinitionSource source,
            SortedMap<String, String> tags,
            Adoption adoption) {
        RoleCheck roleCheck = new RoleCheck(role, context.aws(), context.answers(), Time.system(), context.console());
        Blueprint blueprint = new Blueprints(context).of(source);
        List<String> unknown = TaskGroup.statesWithout(blueprint.definition());
        if (!unknown.isEmpty()) {
            context.console()
                    .warn("cleanup-tasks and status do not find the tasks of " + String.join(", ", unknown)
                            + ", whose Group is another than the plugin's. A state without a Group gets that one, unless"
                            + " markTasks is false.");
        }
        context.output().write("state-machine.asl.json", blueprint.definition().text());
        return new StateMachineSpec(
                context.target().stateMachineArn(),
                context.target().stateMachine(),
                roleCheck.check(blueprint.policies(), context.mode()),
                blueprint.definition(),
                tags,
                adoption);
    }
}
