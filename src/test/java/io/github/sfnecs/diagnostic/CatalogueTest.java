package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of known failures: each is read, and a mistake in one is told by its file and line. */
class CatalogueTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/github/sfnecs/diagnostic/failures");
    private static final String ENTRY = """
            # An entry.
            [SPOT]
            says: Your Spot Task was
                interrupted.
            pattern: Spot Task ... interrupted
            pattern: \\bSpotInterruption\\b
            meaning: Fargate Spot stopped the task.
            cause: Spot
            fix: Run it again
            page: https://docs.aws.amazon.com/
            seen: reported
            """;

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFileIsRead(String file) {
        assertThat(Catalogue.AREAS.stream().map(area -> area + ".txt"))
                .as("the files that Catalogue reads")
                .contains(file);
        assertThat(Catalogue.blocks(file.replace(".txt", "")))
                .isNotEmpty()
                .allSatisfy(
                        block -> assertThat(Catalogue.Entry.of(block).place()).startsWith("failures/" + file + ":"));
    }

    @ParameterizedTest
    @CsvSource({"'\n'", "'\r\n'", "'\r'"})
    void anEntryIsReadAsItIsWritten(String lineEnd) {
        Catalogue.Entry entry = entry(ENTRY.replace("\n", lineEnd));

        assertThat(entry.place()).isEqualTo("stop.txt:2");
        assertThat(entry.says()).containsExactly("Your Spot Task was interrupted.");
        assertThat(entry.wording())
                .hasToString(Wording.of("Spot Task ... interrupted", "\\bSpotInterruption\\b")
                        .toString());
        assertThat(entry.wording().isIn("SpotInterruption")).isTrue();
        assertThat(entry.wording().isIn("interrupted: Spot Task")).isFalse();
        assertThat(entry.causes()).containsExactly(new Catalogue.Hint(Optional.empty(), "Spot"));
        assertThat(entry.seen()).isEqualTo(Catalogue.Seen.REPORTED);
        assertThat(entry.predicted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# An entry. | An entry. | stop.txt:1: stands before the first [NAME]",
                "says: Your | casue: Your | stop.txt:3: is neither [NAME] nor one of these fields with a value: [cause:",
                "fix: Run it again | fix: | stop.txt:9: is neither",
                "[SPOT] | SPOT | stop.txt:2: stands before",
                "says: Your | '\tsays: Your' | stop.txt:3: is indented, and there is no field to continue",
                "fix: Run it again | fox | stop.txt:9: is neither",
                "fix: Run it again | # no fix | stop.txt:2: [SPOT] lacks the field fix:",
                "cause: Spot | fix: Spot | stop.txt:9: [SPOT] has the field fix: twice",
                "seen: reported | seen: often | stop.txt:11: seen: often is not one of [documented, recorded, reported, unseen]",
                "... interrupted | ... (interrupted | stop.txt:5: pattern: Unclosed group",
                "cause: Spot | cause: [often] Spot | stop.txt:8: cause: often is not one of [denied, elsewhere, missing, network, stopped]",
                "cause: Spot | cause: \ufffd | stop.txt:8: is not UTF-8"
            })
    void aMistakeIsToldByFileAndLine(String right, String wrong, String told) {
        assertThat(ENTRY).contains(right);

        assertThatThrownBy(() -> entry(ENTRY.replace(right, wrong)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(told);
    }

    @Test
    void eachFailureHasOneEntry() {
        assertThat(Catalogue.read()).containsOnlyKeys(KnownFailure.values());
    }

    @Test
    void anEntryThatIsThereTwiceIsToldByBothLines() {
        assertThatThrownBy(() -> Catalogue.entries(blocks(ENTRY + ENTRY)))
                .hasMessage("stop.txt:13: [SPOT] is in stop.txt:2, too");
    }

    @Test
    void aFailureWithoutAnEntryIsNamed() {
        assertThatThrownBy(() -> Catalogue.entries(blocks(ENTRY)))
                .hasMessage("KnownFailure.EXECUTION_ABORTED: no file has a block [EXECUTION_ABORTED]");
    }

    @Test
    void anEntryWithoutAFailureIsNamed() {
        String all = Arrays.stream(KnownFailure.values())
                .map(known -> ENTRY.replace("SPOT", known.name()))
                .collect(Collectors.joining());

        assertThat(Catalogue.entries(blocks(all))).hasSize(KnownFailure.values().length);
        assertThatThrownBy(() -> Catalogue.entries(blocks(ENTRY.replace("SPOT", "SPOTS") + all)))
                .hasMessage("stop.txt:2: [SPOTS] is not in the enum KnownFailure");
    }

    private static Catalogue.Entry entry(String text) {
        return Catalogue.Entry.of(blocks(text).get(0));
    }

    private static List<Block> blocks(String text) {
        return Block.parse("stop.txt", text, Catalogue.FIELDS);
    }
}
