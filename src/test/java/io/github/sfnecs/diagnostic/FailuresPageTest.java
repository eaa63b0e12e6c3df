package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manual's page of all known failures is made of the catalogue: it alone says how many there are. */
class FailuresPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/failures.md");

    @Test
    void isTheCatalogue() throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.writeString(PAGE, page());
        }

        assertThat(page())
                .as(PAGE + ", which -Dgolden.update writes anew where the change is meant")
                .isEqualTo(Files.readString(PAGE));
    }

    private static String page() {
        List<KnownFailure> all = Arrays.asList(KnownFailure.values());
        long predicted = all.stream().filter(known -> known.predicted()).count();
        return """
                # Known failures

                What `execute`, `follow` and `explain` know: %d failures, of which `check` predicts %d, marked *check*. They are tried in this order, and the first
                whose words are in a text is the one. The rest of the text then decides which of its causes are told first.

                | AWS says, for example | which means | |
                | --- | --- | --- |
                """.formatted(all.size(), predicted)
                + all.stream().map(FailuresPageTest::row).collect(Collectors.joining());
    }

    private static String row(KnownFailure known) {
        String says = Catalogue.of(known).says().get(0).replace("`", "'").replace("|", "\\|");
        return "| `" + (says.length() > 160 ? says.substring(0, 160) + "…" : says) + "` | [" + known.happened() + "]("
                + known.page() + ") | " + (known.predicted() ? "*check*" : "") + " |\n";
    }
}
