package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a build tries only a slice of, {@code mvn -Ptables verify} tries whole, in the tests that its profile lists. */
class TablesTest {
    private static final Pattern SLICED = Pattern.compile("\\bTables\\.|\\bSizes\\.|named = \"tables\"");
    private static final Pattern PROFILE = Pattern.compile("<id>tables</id>.*?<test>(.*?)</test>", Pattern.DOTALL);

    @Test
    void theProfileHasEachOfThem() throws IOException {
        Matcher profile = PROFILE.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(profile.find()).isTrue();
        List<String> listed = Stream.of(profile.group(1).split(","))
                .map(name -> name.replace("*", ".*"))
                .toList();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<String> sliced = files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(TablesTest::isSliced)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(sliced).hasSizeGreaterThan(10);
            assertThat(sliced).allSatisfy(name -> assertThat(listed).as(name).anyMatch(name::matches));
        }
    }

    private static boolean isSliced(Path file) {
        try {
            return SLICED.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
