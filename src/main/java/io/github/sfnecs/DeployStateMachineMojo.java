package io.github.sfnecs;

import io.github.sfnecs.asl.RunTask;
import io.github.sfnecs.aws.Time;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.role.RoleCheck;
import io.github.sfnecs.role.StateMachineRole;
import io.github.sfnecs.statemachine.DeployStateMachine;
import io.github.sfnecs.statemachine.PropagationRetry;
import io.github.sfnecs.statemachine.StateMachineSpec;
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
    Consumer<Run> bind(Binding binding) {
        SortedMap<String, String> tags = resourceTags(binding);
        Optional<StateMachineRole> role = role(binding, tags);
        Optional<RunTask> task = task(binding);
        Adoption adoption = adoption(binding);
        return run -> new DeployStateMachine(
                        run.aws(), run.console(), new PropagationRetry(Time.system(), run.console()))
                .plan(
                        run.target().stateMachineArn(),
                        () -> spec(run, role.orElseThrow(), task.orElseThrow(), tags, adoption))
                .carryOut("State machine " + run.target().stateMachine(), run.console(), run.mode());
    }

    /** What is wanted, once its definition is written to its file and its role was looked at. */
    private static StateMachineSpec spec(
            Run run, StateMachineRole role, RunTask task, SortedMap<String, String> tags, Adoption adoption) {
        RoleCheck roleCheck = new RoleCheck(role, run.aws(), run.answers(), Time.system(), run.console());
        Blueprint blueprint = new Drawing(run).of(task);
        run.output().write("state-machine.asl.json", blueprint.definition().text());
        return new StateMachineSpec(
                run.target().stateMachineArn(),
                run.target().stateMachine(),
                roleCheck.check(blueprint.policies(), run.mode()),
                blueprint.definition(),
                tags,
                adoption);
    }
}
