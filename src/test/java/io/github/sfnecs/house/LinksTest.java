package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written for people leads to where it says, in the repository and on the site, where a page {@code x.md} is {@code x.html}. */
class LinksTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Path BESIDE_PAGES = Path.of("src/site/resources");
    private static final Pattern LINK = Pattern.compile("]\\((?!\\w+:)(?<file>[^)#\\s]*)(?:#(?<name>[^)]+))?\\)");
    private static final Pattern NAME = Pattern.compile("(?m)^#+ <a id=\"([^\"]+)\"></a>");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return Stream.concat(
                    Stream.of(
                                    "README.md",
                                    "CONTRIBUTING.md",
                                    "SECURITY.md",
                                    "CHANGELOG.md",
                                    "src/bench/README.md",
                                    "src/test/java/io/github/sfnecs/fakeaws/README.md")
                            .map(Path::of),
                    pages.sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leadToAFileAndToANameInIt(Path document) throws IOException {
        assertThat(LINK.matcher(Files.readString(document)).results().toList()).allSatisfy(link -> {
            Path file = link.group(1).isEmpty() ? document : target(document, link.group(1));
            assertThat(file).as(link.group()).exists();
            if (link.group(2) != null) {
                assertThat(names(file)).as(link.group()).contains(link.group(2));
            }
        });
    }

    /** On the site pages are {@code .html}, and pictures beside them. */
    private static Path target(Path document, String file) {
        if (!document.startsWith(PAGES)) {
            return document.resolveSibling(file);
        }
        Path page = document.resolveSibling(file.replaceFirst("\\.html$", ".md"));
        return Files.exists(page) ? page : BESIDE_PAGES.resolve(file);
    }

    /** GitHub and the site give a heading different names, so one that is linked has a name of its own. */
    private static List<String> names(Path document) throws IOException {
        return NAME.matcher(Files.readString(document))
                .results()
                .map(name -> name.group(1))
                .toList();
    }
}
