package io.github.sfnecs.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.config.ContainerOverrideBean;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mojos.CheckMojo;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.Goals;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task for each item, from the POM to the account. */
class MapGoalsTest extends MapProject {
    @BeforeEach
    void fewItems() {
        map = "<mode>INLINE</mode><itemsFile>items.jsonl</itemsFile>";
    }

    @Test
    void theItemsOfAFileTravelInTheInput() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        Files.writeString(folder.resolve("items.jsonl"), "{\"id\": \"a\"}\n{\"id\": \"b\"}\n");

        assertThat(run(new EnsureRoleMojo()).message()
                        + run(new DeployStateMachineMojo()).message())
                .isEmpty();
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(execute, "input", "{\"day\": \"today\"}");
        assertThat(run(execute).message()).isEmpty();

        JsonNode execution = Json.parse(Files.readString(folder.resolve("execution.json")));
        assertThat(Json.compact(execution.path("input")))
                .isEqualTo("{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"input\":{\"day\":\"today\"}}");
        assertThat(execution.path("output")).hasSize(2).allSatisfy(result -> {
            assertThat(Json.compact(result.path("ExitCodes"))).isEqualTo("[0]");
            assertThat(result.path("StoppedAt").asLong()).isPositive();
        });
    }

    @Test
    void theItemsOfThePomLeaveTheInputToTheUser() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        map = "<mode>INLINE</mode><items>[{\"id\": \"a\"}]</items>";

        assertThat(run(new EnsureRoleMojo()).message()
                        + run(new DeployStateMachineMojo()).message()
                        + run(new ExecuteMojo()).message())
                .isEmpty();

        JsonNode execution = Json.parse(Files.readString(folder.resolve("execution.json")));
        assertThat(Json.compact(execution.path("input"))).isEqualTo("{}");
        assertThat(execution.path("output")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "none.json||map.itemsFile 'none.json': there is no such file",
                "items.json|{}|map.itemsFile 'items.json': it is not a list",
                "items.json|[1|map.itemsFile 'items.json': line 1 of it is not JSON",
                "items.csv|1,1|map.itemsFile 'items.csv': its first line is not a header, which names each column once",
            })
    void theFileIsToldOf(String name, String text, String told) throws Exception {
        map = "<itemsFile>" + name + "</itemsFile>";
        if (text != null) {
            Files.writeString(folder.resolve(name), text);
        }

        assertThat(run(new ExecuteMojo()).message().strip()).startsWith(told);
        assertThat(run(new EnsureRoleMojo()).message()).isEmpty();
        assertThat(run(new CheckMojo()).message().strip().startsWith(told)).isEqualTo(text != null);
    }

    private ExecuteMojo executeWith(String itemsFile) throws IOException {
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(execute, "itemsFile", folder.resolve(itemsFile).toFile());
        return execute;
    }

    @Test
    void anotherFileMayBeNamedBesideTheMap() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        Files.writeString(folder.resolve("others.csv"), "id\nc\n");
        run(new EnsureRoleMojo());
        run(new DeployStateMachineMojo());
        assertThat(run(executeWith("others.csv")).message()).isEmpty();

        JsonNode execution = Json.parse(Files.readString(folder.resolve("execution.json")));
        assertThat(Json.compact(execution.path("input"))).isEqualTo("{\"items\":[{\"id\":\"c\"}],\"input\":{}}");
        assertThat(execution.path("output")).hasSize(1);
    }

    @Test
    void theFileBesideTheMapMayBeTheOnlyOne() throws Exception {
        map = "<mode>INLINE</mode>";
        Files.writeString(folder.resolve("others.csv"), "id\nc\n");
        assertThat(run(new EnsureRoleMojo()).message()).contains("its items have to come from somewhere");
        assertThat(run(new ExecuteMojo()).message()).contains("map is not set: its items have to come from somewhere");

        properties.setProperty("sfn-ecs.itemsFile", "others.csv");
        assertThat(run(new EnsureRoleMojo()).message()
                        + run(new DeployStateMachineMojo()).message())
                .isEmpty();
        assertThat(run(new CheckMojo()).message())
                .contains("1 of 18 findings failed")
                .contains("subnet-1");
        Files.writeString(folder.resolve("others.csv"), "id,id");
        assertThat(run(new CheckMojo()).message().strip())
                .startsWith("itemsFile 'others.csv': its first line is not a header");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.csv||itemsFile 'FOLDER/a.csv': the POM has no map, which would run the task for each item"
                        + "|<map><itemsFile>customers.csv</itemsFile></map>",
                "a.csv|<s3><bucket>b</bucket></s3>|itemsFile 'FOLDER/a.csv': the POM's map takes its items from s3"
                        + "|<map><itemsFile>customers.csv</itemsFile></map> instead, and deploy it; or leave itemsFile out",
                "none.csv|<mode>INLINE</mode>|itemsFile 'none.csv': there is no such file|<itemsFile>customers.csv</itemsFile>",
                "a.txt|<itemsFile>b.csv</itemsFile>|itemsFile 'a.txt': its name ends in none of .json, .jsonl and .csv"
                        + "|<itemsFile>customers.csv</itemsFile>",
            })
    void theFileBesideTheMapIsToldOf(String name, String inTheMap, String told, String fix) throws Exception {
        map = inTheMap;
        Files.writeString(folder.resolve("a.txt"), "[]");

        assertThat(run(executeWith(name)).message().strip())
                .startsWith(told.replace("FOLDER", folder.toString()))
                .contains(fix);
    }

    @Test
    void aDefinitionOfOnesOwnTakesItsItemsFromTheInput() throws Exception {
        Path definition = folder.resolve("own.asl.json");
        Files.writeString(definition, "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", \"End\": true}}}");
        ExecuteMojo execute = executeWith("a.csv");
        Goals.set(execute, "definitionFile", definition.toFile());

        assertThat(run(execute).message())
                .contains("it is for the POM's map; what a definitionFile reads of its input is its own")
                .contains("Give the items as inputFile");
    }

    @Test
    void moreThanAnExecutionTakesBelongsIntoS3() throws Exception {
        Files.writeString(folder.resolve("items.jsonl"), ("\"" + "x".repeat(1000) + "\"\n").repeat(300));
        assertThat(run(new ExecuteMojo()).message().strip())
                .startsWith(
                        "map.itemsFile 'items.jsonl': it has 300 items of 300901 bytes as JSON, and an execution takes at"
                                + " most 262144 (256 KiB)")
                .contains("Put them into S3");

        Files.writeString(folder.resolve("items.jsonl"), ("\"" + "x".repeat(1000) + "\"\n").repeat(600));
        assertThat(run(new ExecuteMojo()).message().strip())
                .startsWith("map.itemsFile 'items.jsonl': it has 601800 bytes")
                .contains("Put them into S3");

        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("items.jsonl").toFile(), "rw")) {
            file.setLength(40_000_000);
        }
        assertThat(run(new ExecuteMojo()).message().strip())
                .startsWith("map.itemsFile 'items.jsonl': it has 40000000 bytes")
                .contains("Put them into S3");

        Files.writeString(folder.resolve("items.jsonl"), ("\"" + "x".repeat(1000) + "\"\n").repeat(255));
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(execute, "input", "{\"a\": \"" + "x".repeat(10_000) + "\"}");
        assertThat(run(execute).message().strip())
                .startsWith("map.itemsFile '255 items': with the input they have 265");
    }

    @Test
    void checkSaysWhatTheyAskOfFargate() throws Exception {
        map =
                "<items>[1]</items><mode>INLINE</mode><maxConcurrency>40</maxConcurrency><expectedDuration>PT1S</expectedDuration>";
        run(new EnsureRoleMojo());
        run(new CheckMojo());

        String report = Files.readString(folder.resolve("check.json"));
        assertThat(report)
                .contains("40 tasks at a time have ", " vCPUs, which count against")
                .contains(
                        "40 tasks at a time of PT1S are more than 20 launches a second.",
                        "<maxConcurrency>20</maxConcurrency>");
    }

    @Test
    void checkKnowsTheInputWhereATaskHasIt() throws Exception {
        map = "<items>[1]</items><mode>INLINE</mode>";
        XmlPlexusConfiguration environment = new XmlPlexusConfiguration("environment");
        environment.addChild("LIMIT", "$.input.limit");
        ContainerOverrideBean web = new ContainerOverrideBean();
        Goals.set(web, "name", "web");
        Goals.set(web, "environment", environment);
        CheckMojo check = new CheckMojo();
        Goals.set(check, "containerOverrides", List.of(web));
        properties.setProperty("sfn-ecs.input", "{\"limit\": 7}");
        run(new EnsureRoleMojo());
        run(check);

        assertThat(Files.readString(folder.resolve("check.json")))
                .contains("The variable LIMIT of web gets $.input.limit, which is a number.");
    }

    /** The key of the items, then of the results: what of the policy is taken away is missed. */
    @ParameterizedTest
    @CsvSource({"kms:Decrypt, items, 0", "kms:GenerateDataKey, results, 0", "'', '', 2"})
    void theRoleMayUseTheKeysOfEncryptedBuckets(String gone, String bucket, int items) throws Exception {
        String key = "arn:aws:kms:us-east-1:000000000000:key/";
        map = "<s3><bucket>items</bucket><key>all.jsonl</key><kmsKeyArn>" + key + "items</kmsKeyArn></s3>"
                + "<results>s3://results/here</results><resultsKmsKeyArn>" + key + "results</resultsKmsKeyArn>";
        scene.account.object("items/all.jsonl", "1\n2\n");
        scene.account.bucketKey("items", key + "items");
        scene.account.bucketKey("results", key + "results");
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        run(new EnsureRoleMojo());
        run(new DeployStateMachineMojo());
        String role = "sfn-ecs-hello-us-east-1";
        String policy = scene.policy(role, "sfn-ecs-additional");
        assertThat(Json.compact(Json.parse(policy).path("Statement")))
                .isEqualTo(
                        "[{\"Sid\":\"EncryptResults\",\"Effect\":\"Allow\",\"Action\":[\"kms:GenerateDataKey\",\"kms:Decrypt\"],"
                                + "\"Resource\":\"" + key
                                + "results\"},{\"Sid\":\"DecryptItems\",\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\","
                                + "\"Resource\":\"" + key + "items\"}]");
        if (!gone.isEmpty()) {
            scene.putPolicy(role, "sfn-ecs-additional", policy.replace(gone, "kms:DescribeKey"));
        }

        String said = run(new ExecuteMojo()).message();

        assertThat(said.isEmpty()).isEqualTo(gone.isEmpty());
        if (!gone.isEmpty()) {
            assertThat(said).contains(gone, "key/" + bucket, "Name the key in the POM");
        }
        assertThat(scene.account.objects().keySet().stream()
                        .filter(name -> name.endsWith("/SUCCEEDED_0.json"))
                        .count())
                .isEqualTo(items == 0 ? 0 : 1);
    }
}
