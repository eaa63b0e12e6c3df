package io.github.sfnecs.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executions on the embedded AWS that somebody might want to look at. */
final class ReportedExecutions {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private ReportedExecutions() {}

    /** One whose task does its work between other states. */
    static ExecutionReport succeeded() {
        try (Lab lab = new Lab()) {
            lab.registerPrinting("app", "metrics");
            lab.account.script(
                    "job",
                    TaskScript.exits(0)
                            .provisioning(SECOND.multipliedBy(14))
                            .pending(SECOND.multipliedBy(25))
                            .after(SECOND.multipliedBy(70))
                            .stopping(SECOND.multipliedBy(12))
                            .prints("app", SECOND.multipliedBy(2), "reading orders of 2026-01-01")
                            .printsBurst("app", SECOND.multipliedBy(30), 120, "1,000 orders written, part")
                            .prints("app", SECOND.multipliedBy(60), "done")
                            .prints("metrics", SECOND.multipliedBy(50), "sent 120 metrics"));
            return run(lab, ATask.task().newestRevision(), orders(ATask.task().newestRevision()));
        }
    }

    /** One whose container is killed. */
    static ExecutionReport failed() {
        try (Lab lab = new Lab()) {
            lab.registerPrinting("app", "metrics");
            lab.account.script(
                    "job",
                    TaskScript.exits(Map.of("app", 137))
                            .provisioning(SECOND.multipliedBy(9))
                            .pending(SECOND.multipliedBy(18))
                            .after(SECOND.multipliedBy(40))
                            .prints("app", SECOND.multipliedBy(2), "reading orders of 2026-01-01")
                            .prints("app", SECOND.multipliedBy(39), "java.lang.OutOfMemoryError: Java heap space"));
            ATask task = ATask.task().newestRevision();
            return run(lab, task, task.definition());
        }
    }

    /** One that starts ten tasks in each of twenty states and waits for them all. */
    static ExecutionReport crowd() {
        try (Lab lab = new Lab()) {
            lab.account.script(
                    "job",
                    TaskScript.exits(0)
                            .provisioning(SECOND.multipliedBy(10))
                            .pending(SECOND.multipliedBy(20))
                            .after(SECOND.multipliedBy(45)));
            ATask task = ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE);
            return run(lab, task, batches(task));
        }
    }

    private static ExecutionReport run(Lab lab, ATask task, Definition definition) {
        lab.deploy(task, definition);
        return execute(lab, "{\"day\": \"2026-01-01\"}");
    }

    /** Runs what was deployed. */
    static ExecutionReport execute(Lab lab, String input) {
        return new RunExecution(
                        lab.clients,
                        Lab.COMMANDS,
                        Lab.SCOPE,
                        lab.time,
                        lab.console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .run(new ExecutionRequest(
                        Lab.MACHINE,
                        List.of(Lab.CLUSTER),
                        Optional.of("2026-01-02"),
                        input,
                        Optional.of(Duration.ofHours(1)),
                        ExecutionRequest.OnInterrupt.STOP,
                        ExecutionRequest.Logs.FOLLOW));
    }

    private static Definition orders(ATask task) {
        ObjectNode states = Json.object();
        states.putObject("Prepare").put("Type", "Pass").put("Next", "Wait for the database");
        states.putObject("Wait for the database")
                .put("Type", "Wait")
                .put("Seconds", 20)
                .put("Next", "Write orders");
        ObjectNode work =
                ((ObjectNode) task.definition().json().path("States").elements().next()).deepCopy();
        work.remove("End");
        work.putNull("ResultPath").put("Next", "Report");
        work.putArray("Catch")
                .addObject()
                .put("Next", "Tidy up")
                .putArray("ErrorEquals")
                .add("States.ALL");
        states.set("Write orders", work);
        states.putObject("Tidy up").put("Type", "Pass").put("Next", "Give up");
        states.putObject("Give up").put("Type", "Fail").put("Error", "Orders.NotWritten");
        states.putObject("Report").put("Type", "Pass").put("End", true);
        ObjectNode definition = Json.object().put("StartAt", "Prepare");
        definition.set("States", states);
        return new Definition(definition);
    }

    private static Definition batches(ATask task) {
        ObjectNode states = Json.object();
        for (int batch = 1; batch <= 20; batch++) {
            ObjectNode run = ((ObjectNode)
                            task.definition().json().path("States").elements().next())
                    .deepCopy();
            run.remove("End");
            run.withObject("/Parameters").put("Count", 10);
            run.putNull("ResultPath").put("Next", batch == 20 ? "Wait for all" : "Batch " + (batch + 1));
            states.set("Batch " + batch, run);
        }
        states.putObject("Wait for all").put("Type", "Wait").put("Seconds", 120).put("End", true);
        ObjectNode definition = Json.object().put("StartAt", "Batch 1");
        definition.set("States", states);
        return new Definition(definition);
    }
}
