package io.github.sfnecs.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
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
