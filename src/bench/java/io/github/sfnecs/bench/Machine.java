package io.github.sfnecs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/**
 * Where and when something was measured.
 *
 * @param date in UTC
 * @param processors how many there are
 * @param memory GiB
 * @param system operating system and processor
 * @param java version and vendor
 * @param maven version
 */
record Machine(LocalDate date, int processors, long memory, String system, String java, String maven) {
    static Machine here(Path mavenHome) throws IOException, InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                LocalDate.now(ZoneOffset.UTC),
                system.getAvailableProcessors(),
                Math.round(system.getTotalMemorySize() / 1024.0 / 1024 / 1024),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "JDK " + Runtime.version().feature(),
                version(mavenHome));
    }

    private static String version(Path mavenHome) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(mavenHome.resolve("bin/mvn").toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return told.lines()
                .filter(line -> line.contains("Apache Maven"))
                .map(line -> line.replaceFirst(".*Apache (Maven [\\w.-]+).*", "$1"))
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return "%s, %d processors, %d GiB, %s, %s, %s".formatted(date, processors, memory, system, java, maven);
    }
}
