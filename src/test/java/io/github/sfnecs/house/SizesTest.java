package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rooms in which one finds one's way. */
class SizesTest {
    private static final int MOST_FILES = 20;
    private static final int MOST_LINES = 250;
    private static final int MEDIAN_LINES = 75;

    @Test
    void noPackageHasMoreThanTwentyFiles() throws IOException {
        for (String tree : List.of("src/main/java", "src/test/java", "src/bench/java")) {
            Map<Path, Long> files =
                    sources(tree).stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

            assertThat(files).isNotEmpty();
            assertThat(files.entrySet().stream()
                            .filter(folder -> folder.getValue() > MOST_FILES)
                            .map(folder -> folder + ", where " + MOST_FILES + " files may be: put some into another"
                                    + " package, or into a new one, of which ArchitectureTest is to know the floor"))
                    .isEmpty();
        }
    }

    @Test
    void aClassOfThePluginFitsTheScreenAndNoneIsLong() throws IOException {
        List<Integer> lines =
                sources("src/main/java").stream().map(SizesTest::lines).sorted().toList();

        assertThat(lines.get(lines.size() / 2)).as("the median of lines").isLessThanOrEqualTo(MEDIAN_LINES);
        assertThat(sources("src/main/java"))
                .allSatisfy(
                        file -> assertThat(lines(file)).as("lines of " + file).isLessThanOrEqualTo(MOST_LINES));
    }

    private static List<Path> sources(String tree) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(tree))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
