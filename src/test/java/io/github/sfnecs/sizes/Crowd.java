package io.github.sfnecs.sizes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/** Fills a lab. */
public final class Crowd {
    /** As many tasks as one RunTask starts. */
    private static final int AT_ONCE = 10;

    private final Lab lab;

    public Crowd(Lab lab) {
        this.lab = lab;
    }

    /** Runs this many tasks of the state machine, with execution names as long as real ones. */
    public void tasks(int number) {
        for (int first = 0; first < number; first += AT_ONCE) {
            run(TaskGroup.prefix(Lab.MACHINE) + "mvn-20260102-030405-" + first, Math.min(number - first, AT_ONCE));
        }
        lab.account.forgetCalls();
    }

    /** Runs one task of somebody else. */
    void foreignTask() {
        run("family:job", 1);
        lab.account.forgetCalls();
    }

    private void run(String group, int count) {
        lab.clients
                .ecs()
                .runTask(task -> task.cluster("jobs")
                        .taskDefinition("job")
                        .launchType(LaunchType.FARGATE)
                        .count(count)
                        .group(group)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))));
    }

    /**
     * Deploys a state machine whose job ends well after this long; then its executions go round in a circle, with their input in
     * every event, until Step Functions ends them at 25,000 events.
     */
    public void endlessHistory(Duration job) {
        lab.account.script("job", TaskScript.exits(0).atOnce().after(job));
        ATask task = ATask.task();
        ObjectNode definition = (ObjectNode) task.definition().json();
        ObjectNode states = definition.withObject("/States");
        ObjectNode run = (ObjectNode) states.path(definition.path("StartAt").asText());
        run.remove("End");
        run.put("Next", "Circle").putNull("ResultPath");
        states.putObject("Circle").put("Type", "Pass").put("Next", "Circle");
        lab.deploy(task, new Definition(definition));
    }
}
