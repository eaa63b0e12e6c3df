package io.github.sfnecs.testing;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.Placement;
import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.RunTask.Overrides;
import io.github.sfnecs.rendering.RunTaskDefinition;
import io.github.sfnecs.rendering.TaskSize;
import io.github.sfnecs.rendering.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A task to run, with what a test wants different; without that a Run a Job on Fargate of the revision {@code job:1}. */
public final class ATask {
    private final Scope scope;
    private IntegrationPattern pattern = IntegrationPattern.RUN_JOB;
    private String taskDefinition;
    private String networkMode = "awsvpc";
    private List<String> containers = List.of("app");
    private Capacity capacity = Capacity.LaunchType.FARGATE;
    private Network network = new Network(List.of("subnet-1", "subnet-2"), List.of("sg-1"), false);
    private Placement placement = Placement.ANYWHERE;
    private RunTask.Features features = features(false, Optional.empty(), Map.of());
    private TaskSize size = TaskSize.UNCHANGED;
    private final List<ContainerOverride> overrides = new ArrayList<>();
    private Optional<String> taskRole = Optional.empty();
    private Optional<String> executionRole = Optional.empty();
    private Optional<String> tokenContainer = Optional.empty();
    private Retry retry = Retry.DEFAULT;
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Duration> heartbeat = Optional.empty();
    private Optional<Duration> overall = Optional.empty();
    private Optional<Capacity> onSpotInterruption = Optional.empty();

    private ATask(Scope scope) {
        this.scope = scope;
        this.taskDefinition = revision();
    }

    /** A task in the account of the {@link Lab}. */
    public static ATask task() {
        return in(Lab.SCOPE);
    }

    /** A task somewhere else. */
    public static ATask in(Scope scope) {
        return new ATask(scope);
    }

    public ATask pattern(IntegrationPattern wanted) {
        pattern = wanted;
        return this;
    }

    /** The state names only the family. */
    public ATask newestRevision() {
        taskDefinition = "job";
        return this;
    }

    public ATask networkMode(String mode) {
        networkMode = mode;
        return this;
    }

    public ATask containers(String... names) {
        containers = List.of(names);
        return this;
    }

    public ATask on(Capacity wanted) {
        capacity = wanted;
        return this;
    }

    public ATask network(Network wanted) {
        network = wanted;
        return this;
    }

    public ATask tags(Map<String, String> tags) {
        features = features(false, Optional.empty(), tags);
        return this;
    }

    public ATask propagatesTags() {
        features = features(false, Optional.of("TASK_DEFINITION"), Map.of());
        return this;
    }

    public ATask features(RunTask.Features wanted) {
        features = wanted;
        return this;
    }

    public ATask placed(Placement wanted) {
        placement = wanted;
        return this;
    }

    /** How much all containers get together, with values as in the POM. */
    public ATask size(String cpu, String memory, String ephemeralStorage) {
        size = new TaskSize(
                Optional.of(Value.of(cpu)), Optional.of(Value.of(memory)), Optional.of(Value.of(ephemeralStorage)));
        return this;
    }

    public ATask override(ContainerOverride override) {
        overrides.add(override);
        return this;
    }

    /** Overrides the command of the container {@code app}, with values as in the POM. */
    public ATask command(String... values) {
        return override(new ContainerOverride(
                "app",
                List.of(values).stream().map(Value::of).toList(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of()));
    }

    public ATask taskRole(String arn) {
        taskRole = Optional.of(arn);
        return this;
    }

    public ATask executionRole(String arn) {
        executionRole = Optional.of(arn);
        return this;
    }

    public ATask tokenFor(String container) {
        tokenContainer = Optional.of(container);
        return this;
    }

    public ATask retry(Retry wanted) {
        retry = wanted;
        return this;
    }

    public ATask timeout(Duration wanted) {
        timeout = Optional.of(wanted);
        return this;
    }

    public ATask heartbeat(Duration wanted) {
        heartbeat = Optional.of(wanted);
        return this;
    }

    /** How long all its attempts may take together. */
    public ATask overall(Duration wanted) {
        overall = Optional.of(wanted);
        return this;
    }

    public ATask onSpotInterruption(Capacity wanted) {
        onSpotInterruption = Optional.of(wanted);
        return this;
    }

    /** As it comes out of the configuration. */
    public RunTask runTask() {
        return new RunTask(
                scope.partition(),
                pattern,
                "arn:" + scope.partition() + ":ecs:" + scope.region() + ":" + scope.account() + ":cluster/jobs",
                taskDefinition,
                capacity,
                network,
                placement,
                features,
                new Overrides(size, overrides, taskRole, executionRole),
                tokenContainer,
                new RunTask.Limits(retry, timeout, heartbeat, overall, onSpotInterruption));
    }

    /** As ECS describes its task definition. */
    public TaskShape taskDefinition() {
        return new TaskShape(
                revision(),
                "job",
                networkMode,
                containers.stream()
                        .map(name -> new TaskShape.Container(name, true))
                        .toList(),
                Optional.of(scope.role("/", "ecsTaskExecutionRole")),
                Optional.of(scope.role("/", "jobTaskRole")));
    }

    /** The definition that runs it. */
    public Definition definition() {
        return RunTaskDefinition.of(runTask(), taskDefinition());
    }

    private String revision() {
        return "arn:" + scope.partition() + ":ecs:" + scope.region() + ":" + scope.account() + ":task-definition/job:1";
    }

    private static RunTask.Features features(boolean exec, Optional<String> propagate, Map<String, String> tags) {
        SortedMap<String, String> sorted = new TreeMap<>(tags);
        return new RunTask.Features(Optional.empty(), exec, false, propagate, sorted);
    }
}
