package io.github.sfnecs;

import static io.github.sfnecs.diagnostic.Finding.Area.CALLER;
import static io.github.sfnecs.diagnostic.Finding.Area.STATE_MACHINE_ROLE;
import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import io.github.sfnecs.asl.RunTask;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.aws.TaskDefinitions;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.check.ClusterCheck;
import io.github.sfnecs.check.NetworkCheck;
import io.github.sfnecs.check.TaskDefinitionCheck;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.role.CallerCheck;
import io.github.sfnecs.role.CallerPolicy;
import io.github.sfnecs.role.LogStreams;
import io.github.sfnecs.role.StateMachineRole;
import io.github.sfnecs.role.StateMachineRoleCheck;
import io.github.sfnecs.role.TaskRolesCheck;
import io.github.sfnecs.statemachine.StateMachineCheck;
import io.github.sfnecs.statemachine.StateMachineSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Everything that {@code check} looks at; no look waits for another that it does not depend on. */
final class Checks {
    private final Run run;
    private final AwsClients aws;
    private final RunTask task;
    private final StateMachineRole role;
    private final SortedMap<String, String> tags;
    private final Adoption adoption;
    private final List<Supplier<List<Finding>>> looking = new ArrayList<>();

    Checks(Run run, RunTask task, StateMachineRole role, SortedMap<String, String> tags, Adoption adoption) {
        this.run = run;
        this.aws = run.aws();
        this.task = task;
        this.role = role;
        this.tags = tags;
        this.adoption = adoption;
    }

    List<Finding> findings() {
        look(() -> new ClusterCheck(run.target().cluster(), task.capacity()).findings(aws.ecs()));
        Supplier<TaskDefinition> reading =
                aws.ahead(() -> new TaskDefinitions(aws.ecs()).describe(task.taskDefinition()));
        look(() -> new CallerCheck(aws, callerPolicy(reading)).findings());
        StateMachineRoleCheck roleCheck = new StateMachineRoleCheck(role, aws);
        StateMachineCheck machineCheck = new StateMachineCheck(aws, run.target().stateMachineArn());
        List<Finding> findings = new ArrayList<>(taskDefinition(reading, roleCheck, machineCheck));
        looking.forEach(looked -> findings.addAll(looked.get()));
        // several looks may come upon the same
        Set<String> told = new HashSet<>();
        findings.removeIf(finding -> !told.add(finding.says()));
        return findings;
    }

    private void look(Supplier<List<Finding>> look) {
        looking.add(aws.ahead(() -> {
            try {
                return look.get();
            } catch (ProblemException e) {
                return e.problems().stream()
                        .map(problem -> Finding.failed(CALLER, problem.what(), problem.why(), problem.fix()))
                        .toList();
            }
        }));
    }

    private CallerPolicy callerPolicy(Supplier<TaskDefinition> reading) {
        List<String> logStreams;
        try {
            logStreams = LogStreams.of(run.target().scope(), reading.get());
        } catch (SdkException | ProblemException e) {
            // told where the task definition is looked at; what is unknown is not asked for
            logStreams = List.of();
        }
        return new CallerPolicy(
                run.target().cluster(),
                role,
                new CallerPolicy.Bounds(task.features().tags(), Optional.of(logStreams)));
    }

    private List<Finding> taskDefinition(
            Supplier<TaskDefinition> reading, StateMachineRoleCheck roleCheck, StateMachineCheck machineCheck) {
        String name = task.taskDefinition();
        return Look.at(TASK_DEFINITION, "The task definition " + name + ", and all that follows from it", () -> {
            TaskDefinition found;
            try {
                found = reading.get();
            } catch (ProblemException e) {
                return List.of(
                        TaskDefinitionCheck.missing(name),
                        unknown("The roles, the definition, the network and the drift.", "the task definition"));
            }
            if (TaskDefinitions.of(found).awsvpc()) {
                look(() -> new NetworkCheck(task, aws).findings());
            }
            look(() -> new TaskRolesCheck(aws, run.target().cluster(), role.stateMachineArn()).findings(task, found));
            List<Finding> findings = new ArrayList<>(new TaskDefinitionCheck(task, found).findings());
            Rendered rendered;
            try {
                rendered = Rendered.of(run, task, TaskDefinitions.of(found));
            } catch (ProblemException e) {
                e.problems().stream().map(TaskDefinitionCheck::contradicted).forEach(findings::add);
                findings.add(
                        unknown("The state machine's role, the definition and the drift.", "the mended definition"));
                return findings;
            }
            following(rendered, found.taskDefinitionArn(), roleCheck, machineCheck);
            return findings;
        });
    }

    private static Finding unknown(String what, String first) {
        return Finding.notChecked(TASK_DEFINITION, what, "They follow from " + first + ".", "");
    }

    private void following(
            Rendered rendered,
            String taskDefinitionArn,
            StateMachineRoleCheck roleCheck,
            StateMachineCheck machineCheck) {
        run.output().write("state-machine.asl.json", rendered.definition().text());
        look(() -> roleCheck.findings(rendered.policies(), taskDefinitionArn));
        look(() -> machineCheck.definition(rendered.definition()));
        look(() -> roleCheck.drift(rendered.policies()));
        look(() -> machineCheck.drift(() -> new StateMachineSpec(
                run.target().stateMachineArn(),
                run.target().stateMachine(),
                roleCheck.arn(),
                rendered.definition(),
                tags,
                adoption)));
        looking.add(() -> List.of(Finding.notChecked(
                STATE_MACHINE_ROLE,
                "IAM's simulation knows no service control policies with conditions, policies of resources, nor changes"
                        + " that are on their way: a run may still be denied.",
                "",
                "")));
    }
}
