package io.github.sfnecs.mojos;

import static io.github.sfnecs.mojos.Goals.set;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.FakeVpc;
import io.github.sfnecs.it.Scene;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A build of a project that has the state machine {@code hello} run the task of the story.
 *
 * @param endpoint where its AWS is
 * @param output where it writes its files
 * @param subnet in which the task runs, the one thing in which definitions differ
 * @param log what it says
 */
public record Hello(URI endpoint, Path output, String subnet, ListLog log) {
    public static final String STATE_MACHINE = "hello";
    public static final String ROLE = "sfn-ecs-hello-us-east-1";

    /** Where the task gets its network, for those who look. */
    public static final FakeVpc VPC = FakeVpc.of("vpc-1")
            .subnet("subnet-1", "us-east-1a")
            .subnet("subnet-2", "us-east-1b")
            .routes("rtb-1", "nat-1");

    public Hello(URI endpoint, Path output) {
        this(endpoint, output, "subnet-1", new ListLog());
    }

    /** The same project, whose task runs elsewhere. */
    public Hello in(String otherSubnet) {
        return new Hello(endpoint, output, otherSubnet, log);
    }

    /** Runs goals as long as they succeed, and returns what the build fails with; empty where it does not. */
    public String outcome(AbstractSfnEcsMojo... goals) {
        return Stream.of(goals)
                .map(goal -> Goals.message(configured(goal)))
                .filter(message -> !message.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Runs goals, which all succeed. */
    public void run(AbstractSfnEcsMojo... goals) {
        String outcome = outcome(goals);
        if (!outcome.isEmpty()) {
            throw new AssertionError(outcome);
        }
    }

    /** All that the build does to have its state machine in place: {@code ensure-role deploy-statemachine}. */
    public String deploy() {
        return outcome(new EnsureRoleMojo(), new DeployStateMachineMojo());
    }

    /** A role of ours that somebody has changed in all that {@code ensure-role} looks after. */
    public static void brokenRole(Scene scene) {
        scene.createConsoleRole(ROLE);
        scene.tagRole(ROLE, "sfn-ecs:state-machine", scene.stateMachineArn(STATE_MACHINE));
        scene.allow(ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}");
    }

    /** Somebody changes all of the state machine that {@code deploy-statemachine} looks after. */
    public static void changeStateMachine(Scene scene) {
        String arn = scene.stateMachineArn(STATE_MACHINE);
        scene.sfn.updateStateMachine(update -> update.stateMachineArn(arn)
                .definition("{\"StartAt\": \"End\", \"States\": {\"End\": {\"Type\": \"Succeed\"}}}"));
        scene.sfn.untagResource(untag -> untag.resourceArn(arn).tagKeys("team"));
    }

    /** All is there, and all of it is to be changed back. */
    public void changed(Scene scene) {
        brokenRole(scene);
        run(new DeployStateMachineMojo());
        changeStateMachine(scene);
    }

    private AbstractSfnEcsMojo configured(AbstractSfnEcsMojo goal) {
        Goals.hello(goal);
        if (goal instanceof AbstractDefinitionMojo) {
            set(goal, "subnets", List.of(subnet));
            set(goal, "adoptRole", "true");
            set(goal, "resourceTags", Map.of("team", "payments"));
        }
        return Goals.ready(goal, endpoint, output, log);
    }
}
