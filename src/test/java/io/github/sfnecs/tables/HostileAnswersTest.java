package io.github.sfnecs.tables;

import static io.github.sfnecs.mojos.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.AbstractSfnEcsMojo;
import io.github.sfnecs.mojos.AsksEachGoal;
import io.github.sfnecs.mojos.CheckMojo;
import io.github.sfnecs.mojos.CleanupTasksMojo;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.EveryGoal;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.ExplainMojo;
import io.github.sfnecs.mojos.ExportMojo;
import io.github.sfnecs.mojos.FollowMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.Hello;
import io.github.sfnecs.mojos.RedriveMojo;
import io.github.sfnecs.mojos.Screen;
import io.github.sfnecs.mojos.StatusMojo;
import io.github.sfnecs.testing.AnswerTexts;
import io.github.sfnecs.testing.Hostile;
import io.github.sfnecs.testing.Junit;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.Tag;

/**
 * Every text in every answer that a goal gets from AWS, and the code and message of every refusal, with hostile texts in their place:
 * what the user sees stays readable, and what a program reads stays JSON. {@code -Dtables=all} tries each place with several texts,
 * a build without a slice of the places with one.
 */
class HostileAnswersTest {
    private static final String ROLE = "sfn-ecs-hello-us-east-1";

    /** Each number of texts for one place, of which the places take turns. */
    private static final int TEXTS_EACH = 2;

    private static final int SLICE = 40;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(2_000).build())
            .build());

    /** A goal that can be run again and again, since it changes nothing that it sees. */
    private record Situation(
            String name, Consumer<Scene> given, Consumer<Scene> before, Supplier<AbstractSfnEcsMojo> goal) {}

    private static final List<Situation> SITUATIONS = List.of(
            new Situation("role to create", scene -> {}, scene -> {}, () -> dryRun(new EnsureRoleMojo())),
            new Situation(
                    "role to adopt",
                    scene -> scene.tagRole(scene.createConsoleRole(ROLE).replaceAll(".*/", ""), "team", "payments"),
                    scene -> {},
                    () -> adopting(new EnsureRoleMojo(), "adoptRole")),
            new Situation("role of someone else", scene -> scene.createConsoleRole("theirs"), scene -> {}, () -> {
                AbstractSfnEcsMojo goal = dryRun(new EnsureRoleMojo());
                set(goal, "roleArn", "arn:aws:iam::000000000000:role/service-role/theirs");
                return goal;
            }),
            new Situation(
                    "state machine to create",
                    scene -> run(scene, new EnsureRoleMojo()),
                    scene -> {},
                    () -> dryRun(new DeployStateMachineMojo())),
            new Situation(
                    "state machine to adopt",
                    scene -> scene.sfn.createStateMachine(machine -> machine.name("hello")
                            .roleArn(scene.createConsoleRole(ROLE))
                            .definition("{\"StartAt\": \"End\", \"States\": {\"End\": {\"Type\": \"Succeed\"}}}")
                            .tags(Tag.builder().key("team").value("payments").build())),
                    scene -> {},
                    () -> adopting(new DeployStateMachineMojo(), "adoptStateMachine")),
            execution("execution that succeeds", TaskScript.exits(0), "RUN_JOB"),
            execution("execution that fails", TaskScript.exits(1).stopReason("It broke."), "RUN_JOB"),
            execution(
                    "task that fails",
                    TaskScript.failsToStart("TaskFailedToStart", "CannotPullContainerError: no route"),
                    "REQUEST_RESPONSE"),
            execution("task that is refused", TaskScript.refused("RESOURCE:MEMORY"), "REQUEST_RESPONSE"),
            new Situation(
                    "all to check",
                    scene -> {
                        scene.account.vpcs(Hello.VPC);
                        run(scene, new EnsureRoleMojo());
                        run(scene, new DeployStateMachineMojo());
                    },
                    scene -> {},
                    CheckMojo::new),
            started("execution to explain", TaskScript.exits(1), ExplainMojo::new),
            started("execution to follow", TaskScript.exits(1), FollowMojo::new),
            started("execution to redrive", TaskScript.exits(1), () -> dryRun(new RedriveMojo())),
            started("status to show", TaskScript.runsForever(), StatusMojo::new),
            new Situation("definition to export", scene -> {}, scene -> {}, ExportMojo::new),
            new Situation(
                    "tasks to clean up",
                    scene -> scene.account.script(
                            "python-web-hello", TaskScript.runsForever().atOnce()),
                    scene -> scene.runTasks(1, "sfn-ecs:hello:run", null),
                    CleanupTasksMojo::new));

    @TempDir
    private static Path folder;

    private static final Lab.Credentials CREDENTIALS = Lab.Credentials.of(Scene.ACCOUNT);
    private static final Map<Situation, Scene> SCENES = new ConcurrentHashMap<>();

    @AfterAll
    static void close() {
        SCENES.values().forEach(Scene::close);
        CREDENTIALS.close();
    }

    private static Situation execution(String name, TaskScript script, String pattern) {
        return new Situation(
                name,
                scene -> {
                    scene.account.script("python-web-hello", script.atOnce());
                    for (AbstractSfnEcsMojo goal : List.of(new EnsureRoleMojo(), new DeployStateMachineMojo())) {
                        set(goal, "integrationPattern", pattern);
                        run(scene, goal);
                    }
                },
                scene -> {},
                ExecuteMojo::new);
    }

    private static Situation started(String name, TaskScript script, Supplier<AbstractSfnEcsMojo> goal) {
        return new Situation(
                name,
                scene -> {
                    scene.account.script("python-web-hello", script.atOnce());
                    run(scene, new EnsureRoleMojo());
                    run(scene, new DeployStateMachineMojo());
                    scene.sfn.startExecution(start -> start.stateMachineArn(scene.stateMachineArn("hello"))
                            .name("run"));
                },
                scene -> {},
                goal);
    }

    private static AbstractSfnEcsMojo dryRun(AbstractSfnEcsMojo goal) {
        set(goal, "dryRun", "true");
        return goal;
    }

    private static AbstractSfnEcsMojo adopting(AbstractSfnEcsMojo goal, String parameter) {
        set(goal, parameter, "true");
        return dryRun(goal);
    }

    /** A text of an answer that is to be another. */
    private record Place(Situation situation, String operation, int occurrence, String was, Faulty faulty) {}

    private interface Faulty {
        Fault with(String text);
    }

    private record Cell(Place place, String text) {
        @Override
        public String toString() {
            return place.situation.name + ", call " + place.occurrence + " of " + place.operation + ", "
                    + Hostile.name(place.was) + " is " + Hostile.name(text);
        }
    }

    @TestFactory
    Stream<DynamicTest> areReadable() throws IOException {
        List<Cell> cells = new ArrayList<>();
        List<String> texts = Hostile.texts();
        List<Place> places = new ArrayList<>();
        for (Situation situation : SITUATIONS) {
            places.addAll(places(situation));
        }
        int turn = 0;
        for (Place place : places) {
            for (int i = 0; i < (costsTime(place) ? 1 : TEXTS_EACH); i++) {
                cells.add(new Cell(place, texts.get(turn++ % texts.size())));
            }
        }
        List<Cell> tried = Hostile.everywhere()
                ? cells
                : IntStream.range(0, cells.size())
                        .filter(i -> i % (SLICE * TEXTS_EACH) == i / (SLICE * TEXTS_EACH) % TEXTS_EACH)
                        .mapToObj(cells::get)
                        .filter(cell -> !costsTime(cell.place))
                        .toList();
        System.out.println("Hostile input: " + texts.size() + " texts for " + places.size() + " texts of answers, "
                + tried.size() + " of " + cells.size() + " cells are tried (" + Hostile.seed() + ").");
        return tried.stream().map(cell -> dynamicTest(cell.toString(), () -> holds(cell)));
    }

    @Test
    @AsksEachGoal
    void areGivenToEveryGoal() {
        Set<String> goals = SITUATIONS.stream()
                .map(situation -> EveryGoal.name(situation.goal.get()))
                .collect(Collectors.toSet());
        EveryGoal.assertAll(
                EveryGoal.callingAws(),
                goals::contains,
                "a situation in SITUATIONS of src/test/java/io/github/sfnecs/tables/HostileAnswersTest.java");
    }

    /** For a task of which ECS knows nothing, the goals wait: it may not be known everywhere yet. */
    private static boolean costsTime(Place place) {
        return place.was.contains(":task/");
    }

    private static List<Place> places(Situation situation) throws IOException {
        Scene scene = scene(situation);
        situation.before.accept(scene);
        scene.account.forgetCalls();
        Map<String, List<String>> bodies = new ConcurrentHashMap<>();
        Set<String> operations = Set.of(
                "DescribeTaskDefinition",
                "GetRole",
                "GetRolePolicy",
                "ListRolePolicies",
                "ListAttachedRolePolicies",
                "DescribeStateMachine",
                "ListTagsForResource",
                "ValidateStateMachineDefinition",
                "StartExecution",
                "DescribeExecution",
                "DescribeStateMachineForExecution",
                "ListExecutions",
                "GetExecutionHistory",
                "DescribeTasks",
                "ListTasks",
                "StopTask",
                "DescribeClusters",
                "DescribeSubnets",
                "DescribeRouteTables",
                "DescribeVpcEndpoints",
                "GetCallerIdentity",
                "SimulatePrincipalPolicy");
        for (String operation : operations) {
            scene.account.faults().always(operation, new Fault.Rewritten(body -> {
                bodies.computeIfAbsent(operation, any -> new ArrayList<>()).add(body);
                return body;
            }));
        }
        goal(situation, scene);
        scene.account.faults().clear();
        List<Place> places = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        for (ApiCall call : scene.account.calls()) {
            String operation = call.operation();
            assertThat(operations).contains(operation);
            int occurrence = occurrences.merge(operation, 1, Integer::sum);
            if (occurrence > 2) {
                continue;
            }
            places.add(new Place(
                    situation,
                    operation,
                    occurrence,
                    "message",
                    text -> new Fault.Answer(400, "ValidationException", text)));
            places.add(new Place(
                    situation, operation, occurrence, "code", text -> new Fault.Answer(400, text, "It is refused.")));
            if (call.error() != null) {
                continue;
            }
            String body = bodies.get(operation).remove(0);
            List<String> was = AnswerTexts.in(body);
            for (int i = 0; i < was.size(); i++) {
                int n = i;
                places.add(new Place(
                        situation,
                        operation,
                        occurrence,
                        was.get(i),
                        text -> new Fault.Rewritten(AnswerTexts.replaced(n, text))));
            }
        }
        return places;
    }

    private static Scene scene(Situation situation) {
        return SCENES.computeIfAbsent(situation, any -> {
            Scene scene = new Scene();
            situation.given.accept(scene);
            return scene;
        });
    }

    private static void run(Scene scene, AbstractSfnEcsMojo goal) {
        assertThat(Goals.run(goal, scene, folder, Set.of()).failure()).isEmpty();
    }

    private static Result goal(Situation situation, Scene scene) throws IOException {
        Path output = Files.createTempDirectory(folder, "output");
        return new Result(Goals.run(situation.goal.get(), scene, output, Set.of()), output);
    }

    private record Result(Screen screen, Path output) {}

    private static void holds(Cell cell) throws IOException {
        Scene scene = scene(cell.place.situation);
        cell.place.situation.before.accept(scene);
        scene.account.faults().nth(cell.place.operation, cell.place.occurrence, cell.place.faulty.with(cell.text));

        Result result = goal(cell.place.situation, scene);

        scene.account.faults().clear();
        result.screen.assertReadable();
        try (Stream<Path> files = Files.list(result.output)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                assertThat(text).doesNotContainPattern(Screen.RAW);
                if (file.toString().endsWith(".json")) {
                    assertThat(JSON.readTree(text).isContainerNode()).isTrue();
                } else if (file.toString().endsWith(".xml")) {
                    assertThat(Junit.read(text).names("failure").isEmpty())
                            .as("the build passes")
                            .isEqualTo(result.screen.failure().isEmpty());
                }
            }
        }
    }
}
