package io.github.sfnecs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.house.PluginDescriptorTest;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.AbstractDefinitionMojo;
import io.github.sfnecs.mojos.AbstractSfnEcsMojo;
import io.github.sfnecs.mojos.AsksEachGoal;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.EveryGoal;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.Screen;
import io.github.sfnecs.rendering.Value;
import io.github.sfnecs.testing.Hostile;
import io.github.sfnecs.testing.Junit;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every place of every parameter of every goal with every hostile text: the goal says in words of ours what is wrong with it, or does
 * its work, and then the text is a text in what it renders and nothing else. {@code -Dtables=all} tries all of it, a build without a
 * slice.
 */
class HostileParametersTest {
    /** Where any text goes as it is, so that it has to be found in the definition. */
    private static final Set<String> RENDERED = Set.of(
            "subnets[0]",
            "securityGroups[0]",
            "taskTags.key",
            "taskTags.<key>",
            "containerOverrides[0].command.child",
            "containerOverrides[0].environment.child",
            "containerOverrides[0].environment.<name>");

    /** These render nothing: what they leave tells of AWS, and other parameters have it tell other things. */
    private static final Set<String> TELLS = Set.of("follow", "status");

    private static final String HARMLESS = "harmless";
    private static final String HARMLESS_PATH = "$.harmless";
    private static final String HARMLESS_TEXT = "States.Format('{}', $.harmless)";
    private static final int SLICE = 300;
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(2_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private static Path folder;

    private static final Lab.Credentials CREDENTIALS = Lab.Credentials.of(Scene.ACCOUNT);
    private static final Scene SCENE = new Scene();
    private static final Set<String> FOUND = new TreeSet<>();

    private final Map<String, Optional<Map<String, JsonNode>>> usual = new TreeMap<>();

    @AfterAll
    static void close() {
        SCENE.close();
        CREDENTIALS.close();
    }

    private record Cell(Slot slot, String text) {
        @Override
        public String toString() {
            return slot + " = " + Hostile.name(text);
        }
    }

    /** What a goal did. */
    private record Outcome(Screen screen, Map<String, JsonNode> files, boolean calledAws) {}

    @TestFactory
    Stream<DynamicTest> isToldOfOrStaysAText() throws Exception {
        SCENE.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        assertThat(run(new EnsureRoleMojo()).screen.failure()).isEmpty();
        assertThat(run(new DeployStateMachineMojo()).screen.failure()).isEmpty();
        List<Slot> slots = slots();
        List<Cell> all = new ArrayList<>();
        for (Slot slot : slots) {
            Hostile.texts().forEach(text -> all.add(new Cell(slot, text)));
        }
        List<Cell> tried = Hostile.everywhere()
                ? all
                : IntStream.range(0, all.size())
                        .filter(i ->
                                i % slice(all.get(i)) == i / Hostile.texts().size() % slice(all.get(i))
                                        || isATag(all.get(i)))
                        .mapToObj(all::get)
                        .toList();
        System.out.println("Hostile input: " + Hostile.texts().size() + " texts for " + slots.size() + " places of "
                + slots.stream()
                        .map(slot -> slot.goal() + slot.parameter())
                        .distinct()
                        .count() + " parameters, "
                + tried.size() + " of " + all.size() + " cells are tried (" + Hostile.seed() + ").");
        return Stream.concat(
                tried.stream().map(cell -> dynamicTest(cell.toString(), () -> holds(cell))),
                Stream.of(dynamicTest(
                        "texts are found where they belong",
                        () -> assertThat(FOUND).containsAll(RENDERED))));
    }

    /** A goal that needs more to be told of is not tried: whatever text comes, it complains of something else. */
    @Test
    @AsksEachGoal
    void withoutThemEveryGoalComesToItsCalls() throws IOException {
        Set<String> calling = new TreeSet<>();
        for (String goal : EveryGoal.runnable()) {
            if (run(EveryGoal.mojo(goal)).calledAws) {
                calling.add(goal);
            }
        }

        EveryGoal.assertAll(
                EveryGoal.callingAws(),
                calling::contains,
                "parameters with which it comes to call AWS, in hello of src/test/java/io/github/sfnecs/mojos/Goals.java");
    }

    /** Of what has to be found somewhere, more is tried. */
    private static int slice(Cell cell) {
        return RENDERED.contains(cell.slot.path()) ? SLICE / 10 : SLICE;
    }

    /** Few texts can be one, so a slice may miss them. https://docs.aws.amazon.com/step-functions/latest/apireference/API_Tag.html */
    private static boolean isATag(Cell cell) {
        return cell.slot.goal().equals("deploy-statemachine")
                && cell.slot.parameter().startsWith("taskTags")
                && TAG.matcher(cell.text).matches();
    }

    @Test
    void aFileThatIsNoTextIsToldOf() throws Exception {
        for (byte[] bytes : Hostile.bytes()) {
            ExecuteMojo execute = new ExecuteMojo();
            Goals.set(
                    execute,
                    "inputFile",
                    Files.write(folder.resolve("no-text.json"), bytes).toFile());

            Outcome outcome = run(execute);

            outcome.screen.assertReadable();
            assertThat(outcome.screen.message()).contains("inputFile '").contains("it is not a text in UTF-8");
        }
    }

    private static List<Slot> slots() throws Exception {
        return PluginDescriptorTest.parameters()
                .filter(parameter -> EveryGoal.runnable().contains(parameter.goal()) && parameter.editable())
                .flatMap(parameter -> Slot.of(
                        parameter.goal(),
                        parameter.name(),
                        EveryGoal.mojo(parameter.goal()).getClass(),
                        folder))
                .toList();
    }

    private void holds(Cell cell) throws IOException {
        Outcome outcome = run(cell.slot, Optional.of(cell.text));

        outcome.screen.assertReadable();
        if (outcome.screen.failure().isPresent()) {
            assertThat(outcome.calledAws || outcome.screen.message().contains(cell.slot.parameter()))
                    .as("names the parameter: " + outcome.screen.message())
                    .isTrue();
        } else if (cell.slot.goal().equals("execute")) {
            assertInput(cell, outcome.files.get("execution.json"));
        } else if (!isSplit(cell.slot) && !TELLS.contains(cell.slot.goal())) {
            assertText(cell, outcome.files);
        }
    }

    private static void assertInput(Cell cell, JsonNode report) throws IOException {
        if (cell.slot.parameter().startsWith("input") && !cell.text.isBlank()) {
            assertThat(report.path("input")).isEqualTo(JSON.readTree(cell.text));
        }
    }

    /** What is rendered is as without the parameter, or as with another text but for that text. */
    private void assertText(Cell cell, Map<String, JsonNode> files) throws IOException {
        Optional<Map<String, JsonNode>> without = usual(cell.slot, Optional.empty());
        // what begins with a dollar is a path where there can be one
        String other = isFoundOut(cell)
                ? HARMLESS_TEXT
                : cell.text.startsWith("$") && !isLiteral(cell.slot) ? HARMLESS_PATH : HARMLESS;
        Optional<Map<String, JsonNode>> with = usual(cell.slot, Optional.of(other));
        for (Map.Entry<String, JsonNode> file : files.entrySet()) {
            JsonNode actual = file.getValue();
            boolean left = without.filter(usual -> usual.get(file.getKey()).equals(actual))
                    .isPresent();
            boolean put = with.filter(usual -> replaced(usual.get(file.getKey()), other, text(cell))
                            .equals(actual))
                    .isPresent();
            assertThat(left || put)
                    .as(file.getKey() + " is\n" + actual.toPrettyString())
                    .isTrue();
            if (put && !left) {
                FOUND.add(cell.slot.path());
            }
        }
    }

    private Optional<Map<String, JsonNode>> usual(Slot slot, Optional<String> text) throws IOException {
        String key = slot + " " + text;
        if (!usual.containsKey(key)) {
            Outcome outcome = run(slot, text);
            usual.put(
                    key,
                    Optional.of(outcome.files)
                            .filter(files -> outcome.screen.failure().isEmpty()));
        }
        return usual.get(key);
    }

    /** The text as it has to arrive: of the container's every blank counts, and a backslash before a dollar is none of its. */
    private static String text(Cell cell) {
        if (!isOfContainer(cell.slot)) {
            return cell.slot.path().endsWith(".<key>") ? cell.text : cell.text.strip();
        }
        if (cell.slot.path().endsWith(".<name>")) {
            return cell.text;
        }
        if (isFoundOut(cell)) {
            return Value.of(cell.text).asArgument();
        }
        return (cell.text.startsWith("\\$") ? cell.text.substring(1) : cell.text).replace("\\${", "${");
    }

    /** Whether a path into the input would be a mistake there. */
    private static boolean isLiteral(Slot slot) {
        return Set.of("subnets", "securityGroups").contains(slot.parameter())
                || slot.path().equals("map.items[0]");
    }

    /** Whether the text is several, between its commas. */
    private static boolean isSplit(Slot slot) {
        return slot.path().endsWith("(one text)") || slot.path().endsWith(".command");
    }

    private static boolean isOfContainer(Slot slot) {
        return slot.path().matches("containerOverrides\\[0]\\.(command|environment).*");
    }

    /** Whether the text has several parts, some of them paths, or is a function. */
    private static boolean isFoundOut(Cell cell) {
        try {
            return isOfContainer(cell.slot)
                    && !cell.slot.path().endsWith(".<name>")
                    && !(Value.of(cell.text) instanceof Value.Literal || Value.of(cell.text) instanceof Value.Path);
        } catch (Value.Unreadable e) {
            return false;
        }
    }

    private static JsonNode replaced(JsonNode node, String other, String text) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), replaced(member.getValue(), other, text)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(replaced(element, other, text)));
            return copy;
        }
        return node.isTextual()
                ? JSON.getNodeFactory().textNode(node.textValue().replace(other, text))
                : node;
    }

    private static Outcome run(Slot slot, Optional<String> text) throws IOException {
        AbstractSfnEcsMojo goal = EveryGoal.mojo(slot.goal());
        if (goal instanceof AbstractDefinitionMojo) {
            Goals.set(goal, "dryRun", "true");
        }
        if (Set.of("heartbeat", "taskTokenContainer").contains(slot.parameter())) {
            Goals.set(goal, "integrationPattern", "WAIT_FOR_TASK_TOKEN");
            Goals.set(goal, "stateTimeout", "PT2H");
        }
        // what is left out of a bean leaves its siblings
        boolean child = slot.path().matches(".*\\[0]\\.\\w+");
        if (text.isPresent() || child) {
            Goals.set(goal, slot.parameter(), slot.filled().apply(text.orElse(null)));
        }
        return run(goal, text.isPresent() ? Set.of(slot.parameter()) : Set.of());
    }

    private static Outcome run(AbstractSfnEcsMojo goal) throws IOException {
        return run(goal, Set.of());
    }

    private static Outcome run(AbstractSfnEcsMojo goal, Set<String> given) throws IOException {
        Path output = Files.createTempDirectory(folder, "output");
        SCENE.account.forgetCalls();
        Screen screen = Goals.run(goal, SCENE, output, given);
        Map<String, JsonNode> files = new TreeMap<>();
        try (Stream<Path> written = Files.list(output)) {
            for (Path file : written.toList()) {
                if (file.toString().endsWith(".xml")) {
                    Junit.read(Files.readString(file));
                }
                if (!file.toString().endsWith(".json")) {
                    continue;
                }
                JsonNode json = JSON.readTree(Files.readString(file));
                if (json instanceof ObjectNode object) {
                    // when it was seen differs from run to run
                    object.remove("seenAt");
                }
                files.put(file.getFileName().toString(), json);
            }
        }
        return new Outcome(screen, files, !SCENE.account.calls().isEmpty());
    }
}
