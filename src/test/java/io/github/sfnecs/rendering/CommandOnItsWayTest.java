package io.github.sfnecs.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command as Step Functions evaluates it and ECS gives it to the container. */
class CommandOnItsWayTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void textsOfSeveralPartsArriveFilledIn() {
        assertThat(arguments(
                        "{\"bucket\": \"b\", \"key\": \"a/{1}.csv\", \"limit\": 5, \"rows\": [1, \"it's\"]}",
                        "s3://$.bucket/$.key",
                        "{it's} $.limit of $$.StateMachine.Name\\$.x",
                        "States.JsonToString($.rows)",
                        "limit=States.MathAdd($.limit, 1)"))
                .containsExactly("s3://b/a/{1}.csv", "{it's} 5 of nightly$.x", "[1,\"it's\"]", "limit=6");
    }

    @Test
    void aNumberArrivesThatIsMadeAText() {
        assertThat(arguments("{\"limit\": 5}", "--limit", "States.Format('{}', $.limit)"))
                .containsExactly("--limit", "5");
    }

    @Test
    void aNumberAsItIsEndsTheExecution() {
        lab.deploy(ATask.task().command("--limit", "$.limit"));

        assertThat(lab.clients
                        .sfn()
                        .describeExecution(execution -> execution.executionArn(start("{\"limit\": 5}")))
                        .cause())
                .contains("could not be used to start the Task: [The value for the field 'Command' must be a STRING]");
    }

    @Test
    void theWholeTaskGetsWhatTheInputSays() {
        lab.deploy(ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE).size("1024", "$.memory", "$.storage"));
        start("{\"memory\": 4096, \"storage\": 50}");

        assertThat(lab.runningTasks()).singleElement().satisfies(task -> {
            assertThat(task.cpu()).isEqualTo("1024");
            assertThat(task.memory()).isEqualTo("4096");
            assertThat(task.ephemeralStorage().sizeInGiB()).isEqualTo(50);
        });
    }

    private List<String> arguments(String input, String... command) {
        lab.deploy(ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE).command(command));
        start(input);
        return lab.runningTasks().get(0).overrides().containerOverrides().get(0).command();
    }

    private String start(String input) {
        return lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).input(input))
                .executionArn();
    }

    @Test
    void arrivesAsItIsWrittenInThePom() {
        lab.deploy(ATask.task()
                .pattern(IntegrationPattern.REQUEST_RESPONSE)
                .command("$.customer", "it's", "{}", "a\\b", "\\$5", "$$.StateMachine.Name"));
        lab.clients
                .sfn()
                .startExecution(
                        start -> start.stateMachineArn(Lab.MACHINE_ARN).input("{\"customer\": \"O'Neill {42}\"}"));

        assertThat(lab.clients
                        .ecs()
                        .describeTasks(tasks -> tasks.cluster("jobs")
                                .tasks(lab.clients
                                        .ecs()
                                        .listTasks(list -> list.cluster("jobs"))
                                        .taskArns()))
                        .tasks())
                .singleElement()
                .satisfies(task -> assertThat(
                                task.overrides().containerOverrides().get(0).command())
                        .containsExactly("O'Neill {42}", "it's", "{}", "a\\b", "$5", Lab.MACHINE));
    }
}
