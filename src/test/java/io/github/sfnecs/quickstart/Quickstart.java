package io.github.sfnecs.quickstart;

import io.github.sfnecs.it.Scene;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

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

    /** Tells the story: the project's folder and version, the settings' local repository, Maven's home, and whether to stay. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path project = Path.of(arguments[0]);
        Path target = project.resolve("target");
        Path repository = target.resolve("quickstart-repository");
        new CompiledPlugin(project, arguments[1]).install(repository);
        try (Scene scene = new Scene()) {
            ConsumerBuild build = new ConsumerBuild(target.resolve("quickstart"), Path.of(arguments[3]))
                    .layOut(
                            project.resolve("src/it/quickstart"),
                            repository,
                            Path.of(arguments[2]),
                            scene.properties());
            Quickstart quickstart = new Quickstart(System.out, scene, build);
            quickstart.tell();
            if (Boolean.parseBoolean(arguments[4])) {
                quickstart.stay();
            }
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

    private void stay() throws IOException, InterruptedException {
        say(
                "The embedded AWS stays until Ctrl-C. In another terminal:",
                "",
                "  cd " + build.folder(),
                "  mvn sfn-ecs:execute",
                "  mvn sfn-ecs:status",
                "  mvn sfn-ecs:cleanup-tasks",
                "",
                "The pom.xml there is this one:",
                "");
        Files.readAllLines(build.folder().resolve("pom.xml")).forEach(line -> out.println("  " + line));
        say("The .mvn/maven.config there has the endpoint and the credentials, which elsewhere are to be typed:", "");
        scene.properties().forEach(property -> out.println("  -D" + property));
        Runtime.getRuntime().addShutdownHook(new Thread(scene::close, "quickstart-end"));
        new CountDownLatch(1).await();
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
