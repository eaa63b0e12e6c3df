package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which entry of the catalogue answers each message that AWS documents, and those that users often report. The table is
 * {@code documented-messages.txt}: {@code page: } is the page of the messages below it; a message stands behind the name of its entry,
 * or behind {@code -} where it has nothing to do with running a task.
 */
class DocumentedMessagesTest {
    private static final Path TABLE = Path.of("src/test/resources/io/github/sfnecs/diagnostic/documented-messages.txt");

    private record Message(String place, String page, String entry, String text) {
        @Override
        public String toString() {
            return entry + ": " + text;
        }
    }

    static Stream<Message> messages() throws IOException {
        List<Message> messages = new ArrayList<>();
        List<String> lines = Files.readAllLines(TABLE, StandardCharsets.UTF_8);
        String page = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int colon = line.indexOf(": ");
            if (line.startsWith("page: ")) {
                page = line.substring(colon + 2);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                assertThat(colon)
                        .as("ENTRY: message in line %s of the table", i + 1)
                        .isPositive();
                messages.add(new Message(
                        TABLE.getFileName() + ":" + (i + 1),
                        page,
                        line.substring(0, colon),
                        line.substring(colon + 2)));
            }
        }
        return messages.stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isAnsweredByItsEntry(Message message) {
        assertThat(KnownFailure.in(message.text))
                .as("%s, of %s", message.place, message.page)
                .isEqualTo(
                        message.entry.equals("-")
                                ? Optional.empty()
                                : Optional.of(KnownFailure.valueOf(message.entry)));
    }

    @Test
    void eachHasAPage() throws IOException {
        assertThat(messages())
                .hasSizeGreaterThan(100)
                .allSatisfy(message -> assertThat(message.page).startsWith("https://"));
    }
}
