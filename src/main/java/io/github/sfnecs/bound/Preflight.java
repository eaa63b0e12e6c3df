package io.github.sfnecs.bound;

import static io.github.sfnecs.diagnostic.Finding.Area.CALLER;
import static io.github.sfnecs.diagnostic.Finding.Area.STATE_MACHINE_ROLE;
import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.check.CapacityCheck;
import io.github.sfnecs.check.ClusterCheck;
import io.github.sfnecs.check.Containers;
import io.github.sfnecs.check.EnvironmentCheck;
import io.github.sfnecs.check.FanOutCheck;
import io.github.sfnecs.check.LaunchCheck;
import io.github.sfnecs.check.NetworkCheck;
import io.github.sfnecs.check.TaskDefinitionCheck;
import io.github.sfnecs.check.TaskStates;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.role.CallerCheck;
import io.github.sfnecs.role.CallerPolicy;
import io.github.sfnecs.role.LogStreams;
import io.github.sfnecs.role.StateMachineRole;
import io.github.sfnecs.role.StateMachineRoleCheck;
import io.github.sfnecs.role.TaskRoles;
import io.github.sfnecs.role.TaskRolesCheck;
import io.github.sfnecs.statemachine.StateMachineCheck;
import io.github.sfnecs.statemachine.StateMachineSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Everything that {@code check} looks at; no look waits for another that it does not depend on. */
public final class Preflight {
    private final GoalContext context;
    private final AwsClients aws;
    private final DefinitionSource source;
    private final StateMachineRole role;
    private final SortedMap<String, String> tags;
    private final Adoption adoption;
    private final EnvironmentCheck environment;
    private final TaskStates states;
    private final Clusters clusters;
    private final List<Supplier<List<Finding>>> looking = new ArrayList<>();

    public Preflight(
            GoalContext context,
            DefinitionSource source,
            StateMachineRole role,
            SortedMap<String, String> tags,
            Adoption adoption,
            EnvironmentCheck environment) {
        this.context = context;
        this.aws = context.aws();
        this.source = source;
        this.role = role;
        this.tags = tags;
        this.adoption = adoption;
        this.environment = environment;
        this.clusters = new Clusters(aws, context.target().scope());
        this.states = new TaskStates(source.outline().taskUses());
    }

    public List<Finding> findings() {
        states.by(clusters::of).forEach((cluster, there) -> {
            Supplier<Optional<Cluster>> described = clusters.described(cluster);
            look(() -> there.naming(new ClusterCheck(cluster, there.distinct(TaskUse::capacity)).findings(described)));
        });
        Map<String, Supplier<TaskDefinition>> reading = new LinkedHashMap<>();
        source.taskDefinitions()
                .forEach(name -> reading.put(name, aws.ahead(() -> new TaskDefinitions(aws.ecs()).describe(name))));
        look(() -> new CallerCheck(aws, callerPolicy(reading.values())).findings());
        StateMachineRoleCheck roleCheck = new StateMachineRoleCheck(role, aws);
        StateMachineCheck machineCheck =
                new StateMachineCheck(aws, context.target().stateMachineArn());
        List<Finding> findings = new ArrayList<>(taskDefinitions(reading, roleCheck, machineCheck));
        looking.forEach(looked -> findings.addAll(looked.get()));
        // several looks may come upon the same
        Set<String> told = new HashSet<>();
        findings.removeIf(finding -> !told.add(finding.says()));
        return findings;
    }

    private List<Finding> taskDefinition(TaskUse use, TaskDefinition found) {
        Optional<Capacity> capacity = clusters.capacity(use);
        return Stream.of(
                        new TaskDefinitionCheck(use, clusters.onFargate(use), found).findings(),
                        new LaunchCheck(use, capacity, found).findings(),
                        capacity.map(known -> new CapacityCheck(use, known, found).findings())
                                .orElse(List.of()),
                        source.items()
                                .filter(items -> clusters.onFargate(use))
                                .map(items -> new FanOutCheck(items, use, found).findings())
                                .orElse(List.of()))
                .flatMap(List::stream)
                .toList();
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

    private CallerPolicy callerPolicy(Collection<Supplier<TaskDefinition>> reading) {
        List<String> logStreams;
        try {
            logStreams = reading.stream()
                    .flatMap(read -> LogStreams.of(context.target().scope(), read.get()).stream())
                    .distinct()
                    .toList();
        } catch (SdkException | ProblemException e) {
            // told where the task definition is looked at; what is unknown is not asked for
            logStreams = List.of();
        }
        return new CallerPolicy(
                context.target().scope(),
                context.target().clusters(),
                role,
                new CallerPolicy.Bounds(states.tags(), Optional.of(logStreams)));
    }

    private List<Finding> taskDefinitions(
            Map<String, Supplier<TaskDefinition>> reading,
            StateMachineRoleCheck roleCheck,
            StateMachineCheck machineCheck) {
        String names = String.join(", ", reading.keySet());
        return Look.at(TASK_DEFINITION, "The task definition " + names + ", and all that follows from it", () -> {
            Map<String, TaskDefinition> found = new LinkedHashMap<>();
            List<Finding> findings = new ArrayList<>();
            Map<String, TaskStates> named =
                    states.by(use -> use.taskDefinition().literal());
            reading.forEach((name, read) -> {
                try {
                    found.put(name, read.get());
                } catch (ProblemException e) {
                    List<Finding> missing = List.of(TaskDefinitionCheck.missing(name));
                    findings.addAll(named.containsKey(name) ? named.get(name).naming(missing) : missing);
                }
            });
            if (found.size() < reading.size()) {
                findings.add(unknown("The roles, the definition, the network and the drift.", "the task definition"));
                return findings;
            }
            findings.addAll(states.each(environment::findings));
            network(found);
            containers(found);
            taskRoles(found);
            findings.addAll(states.each(use -> use.taskDefinition()
                    .literal()
                    .map(name -> taskDefinition(use, found.get(name)))
                    .orElse(List.of())));
            Blueprint blueprint;
            try {
                blueprint = new Blueprints(context)
                        .of(
                                source,
                                // what only a call of the SDK's runs is read where its permissions are derived
                                name -> TaskDefinitions.of(
                                        found.computeIfAbsent(name, new TaskDefinitions(aws.ecs())::describe)));
            } catch (ProblemException e) {
                e.problems().stream().map(TaskDefinitionCheck::contradicted).forEach(findings::add);
                findings.add(
                        unknown("The state machine's role, the definition and the drift.", "the mended definition"));
                return findings;
            }
            following(blueprint, roleCheck, machineCheck);
            return findings;
        });
    }

    private void network(Map<String, TaskDefinition> found) {
        states.by(use -> use.taskDefinition()
                        .literal()
                        .filter(name -> TaskDefinitions.of(found.get(name)).awsvpc())
                        .flatMap(name -> use.network())
                        .map(network -> new NetworkCheck(network, clusters.onFargate(use), aws)))
                .forEach((check, there) -> look(() -> there.naming(check.findings())));
    }

    private void containers(Map<String, TaskDefinition> found) {
        states.by(use -> use.taskDefinition()
                        .literal()
                        .map(name -> new Containers(found.get(name), clusters.onFargate(use))))
                .forEach((containers, there) -> containers
                        .checks(context.target().scope())
                        .forEach(check -> look(() -> there.naming(check.findings(aws)))));
    }

    private void taskRoles(Map<String, TaskDefinition> found) {
        states.by(use -> TaskRoles.of(context.target().scope(), use))
                .forEach((asked, there) ->
                        look(() -> there.naming(new TaskRolesCheck(aws, asked, role.stateMachineArn())
                                .findings(found.get(asked.taskDefinition())))));
    }

    private static Finding unknown(String what, String first) {
        return Finding.notChecked(TASK_DEFINITION, what, "They follow from " + first + ".", "");
    }

    private void following(Blueprint blueprint, StateMachineRoleCheck roleCheck, StateMachineCheck machineCheck) {
        context.output().write("state-machine.asl.json", blueprint.definition().text());
        look(() -> roleCheck.findings(
                blueprint.policies(),
                blueprint.taskDefinitions().values().stream()
                        .map(io.github.sfnecs.asl.TaskShape::arn)
                        .toList()));
        look(() -> machineCheck.definition(blueprint.definition()));
        look(() ->
                roleCheck.drift(blueprint.policies(), new EarlierNeeds(context, source.additions(), Console.silent())));
        look(() -> machineCheck.drift(() -> new StateMachineSpec(
                context.target().stateMachineArn(),
                context.target().stateMachine(),
                roleCheck.arn(),
                blueprint.definition(),
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
