package io.github.sfnecs.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.Hello;
import io.github.sfnecs.mojos.Screen;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items that only Step Functions sees: what the user is told of those that are not there, or are not items. */
class HostileItemsTest extends MapProject {
    private static final Map<String, String> OBJECTS = Map.of(
            "none.json", "[]",
            "none.csv", "id\n",
            "empty.json", "",
            "broken.json", "[1,",
            "object.json", "{}",
            "one.json", "[1]",
            "broken.jsonl", "1\n{\n",
            "lines.csv", "id,name\n1,\"a \"\"b\"\",\nc\"\n",
            "quote.csv", "id\n\"1");

    private static final String NONE = "State EachItem had no items, so nothing ran in it.";
    private static final String UNREAD = "A distributed Map could not read its items.";
    private static final String REPAIR = "fix:   mvn sfn-ecs:ensure-role";

    @BeforeEach
    void fill() {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        OBJECTS.forEach((name, text) -> scene.account.object("all-items/" + name, text));
        scene.account.missingBucket("none-such");
        scene.account.bucketElsewhere("elsewhere");
    }

    /**
     * What is tried.
     *
     * @param map what the POM says
     * @param input of the execution
     * @param missed what the role may not, though it has to
     * @param told each of it the user reads
     */
    private record Row(String map, String input, Optional<String> missed, List<String> told) {
        static Row of(String map, String... told) {
            return new Row(map, "{}", Optional.empty(), List.of(told));
        }

        static Row input(String items, String... told) {
            return new Row("<itemsPath>$.c</itemsPath>", "{\"c\": " + items + "}", Optional.empty(), List.of(told));
        }

        Row inline() {
            return new Row("<mode>INLINE</mode>" + map, input, missed, told);
        }

        Row without(String action) {
            return new Row(map, input, Optional.of(action), told);
        }

        @Override
        public String toString() {
            return map + " " + input
                    + missed.map(action -> " without " + action).orElse("");
        }
    }

    private static String object(String bucket, String key) {
        return "<s3><bucket>" + bucket + "</bucket><key>" + key + "</key></s3>";
    }

    private static Row unread(String key) {
        return Row.of(object("all-items", key), UNREAD, "state EachItem", "its items: s3://all-items/" + key);
    }

    private static String results(String bucket) {
        return "<items>[1]</items><results>s3://" + bucket + "/a</results>";
    }

    private static Stream<Row> rows() {
        return Stream.of(
                Row.of(object("all-items", "none.json"), NONE),
                Row.of(object("all-items", "none.csv"), NONE),
                Row.of("<s3><bucket>all-items</bucket><prefix>nothing/</prefix></s3>", NONE),
                Row.input("[]", NONE),
                Row.input("[]", NONE).inline(),
                Row.of(object("all-items", "one.json"), "SUCCEEDED", "ECS tasks: "),
                Row.of(object("all-items", "lines.csv"), "SUCCEEDED", "ECS tasks: "),
                Row.input("[1]", "SUCCEEDED", "ECS tasks: "),
                unread("empty.json"),
                unread("broken.json"),
                unread("object.json"),
                unread("broken.jsonl"),
                unread("quote.csv"),
                Row.of(
                        object("all-items", "absent.json"),
                        UNREAD,
                        "its items: s3://all-items/absent.json",
                        "likely, in this order: there is no such file",
                        "Put the file there"),
                Row.of(object("none-such", "a.json"), "its items: s3://none-such/a.json", "Put the file there"),
                Row.of(
                        object("elsewhere", "a.json"),
                        "its items: s3://elsewhere/a.json",
                        "likely, in this order: the bucket is in another region",
                        "Have the items in a bucket of the state machine's region"),
                Row.of(
                                object("all-items", "one.json"),
                                "its items: s3://all-items/one.json",
                                "is not allowed s3:GetObject on arn:aws:s3:::all-items/one.json",
                                REPAIR)
                        .without("s3:GetObject"),
                Row.of(
                                "<s3><bucket>all-items</bucket><prefix>one</prefix></s3>",
                                "its items: s3://all-items/one",
                                "is not allowed s3:ListBucket on arn:aws:s3:::all-items",
                                REPAIR)
                        .without("s3:ListBucket"),
                Row.of(results("none-such"), "its results: s3://none-such/a", "Create the bucket"),
                Row.of(
                        results("elsewhere"),
                        "its results: s3://elsewhere/a",
                        "likely: the bucket is in another region",
                        "a bucket of the state machine's region"),
                Row.of(results("results"), "its results: s3://results/a", "is not allowed s3:PutObject", REPAIR)
                        .without("s3:PutObject"),
                new Row("<itemsPath>$.c</itemsPath>", "{}", Optional.empty(), List.of("$.c", "Give it in input")),
                Row.input("null", "must point to array"),
                Row.input("null", "must point to array").inline());
    }

    @TestFactory
    Stream<DynamicTest> isToldOf() {
        return rows().map(row -> dynamicTest(row.toString(), () -> holds(row)));
    }

    private void holds(Row row) throws Exception {
        map = row.map;
        assertThat(run(new EnsureRoleMojo()).message()
                        + run(new DeployStateMachineMojo()).message())
                .isEmpty();
        row.missed.ifPresent(action -> scene.putPolicy(
                Hello.ROLE, "sfn-ecs", scene.policy(Hello.ROLE, "sfn-ecs").replace(action, "s3:GetBucketAcl")));
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(execute, "input", row.input);

        Screen screen = run(execute);

        screen.assertReadable();
        String told = String.join("\n", screen.lines()) + screen.message();
        assertThat(told).contains(row.told.toArray(String[]::new));
        assertThat(told.contains(NONE)).isEqualTo(row.told.contains(NONE));
    }

    /** What a definition of one's own says of the place is shown as it stands there, and harmless. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Parameters\": {\"Bucket.$\": \"$.bucket\", \"Key\": \"a.json\"}|its items: s3://$.bucket/a.json",
                "\"Parameters\": {\"Bucket\": \"none-such\", \"Key\": \"\\u001b[2J\\n[INFO] BUILD SUCCESS\"}"
                        + "|its items: s3://none-such/\\u001b[2J",
                "\"Arguments\": \"{% $states.input.place %}\"|its items: {% $states.input.place %}\n",
            })
    void thePlaceIsAsTheDefinitionSaysIt(String place, String told) throws Exception {
        map = "<items>[1]</items>";
        run(new EnsureRoleMojo());
        run(new DeployStateMachineMojo());
        scene.allow(Hello.ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}");
        String language = place.contains("Arguments") ? "\"QueryLanguage\": \"JSONata\", " : "";
        scene.sfn.updateStateMachine(update -> update.stateMachineArn(scene.stateMachineArn(Hello.STATE_MACHINE))
                .definition("""
                        {%s"StartAt": "EachItem", "States": {"EachItem": {"Type": "Map", "Label": "E", "End": true,
                          "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
                            "ReaderConfig": {"InputType": "JSON"}, %s},
                          "ItemProcessor": {
                            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                            "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}
                        """.formatted(language, place)));
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(
                execute,
                "input",
                "{\"bucket\": \"none-such\", \"place\": {\"Bucket\": \"none-such\", \"Key\": \"a\"}}");

        Screen screen = run(execute);

        screen.assertReadable();
        assertThat(screen.message()).contains(told.replace("\\n", "\n"));
    }

    /** In the POM's map a label is never too long. */
    @Test
    void theLabelOfADefinitionFileIsToldOf() throws Exception {
        EnsureRoleMojo ensure = new EnsureRoleMojo();
        Goals.set(
                ensure,
                "definitionFile",
                Files.writeString(folder.resolve("own.asl.json"), """
                        {"StartAt": "Each", "States": {"Each": {"Type": "Map", "Label": "%s", "End": true,
                          "ItemProcessor": {
                            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                            "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}
                        """.formatted("a".repeat(41)))
                        .toFile());
        map = null;

        assertThat(run(ensure).message())
                .contains("own.asl.json:1, state Each", "a' is not a label: 1 to 40 characters");
    }
}
