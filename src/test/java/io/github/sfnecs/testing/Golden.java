package io.github.sfnecs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whole documents, compared with the files of {@code src/test/resources/golden}. After a change that is meant,
 * {@code mvn test -Dgolden.update} writes them anew, and the diff shows what it did.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Compares; the file ends with a line feed, whether or not the document does. */
    public static void assertGolden(String file, String document) {
        Path golden = FOLDER.resolve(file);
        String actual = document.endsWith("\n") ? document : document + "\n";
        try {
            if (System.getProperty("golden.update") != null) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, actual);
            }
            assertThat(actual)
                    .as(golden + ", which -Dgolden.update writes anew where the change is meant")
                    .isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
