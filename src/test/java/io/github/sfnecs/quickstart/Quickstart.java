package io.github.sfnecs.quickstart;

import io.github.sfnecs.it.Scene;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows the plugin at work, in order and for real, against the embedded AWS: a run under a role like the one that the console
 * creates, the repair, the run, and stopping what costs. Fails where the story does not go as it is told.
 */
public final class Quickstart {
    private static final String CONSOLE_ROLE = "StepFunctions-hello-role-1a2b3c4d";
    private static final String EXECUTION_ROLE = "arn:aws:iam::000000000000:role/ecsTaskExecutionRole";
    private static final String WITH_CONSOLE_ROLE = "-Dsfn-ecs.roleName=" + CONSOLE_ROLE;

    private final PrintStream out;
    private final Scene scene;
    private final ConsumerBuild build;

    private Quickstart(PrintStream out, Scene scene, ConsumerBuild build) {
        this.out = out;
        this.scene = scene;
        this.build = build;
    }

    /** Tells the story: the consumer project's folder, the repository with the plugin, the settings, and Maven's home. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        try (Scene scene = new Scene()) {
            ConsumerBuild build = new ConsumerBuild(
                    Path.of(arguments[0]),
                    Path.of(arguments[1]),
                    Path.of(arguments[2]),
                    Path.of(arguments[3]),
                    scene.properties());
            new Quickstart(System.out, scene, build).tell();
        }
    }

    private void tell() throws IOException, InterruptedException {
        scene.createConsoleRole(CONSOLE_ROLE);
        say(
                "A team has the ECS cluster test-cluster, the Fargate task definition python-web-hello:1, two subnets and",
                "the role ecsTaskExecutionRole. Step Functions shall run that task. This AWS is an embedded one on",
                "loopback, but it checks IAM as the real one does. The POM is the README's, in src/it/quickstart.");

        say(
                "1. The team deploys a state machine with the role that Step Functions' console created for it,",
                "   " + CONSOLE_ROLE + ". The plugin says already what that role lacks; they run it all the same.");
        passes(
                "It lacks:\n[WARNING]   iam:PassRole on " + EXECUTION_ROLE,
                "sfn-ecs:deploy-statemachine",
                WITH_CONSOLE_ROLE);
        fails(
                "The state machine's role " + CONSOLE_ROLE + " may not pass the role " + EXECUTION_ROLE
                        + " to the task (iam:PassRole).",
                "sfn-ecs:execute");

        say(
                "2. The execution failed, as everyone's first one does, and the message says what to type. So they type it.");
        passes(
                "[INFO]   +      \"Action\": \"iam:PassRole\",\n[INFO]   +      \"Resource\": \"" + EXECUTION_ROLE
                        + "\",",
                "sfn-ecs:ensure-role",
                "-Dsfn-ecs.adoptRole",
                WITH_CONSOLE_ROLE);

        say(
                "3. The same execution again. It is a web server, which never ends by itself, so REQUEST_RESPONSE: the",
                "   build ends as soon as the task is RUNNING.");
        passes(" RUNNING\n", "sfn-ecs:execute");
        require(scene.runningTasks().size() == 1, "one task is running");

        say("4. A task that runs costs money. Stop what this state machine started, and nothing else.");
        passes("[INFO] STOPPED arn:", "sfn-ecs:cleanup-tasks");
        require(scene.runningTasks().isEmpty(), "no task is running");
        say("That was the story. Copy the POM from the README, and put your own ARNs in.");
    }

    private void passes(String saying, String... goals) throws IOException, InterruptedException {
        run(0, saying, goals);
    }

    private void fails(String saying, String... goals) throws IOException, InterruptedException {
        run(1, saying, goals);
    }

    private void run(int exitCode, String saying, String... goals) throws IOException, InterruptedException {
        String command = "mvn " + String.join(" ", goals);
        out.println();
        out.println("$ " + command);
        ConsumerBuild.Result result = build.run(out, List.of(goals));
        require(result.exitCode() == exitCode, command + " ends with " + exitCode + ", not " + result.exitCode());
        require(result.printed().contains(saying), command + " says:\n" + saying);
    }

    private void say(String... lines) {
        out.println();
        for (String line : lines) {
            out.println(line);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("The story does not go as it is told: it is not so that " + what);
        }
    }
}
