package io.github.sfnecs.execution;

import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/** Runs executions in a lab, and looks at what became of them. */
public final class Runs {
    /** A request for an execution of this name, an hour at most. */
    static final ExecutionRequest RUN = new ExecutionRequest(
            Lab.MACHINE,
            List.of(Lab.CLUSTER),
            Optional.of("run"),
            "{\"customer\": 42}",
            Optional.of(Duration.ofHours(1)),
            OnInterrupt.STOP,
            ExecutionRequest.Logs.FOLLOW);

    private final Lab lab;

    public Runs(Lab lab) {
        this.lab = lab;
    }

    ExecutionReport run(ExecutionRequest request) {
        return run(request, denied -> PolicyInPlace.UNKNOWN);
    }

    ExecutionReport run(ExecutionRequest request, Function<AccessDenied, PolicyInPlace> policies) {
        return new RunExecution(lab.clients, Lab.COMMANDS, Lab.SCOPE, lab.time, lab.console, Prices.shipped(), policies)
                .run(request);
    }

    static ExecutionRequest unnamed() {
        return new ExecutionRequest(
                RUN.stateMachine(),
                RUN.clusterArns(),
                Optional.empty(),
                RUN.input(),
                RUN.waiting(),
                RUN.onInterrupt(),
                RUN.logs());
    }

    public static ExecutionRequest waiting(Duration atMost, OnInterrupt onInterrupt) {
        return new ExecutionRequest(
                RUN.stateMachine(),
                RUN.clusterArns(),
                RUN.name(),
                RUN.input(),
                Optional.of(atMost),
                onInterrupt,
                ExecutionRequest.Logs.FOLLOW);
    }

    /** The executions that there are. */
    List<ExecutionListItem> executions() {
        return lab.clients
                .sfn()
                .listExecutions(list -> list.stateMachineArn(Lab.MACHINE_ARN))
                .executions();
    }

    /** What the build fails with, without ids that are made up. */
    public static String problem(ExecutionReport report) {
        return plain(report.problem().orElseThrow().text());
    }

    public static String plain(String text) {
        return text.replaceAll("task/jobs/[0-9a-f]{32}", "task/jobs/TASK")
                .replaceAll("(assumed-role/[^/]+/)\\w{32}", "$1SESSION")
                .replaceAll("Request ID: [0-9a-f-]{36}", "Request ID: ID");
    }
}
