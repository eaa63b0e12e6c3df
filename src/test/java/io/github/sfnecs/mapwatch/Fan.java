package io.github.sfnecs.mapwatch;

import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.fanout.FanOut;
import io.github.sfnecs.fanout.FanOut.S3Place;
import io.github.sfnecs.fanout.FanOut.Tolerance;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.MapDefinition;
import io.github.sfnecs.fanout.MapMode;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.role.PermissionsPolicy;
import io.github.sfnecs.role.TrustPolicy;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A state machine with distributed Maps in a lab, whose executions are run as {@code execute} does. */
public record Fan(Lab lab, List<String> lines) {
    public Fan(Lab lab) {
        this(lab, new ArrayList<>());
    }

    /** Deploys one that runs the task for each item of the input's list {@code items}. */
    public void deploy(int concurrency, Optional<Tolerance> tolerance, Optional<Integer> batchSize, ATask task) {
        deploy(ofInput(concurrency, tolerance, batchSize), task);
    }

    private static FanOut ofInput(int concurrency, Optional<Tolerance> tolerance, Optional<Integer> batchSize) {
        return new FanOut(
                MapMode.DISTRIBUTED,
                new Items.InInput("$.items"),
                concurrency,
                tolerance,
                batchSize,
                Optional.empty(),
                Optional.empty());
    }

    /** The definition that runs the task for each item of the input's list {@code items}, for a test to change. */
    public static Definition definition(int concurrency, ATask task) {
        return around(ofInput(concurrency, Optional.empty(), Optional.empty()), task);
    }

    private static Definition around(FanOut map, ATask task) {
        return new MapDefinition(map, task.runTask(), Lab.MACHINE).around(task.definition());
    }

    /** Deploys one for as many items as there may be, which, as their results, are in S3: no input has all of them. */
    public void deployForMany(int items, int concurrency, Optional<Integer> batchSize) {
        deployForMany(items, concurrency, batchSize, Optional.of(new S3Place("results", "nightly")));
    }

    /** The same, with another place for the results; without one all of them have to have room in the state's output. */
    void deployForMany(int items, int concurrency, Optional<Integer> batchSize, Optional<S3Place> results) {
        lab.account.object("items/all.json", list(items));
        deploy(
                new FanOut(
                        MapMode.DISTRIBUTED,
                        new Items.Stored("items", "all.json", Items.Format.JSON, List.of()),
                        concurrency,
                        Optional.empty(),
                        batchSize,
                        results,
                        Optional.empty()),
                ATask.task().retry(MapMode.DISTRIBUTED.retry()));
    }

    private void deploy(FanOut map, ATask task) {
        deploy(around(map, task), task);
    }

    /** Deploys one whose items only wait, one after the other, this long each. */
    public void deployWaiting(Duration each) {
        deploy(Definition.parse("""
                        {"StartAt": "Each", "States": {"Each": {"Type": "Map", "Label": "Each", "ItemsPath": "$.items",
                          "MaxConcurrency": 1, "End": true, "ItemProcessor": {
                            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Wait",
                            "States": {"Wait": {"Type": "Wait", "Seconds": %d, "End": true}}}}}}""".formatted(each.toSeconds())), ATask.task());
    }

    /** Deploys this one, with the role that it needs. */
    public void deploy(Definition definition, ATask task) {
        lab.createRole(
                TrustPolicy.of(Lab.SCOPE, Lab.MACHINE_ARN).text(),
                Optional.of(new PermissionsPolicy(Lab.SCOPE, name -> task.taskDefinition())
                        .of(new StateMachineArn(Lab.MACHINE_ARN), definition.uses())
                        .text()));
        lab.deploy(task, definition);
    }

    /** Runs an execution with so many items. */
    public ExecutionReport run(int items) {
        return run(items, Logs.LEAVE_OUT);
    }

    /** The same, with or without what containers print. */
    ExecutionReport run(int items, Logs logs) {
        return run(request(items, logs));
    }

    /** Runs one whose items are in S3, for so long at most. */
    ExecutionReport run(Duration timeout, ExecutionRequest.OnInterrupt then) {
        return run(new ExecutionRequest(
                Lab.MACHINE,
                List.of(Lab.CLUSTER),
                Optional.of("run"),
                "{}",
                Optional.of(timeout),
                then,
                Logs.LEAVE_OUT));
    }

    ExecutionReport run(ExecutionRequest request) {
        return runs().run(request);
    }

    /** As {@code execute} and {@code redrive} run them. */
    RunExecution runs() {
        return new RunExecution(
                        lab.clients,
                        Lab.COMMANDS,
                        Lab.SCOPE,
                        lab.time,
                        lab.console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .writing(text -> text.accept(lines::add))
                .adapting();
    }

    private static String list(int items) {
        return IntStream.range(0, items)
                .mapToObj(item -> "\"c" + item + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static ExecutionRequest request(int items, Logs logs) {
        return new ExecutionRequest(
                Lab.MACHINE,
                List.of(Lab.CLUSTER),
                Optional.of("run"),
                "{\"items\": " + list(items) + ", \"input\": {}}",
                Optional.of(Duration.ofHours(6)),
                ExecutionRequest.OnInterrupt.STOP,
                logs);
    }

    /** The only Map Run of an execution. */
    static MapRunRecord only(ExecutionReport report) {
        List<MapRunRecord> runs = report.execution().mapRuns();
        if (runs.size() != 1) {
            throw new AssertionError(runs);
        }
        return runs.get(0);
    }
}
