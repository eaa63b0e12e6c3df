package io.github.sfnecs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Definitions of other people that run ECS tasks, and what came of each: a table, for their texts are not ours to keep. {@code
 * .ci/corpus <folder>} fetches them, {@code -Dcorpus=<folder>} tries them, and whatever else is in that folder.
 */
class CorpusTest {
    private static final Path TABLE = Path.of("src/test/resources/io/github/sfnecs/tables/corpus.tsv");
    private static final int AT_LEAST = 60;
    private static final String REASON = "what \\S+ needs is not known"
            + "|(?:\\S+ (?:comes from .+?, which is known only when the state runs|'[^']+' is not [^()]+)\\. ?)+";
    private static final String FULL = "full role: [1-9]\\d* statements for (?<tasks>[1-9]\\d*) ECS tasks";
    private static final String REFUSED = "refused: (?:(?:^|; )?[^;]+? \\((?:" + REASON + ")\\)(?:; )?)+";
    private static final String MISTAKE = "mistake: (?:line \\d+(?: and line \\d+)*: .+\\.(?: \\(.+\\))?)+";

    private static final Pattern SUMMARY = Pattern.compile("\\d+ definitions with ECS tasks, from .+? is told");

    @TempDir
    private static Path folder;

    /**
     * A definition.
     *
     * @param commit in which the file was read
     * @param number which of the file's definitions it is, counted from 1
     * @param sha256 of its text
     * @param tasks how often it names {@code ecs:runTask}
     */
    private record Row(
            String repository, String commit, String path, int number, String sha256, int tasks, String outcome) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(
                    cells[0],
                    cells[1],
                    cells[2],
                    Integer.parseInt(cells[3]),
                    cells[4],
                    Integer.parseInt(cells[5]),
                    cells[6]);
        }

        String line() {
            return String.join("\t", repository, commit, path, "" + number, sha256, "" + tasks, outcome);
        }

        /** The same definition as it is tried now. */
        Row tried(Path corpus) {
            String whole = text(corpus.resolve(repository).resolve(path));
            String text = Extracted.from(path, whole).get(number - 1);
            String name = path.substring(path.lastIndexOf('/') + 1) + (text.equals(whole) ? "" : ".asl.json");
            Tried tried = Tried.of(folder, name, text);
            assertThat(tried.silent()).as("neither granted nor refused").isEmpty();
            return new Row(
                    repository,
                    commit,
                    path,
                    number,
                    CorpusTest.sha256(text),
                    text.split("ecs:runTask", -1).length - 1,
                    tried.outcome());
        }

        String file() {
            return repository + "/" + path;
        }
    }

    @Test
    void eachDefinitionCameToARoleOrToWhatIsWrongWithIt() throws IOException {
        List<Row> rows = rows();

        assertThat(rows.stream().filter(row -> row.tasks() > 0)).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        assertThat(rows).extracting(Row::sha256).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(rows).extracting(Row::commit).allMatch(commit -> commit.matches("[0-9a-f]{40}"));
        assertThat(rows).allSatisfy(row -> assertThat(row.outcome()).matches(FULL + "|" + REFUSED + "|" + MISTAKE));
        assertThat(rows.stream().filter(row -> row.outcome().startsWith("full")))
                .allSatisfy(row -> assertThat(row.outcome()).contains(" for " + row.tasks() + " ECS tasks"));
    }

    @Test
    void thePageSaysHowMany() throws IOException {
        List<Row> rows = rows();

        assertThat(SUMMARY.matcher(Files.readString(Path.of("CONTRIBUTING.md")).replaceAll("\\s+", " "))
                        .results()
                        .map(MatchResult::group))
                .containsExactly(rows.size() + " definitions with ECS tasks, from "
                        + rows.stream().map(Row::repository).distinct().count() + " public repositories: "
                        + count(rows, "full") + " get a full role, in " + count(rows, "refused")
                        + " some states are refused, in " + count(rows, "mistake") + " a mistake is told");
    }

    private static long count(List<Row> rows, String outcome) {
        return rows.stream().filter(row -> row.outcome().startsWith(outcome)).count();
    }

    @Test
    void aTemplatesDefinitionIsThatOfAFileOfItsOwn() {
        String alone = json("${cluster}", "${subnets}");

        assertThat(Extracted.from("nightly.asl.json", alone)).containsExactly(alone);
        assertThat(Extracted.from("main.tf", "x = <<-EOF\n" + json("${a.cluster}", "${jsonencode(a.b)}") + "\n  EOF\n"))
                .containsExactly(json("${a.cluster}", "${jsonencode_a.b}"));
        assertThat(Extracted.from("main.tf", """
                        definition = jsonencode({
                          StartAt = "Run" # first
                          States = { Run = {
                            Type = "Task", End = true, "Resource" : "arn:aws:states:::ecs:runTask",
                            Parameters = {
                              Cluster        = "${a.cluster}"
                              TaskDefinition = "jobs"
                              Subnets        = [for b in a : b.id]
                            }
                          } }
                        })
                        """))
                .singleElement()
                .asString()
                .isEqualToIgnoringWhitespace(json("${a.cluster}", "${for_b_in_a_b.id}"));
        assertThat(Extracted.from(
                        "stack.yml",
                        "D:\n  Fn::Sub:\n    - |\n      " + alone.replace("\n", "\n      ") + "\n    - {}\n"))
                .containsExactly(alone);
        assertThat(Extracted.from(
                        "stack.json",
                        "{\"DefinitionString\":{\"Fn::Join\":[\"\",["
                                + Json.compact(Json.of(alone.replaceAll("(?s)\\$.*", "")))
                                + ",{\"Ref\":\"C\"}," + Json.compact(Json.of(alone.replaceAll("(?s)^.*cluster}", "")))
                                + "]]}}"))
                .containsExactly(json("${Ref_C}", "${subnets}"));
        assertThat(Guess.values(json("${c}", "${s}"), Lab.SCOPE))
                .containsEntry("c", Lab.SCOPE.regional("ecs", "cluster/jobs"))
                .containsEntry("s", "[\"subnet-0abc1234\"]");
    }

    private static String json(String cluster, String subnets) {
        return """
                {"StartAt": "Run", "States": {"Run": {"Type": "Task", "End": true,
                "Resource": "arn:aws:states:::ecs:runTask", "Parameters": {
                "Cluster": "%s", "TaskDefinition": "jobs", "Subnets": %s}}}}""".formatted(cluster, subnets);
    }

    @Test
    void aStateForWhichNothingIsGrantedNorRefusedIsSeen() {
        Definition definition = Definition.parse(json("jobs", "[]"));

        assertThat(Tried.silent(definition, PolicyDocument.empty(), Set.of())).containsExactly("Run");
        assertThat(Tried.silent(definition, PolicyDocument.empty(), Set.of("Run")))
                .isEmpty();
        assertThat(Tried.of(folder, "a.json", json("jobs", "[]")).outcome())
                .isEqualTo("full role: 2 statements for 1 ECS tasks");
    }

    @TestFactory
    @EnabledIfSystemProperty(named = "corpus", matches = ".+")
    Stream<DynamicTest> eachDefinitionComesToWhatTheTableSays() throws IOException {
        Path corpus = Path.of(System.getProperty("corpus"));
        List<Row> table = rows();
        List<Row> rows = found(corpus, table);
        if (System.getProperty("golden.update") != null) {
            List<String> lines =
                    new ArrayList<>(List.of(Files.readAllLines(TABLE).get(0)));
            table.forEach(row -> lines.add((rows.contains(row) ? row.tried(corpus) : row).line()));
            Files.write(TABLE, lines);
        }
        return rows.stream()
                .map(row -> dynamicTest(row.file() + " " + row.number(), () -> {
                    Row tried = row.tried(corpus);
                    if (row.outcome().isEmpty()) {
                        System.out.println(tried.line());
                    } else {
                        assertThat(tried).isEqualTo(row);
                    }
                }));
    }

    /** Those of the table of which the folder has the file, and one for each definition of each other file. */
    private static List<Row> found(Path corpus, List<Row> table) throws IOException {
        List<Row> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(corpus)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = corpus.relativize(file).toString();
                List<Row> known =
                        table.stream().filter(row -> row.file().equals(name)).toList();
                found.addAll(known);
                if (known.isEmpty()) {
                    IntStream.rangeClosed(1, Extracted.from(name, text(file)).size())
                            .forEach(number -> found.add(new Row(".", "", name, number, "", 0, "")));
                }
            }
        }
        assertThat(found).as("what is in " + corpus).isNotEmpty();
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream().skip(1).map(Row::of).toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
