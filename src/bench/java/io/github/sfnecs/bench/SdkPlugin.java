package io.github.sfnecs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A Maven plugin whose only goal is {@link SdkAlone}, with the class path of ours. */
final class SdkPlugin {
    private static final String GROUP = "io.github.sfnecs.bench";
    private static final String ARTIFACT = "sdk-alone-maven-plugin";
    private static final String VERSION = "1";
    /** Its goal, as it is given to Maven. */
    static final String GOAL = GROUP + ":" + ARTIFACT + ":" + VERSION + ":run";

    private SdkPlugin() {}

    /** Puts it into a local repository in which our own plugin is, in this version. */
    static void install(Path repository, String version) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve(GROUP.replace('.', '/')).resolve(ARTIFACT).resolve(VERSION));
        Files.writeString(folder.resolve(ARTIFACT + "-" + VERSION + ".pom"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  %s
                  <packaging>maven-plugin</packaging>
                  <dependencies>
                    <dependency>
                      <groupId>io.github.sfnecs</groupId>
                      <artifactId>sfn-ecs-maven-plugin</artifactId>
                      <version>%s</version>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(coordinates(), version));
        try (OutputStream file = Files.newOutputStream(folder.resolve(ARTIFACT + "-" + VERSION + ".jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("META-INF/maven/plugin.xml"));
            jar.write("""
                    <plugin>
                      %s
                      <goalPrefix>sdk-alone</goalPrefix>
                      <mojos>
                        <mojo>
                          <goal>run</goal>
                          <implementation>%s</implementation>
                          <language>java</language>
                          <instantiationStrategy>per-lookup</instantiationStrategy>
                          <executionStrategy>once-per-session</executionStrategy>
                        </mojo>
                      </mojos>
                    </plugin>
                    """.formatted(coordinates(), SdkAlone.class.getName()).getBytes(StandardCharsets.UTF_8));
            String goal = SdkAlone.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(goal));
            try (InputStream bytes = SdkAlone.class.getClassLoader().getResourceAsStream(goal)) {
                bytes.transferTo(jar);
            }
        }
    }

    private static String coordinates() {
        return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
                .formatted(GROUP, ARTIFACT, VERSION);
    }
}
