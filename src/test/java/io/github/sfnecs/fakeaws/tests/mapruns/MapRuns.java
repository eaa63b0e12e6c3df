package io.github.sfnecs.fakeaws.tests.mapruns;

import io.github.sfnecs.fakeaws.tests.World;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;

/** Machines of one distributed Map state in a {@link World}, and what there is to see of their runs. */
record MapRuns(World world) {

    static final String START = """
            {"Effect": "Allow", "Action": "states:StartExecution", "Resource": "%s"}""".formatted(World.MACHINE);

    void allowToStart() {
        world.allow(START, World.RUN_TASK, World.PASS_ROLES, World.TAG, World.STOP, World.DESCRIBE, World.MANAGED_RULE);
    }

    String definition(String members, String state) {
        return """
                {"StartAt": "S", "States": {"S": {"Type": "Map", %s "End": true, "ItemProcessor": {
                  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                  "StartAt": "I", "States": {"I": %s}}}}}""".formatted(members, state);
    }

    String start(String members, String state, String input) {
        String machine = world.create(definition(members, state));
        return world.clients
                .sfn()
                .startExecution(execution ->
                        execution.stateMachineArn(machine).name("run").input(input))
                .executionArn();
    }

    /** A state that runs a task and waits for its end. */
    String task() {
        return World.definition(".sync", "", "").replaceFirst("(?s).*\"Run\": (\\{\"Type\".*)}}$", "$1");
    }

    /** A state that fails where its input is that text. */
    String failing(String text) {
        return """
                {"Type": "Choice", "Default": "P", "Choices": [{"Variable": "$", "StringEquals": "%s", "Next": "F"}]},
                "P": {"Type": "Pass", "End": true}, "F": {"Type": "Fail", "Error": "E"}""".formatted(text);
    }

    List<MapRunListItem> list(String execution) {
        return world.clients
                .sfn()
                .listMapRuns(request -> request.executionArn(execution))
                .mapRuns();
    }

    String arn(String execution) {
        return list(execution).get(0).mapRunArn();
    }

    DescribeMapRunResponse describe(String execution) {
        return world.clients.sfn().describeMapRun(request -> request.mapRunArn(arn(execution)));
    }

    List<ExecutionListItem> children(String execution) {
        return world.clients
                .sfn()
                .listExecutions(request -> request.mapRunArn(arn(execution)))
                .executions();
    }
}
