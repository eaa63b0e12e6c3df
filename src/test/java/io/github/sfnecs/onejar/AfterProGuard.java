package io.github.sfnecs.onejar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Gives all that is in the jar the time of the build that the POM says, where ProGuard gives it the time of day: so two builds make the
 * same jar; and takes the indentation out of the plugin's descriptor.
 */
public final class AfterProGuard {
    /** Maven reads it in each build of each user. */
    private static final String DESCRIPTOR = "META-INF/maven/plugin.xml";

    private AfterProGuard() {}

    /** Takes the jar and the time, as in {@code project.build.outputTimestamp}. */
    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        LocalDateTime time =
                OffsetDateTime.parse(args[1]).atZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        Path timed = jar.resolveSibling("one-jar/timed.jar");
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(timed))) {
            for (ZipEntry entry : from.stream().toList()) {
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTimeLocal(time);
                to.putNextEntry(same);
                byte[] content = from.getInputStream(entry).readAllBytes();
                to.write(entry.getName().equals(DESCRIPTOR) ? dense(content) : content);
            }
        }
        Files.move(timed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] dense(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8)
                .replaceAll(">\\s+<", "><")
                .getBytes(StandardCharsets.UTF_8);
    }
}
