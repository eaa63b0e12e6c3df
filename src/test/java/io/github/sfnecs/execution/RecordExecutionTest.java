package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.report.ExecutionRecord;
import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.TaskRecord;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.Line;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of an execution when it has ended. */
class RecordExecutionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Fault OUTAGE = new Fault.ServerError(503);

    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    /**
     * Step Functions may not know it everywhere in the first moments.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html
     */
    @Test
    void hasItsDefinitionThoughItIsNotKnownYet() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(1)));
        lab.deploy(ATask.task());
        for (int look = 0; look < 3; look++) {
            lab.account
                    .faults()
                    .next(
                            "DescribeStateMachineForExecution",
                            new Fault.Answer(400, "ExecutionDoesNotExist", "Execution Does Not Exist: '…'"));
        }

        ExecutionRecord execution = runs.run(RUN).execution();

        assertThat(execution.definition()).isPresent();
        assertThat(execution.notes()).isEmpty();
    }

    @Test
    void hasItsTaskAsItStoppedWithTheEndOfWhatItPrinted() {
        lab.registerPrinting("app", "sidecar");
        lab.deploy(ATask.task().newestRevision());
        TaskScript script = TaskScript.exits(3).after(Duration.ofMinutes(1));
        for (int line = 1; line <= 120; line++) {
            script = script.prints("app", SECOND, "line " + line);
        }
        lab.account.script("job", script);

        TaskRecord task = task(runs.run(RUN).execution());

        assertThat(task.start()).contains(new TaskRecord.Start("RunTask", List.of(), 1));
        assertThat(task.lastStatus()).contains("STOPPED");
        assertThat(task.capacity()).contains("FARGATE");
        assertThat(task.cpu()).hasValue(256);
        assertThat(task.stopCode()).contains("EssentialContainerExited");
        assertThat(Stream.of(
                                task.times().createdAt(),
                                task.times().pullStartedAt(),
                                task.times().pullStoppedAt(),
                                task.times().startedAt(),
                                task.times().stoppingAt(),
                                task.times().stoppedAt())
                        .map(Optional::orElseThrow))
                .isSorted();
        assertThat(task.cost().flatMap(Cost::usd)).isPresent();
        Container app = container(task, "app");
        assertThat(app.essential()).contains(true);
        assertThat(app.image()).contains("busybox");
        assertThat(app.exitCode()).isEqualTo(OptionalInt.of(3));
        assertThat(app.log().orElseThrow().group()).isEqualTo("/jobs");
        assertThat(app.log().orElseThrow().earlier()).isEqualTo(20);
        assertThat(app.log().orElseThrow().lines())
                .extracting(Line::text)
                .hasSize(100)
                .startsWith("line 21")
                .endsWith("line 120");
        assertThat(container(task, "sidecar").log().orElseThrow().lines()).isEmpty();
    }

    @Test
    void hasTheDefinitionItRanWithAndItsStates() {
        lab.account.script("job", TaskScript.exits(0));
        lab.deploy(ATask.task());

        ExecutionRecord execution = runs.run(RUN).execution();

        assertThat(execution.definition().orElseThrow()).contains("\"RunTask\"");
        assertThat(execution.states()).extracting(StateVisit::name).containsExactly("RunTask");
        assertThat(execution.notes()).isEmpty();
        assertThat(execution.cost().flatMap(Cost::usd))
                .isEqualTo(task(execution).cost().flatMap(Cost::usd));
    }

    @Test
    void hasTheEndOfItsStatesWhereTheDescriptionTellsItFirst() {
        lab.account.script("job", TaskScript.exits(0).after(SECOND.multipliedBy(50)));
        lab.deploy(ATask.task());
        lab.time.after(SECOND.multipliedBy(30), () -> lab.account.faults().always("GetExecutionHistory", OUTAGE));
        lab.account.onceAfter("DescribeExecution", () -> lab.account.faults().clear());

        ExecutionRecord execution = runs.run(RUN).execution();

        assertThat(execution.states()).singleElement().satisfies(state -> {
            assertThat(state.outcome()).isEqualTo(StateVisit.Outcome.LEFT);
            assertThat(state.exited()).isEqualTo(execution.stopDate());
        });
    }

    @Test
    void doesNotSayThatAStateGoesOnOfWhichItCouldNotReadTheEnd() {
        lab.account.script("job", TaskScript.exits(0).after(SECOND.multipliedBy(50)));
        lab.deploy(ATask.task());
        lab.time.after(SECOND.multipliedBy(30), () -> lab.account.faults().always("GetExecutionHistory", OUTAGE));

        ExecutionRecord execution = runs.run(RUN).execution();

        assertThat(execution.states()).extracting(StateVisit::outcome).containsExactly(StateVisit.Outcome.CUT_OFF);
    }

    @Test
    void notesWhatItMayNotRead() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(1)));
        lab.deploy(ATask.task());
        for (String operation : List.of("DescribeStateMachineForExecution", "GetExecutionHistory")) {
            lab.account.faults().always(operation, new Fault.Denied("Not you."));
        }

        ExecutionRecord execution = runs.run(RUN).execution();

        assertThat(execution.definition()).isEmpty();
        assertThat(execution.states()).isEmpty();
        assertThat(execution.notes())
                .containsExactly(
                        "The definition of the state machine could not be read. You are not allowed to do this.",
                        "Not seen while it ran: states and tasks. You are not allowed to do this.");
        // of Run a Job the output is the task
        assertThat(task(execution).lastStatus()).contains("STOPPED");
    }

    @Test
    void hasOnlyTheArnOfATaskThatEcsDoesNotShow() {
        lab.account.script("job", TaskScript.runsForever());
        lab.deploy(ATask.task());
        lab.account.faults().always("DescribeTasks", new Fault.Denied("Not you."));

        ExecutionRecord execution = runs.run(Runs.waiting(SECOND, ExecutionRequest.OnInterrupt.LEAVE))
                .execution();

        assertThat(execution.status()).isEqualTo("RUNNING");
        assertThat(task(execution).taskArn()).contains(":task/jobs/");
        assertThat(task(execution).lastStatus()).isEmpty();
        assertThat(task(execution).cost()).isEmpty();
        assertThat(execution.cost()).isEmpty();
        assertThat(execution.notes())
                .containsExactly("Not seen while it ran: what its tasks do. You are not allowed to do this.");
    }

    private static TaskRecord task(ExecutionRecord execution) {
        assertThat(execution.tasks()).hasSize(1);
        return execution.tasks().get(0);
    }

    private static Container container(TaskRecord task, String name) {
        return task.containers().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
