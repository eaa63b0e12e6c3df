package io.github.sfnecs.report;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An execution that goes through all that a definition may have: a Choice of three ways, a Parallel that ends well though a task in it
 * fails and is caught, a Map of which one item is tried twice, a nested execution, a Parallel that fails in one branch and so ends the
 * other, and a Fail state.
 */
final class Pipeline {
    static final String DEFINITION = """
            {"StartAt": "Plan", "States": {
              "Plan": {"Type": "Pass", "Next": "How much?"},
              "How much?": {"Type": "Choice", "Default": "Nothing to do", "Choices": [
                {"Variable": "$.rows", "NumericGreaterThan": 1000, "Next": "Prepare"},
                {"Variable": "$.rows", "NumericGreaterThan": 0, "Next": "Load at once"}]},
              "Load at once": {"Type": "Pass", "Next": "Report"},
              "Nothing to do": {"Type": "Succeed"},
              "Prepare": {"Type": "Parallel", "ResultPath": null, "Next": "Load each", "Branches": [
                {"StartAt": "Copy", "States": {
                  "Copy": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": %1$s, "End": true,
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Go on without"}]},
                  "Go on without": {"Type": "Pass", "End": true}}},
                {"StartAt": "Index", "States": {
                  "Index": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": %2$s, "Next": "Settle"},
                  "Settle": {"Type": "Wait", "Seconds": 30, "End": true}}}]},
              "Load each": {"Type": "Map", "ItemsPath": "$.regions", "MaxConcurrency": 2, "ResultPath": null, "Next": "Report",
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Give up"}],
                "ItemProcessor": {"StartAt": "Any rows?", "States": {
                  "Any rows?": {"Type": "Choice", "Default": "Load",
                    "Choices": [{"Variable": "$.rows", "NumericEquals": 0, "Next": "Skip"}]},
                  "Skip": {"Type": "Succeed"},
                  "Load": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": %3$s, "End": true,
                    "Retry": [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 5, "MaxAttempts": 2}]}}}},
              "Report": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "ResultPath": null,
                "Parameters": {"StateMachineArn": "%5$s", "Name": "report-1"}, "Next": "Publish"},
              "Publish": {"Type": "Parallel", "End": true,
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Give up"}], "Branches": [
                {"StartAt": "Upload", "States": {
                  "Upload": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": %4$s, "End": true}}},
                {"StartAt": "Announce", "States": {
                  "Announce": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": %1$s, "End": true}}}]},
              "Give up": {"Type": "Fail", "Error": "Pipeline.Failed", "Cause": "The orders were not published."}}}""";

    private static final String NESTED = """
            {"StartAt": "Summarise", "States": {"Summarise": {"Type": "Wait", "Seconds": 15, "End": true}}}""";

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Pipeline() {}

    /** What becomes of it. */
    static ExecutionReport run() {
        return run(new ArrayList<>());
    }

    /** What becomes of it, and what the console says while it runs. */
    static ExecutionReport run(List<String> told) {
        try (Lab lab = new Lab()) {
            lab.createRole(Scene.trust("states.amazonaws.com"), Optional.of("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"""));
            for (String family : new String[] {"copy", "index", "load", "flaky", "upload"}) {
                lab.register(family, "app");
            }
            lab.account.script("copy", TaskScript.exits(1).after(SECOND.multipliedBy(40)));
            lab.account.script("index", TaskScript.exits(0).after(SECOND.multipliedBy(25)));
            lab.account.script("load", TaskScript.exits(0).after(SECOND.multipliedBy(20)));
            lab.account.script("upload", TaskScript.runsForever());
            lab.account.script("flaky", TaskScript.exits(3).after(SECOND.multipliedBy(10)));
            lab.time.after(
                    SECOND.multipliedBy(85),
                    () -> lab.account.script("flaky", TaskScript.exits(0).after(SECOND.multipliedBy(10))));
            lab.clients
                    .sfn()
                    .createStateMachine(machine ->
                            machine.name("report").roleArn(Lab.ROLE_ARN).definition(NESTED));
            lab.deploy(
                    ATask.task(),
                    Definition.parse(DEFINITION.formatted(
                            task("\": \"copy"),
                            task("\": \"index"),
                            task(".$\": \"$.job"),
                            task("\": \"upload"),
                            Lab.SCOPE.stateMachine("report"))));
            ExecutionReport report = ReportedExecutions.execute(lab, """
                    {"rows": 5000, "regions": [
                      {"rows": 1, "job": "load"}, {"rows": 2, "job": "load"}, {"rows": 0}, {"rows": 4, "job": "flaky"},
                      {"rows": 5, "job": "load"}]}""");
            told.add(lab.console.text());
            return report;
        }
    }

    private static String task(String family) {
        return """
                {"Cluster": "%s", "TaskDefinition%s", "LaunchType": "FARGATE",
                 "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}}""".formatted(Lab.CLUSTER, family);
    }
}
