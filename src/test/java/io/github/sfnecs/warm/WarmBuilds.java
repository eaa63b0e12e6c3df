package io.github.sfnecs.warm;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import org.apache.maven.Maven;
import org.apache.maven.eventspy.AbstractEventSpy;
import org.apache.maven.execution.MavenExecutionRequest;
import org.codehaus.plexus.PlexusContainer;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;

/**
 * Makes of one Maven what a daemon is: once its own build has ended, it builds the same project ten times more, in the container that is
 * there, with the class loader of the plugin that is there. What the builds differ in is changed as the Maven daemon changes it: each has
 * a thread, a level of the log, environment variables and system properties, and the latter are put back when it ends.
 * https://github.com/apache/maven-mvnd/blob/1.0.2/daemon/src/main/java/org/apache/maven/cli/DaemonMavenCli.java
 */
public final class WarmBuilds extends AbstractEventSpy {
    private PlexusContainer container;
    private final Properties userProperties = new Properties();
    private MavenExecutionRequest first;
    private boolean begun;

    @Override
    public void init(Context context) {
        container = (PlexusContainer) context.getData().get("plexus");
    }

    @Override
    public void onEvent(Object event) {
        if (first == null && event instanceof MavenExecutionRequest request) {
            first = request;
            userProperties.putAll(request.getUserProperties());
        }
    }

    /** Maven has done what its command line asked for. */
    @Override
    public void close() throws Exception {
        // Maven 4 closes what listens once for each of its contexts
        if (first == null || begun) {
            return;
        }
        begun = true;
        Path folder = Path.of(first.getBaseDirectory());
        Properties left = new Properties();
        try (Interrupter interrupter = new Interrupter(folder)) {
            for (int cycle = 1; cycle <= 2; cycle++) {
                for (Kind kind : Kind.values()) {
                    String name = kind + " " + cycle;
                    System.out.println("=== " + name);
                    build(kind, interrupter).forEach((what, value) -> left.put(name + " " + what, value));
                    System.out.println("=== ");
                }
            }
        }
        try (Writer writer = Files.newBufferedWriter(folder.resolve("left.properties"))) {
            left.store(writer, null);
        }
    }

    private Map<String, String> build(Kind kind, Interrupter interrupter) throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        FutureTask<Remains> build = new FutureTask<>(() -> build(kind));
        Thread thread = new Thread(build, "build");
        interrupter.aimAt(kind == Kind.INTERRUPTED ? Optional.of(thread) : Optional.empty());
        ProcessEnvironment.with(kind.environment, () -> {
            thread.start();
            thread.join();
        });
        Map<String, String> left = build.get().left();
        System.setProperties(before);
        return left;
    }

    private Remains build(Kind kind) throws ComponentLookupException {
        LogLevel.set(kind.debug ? "DEBUG" : "INFO");
        Properties all = new Properties();
        all.putAll(userProperties);
        all.putAll(kind.properties);
        System.getProperties().putAll(kind.properties);
        Properties system = new Properties();
        system.putAll(System.getProperties());
        MavenExecutionRequest request = first.setGoals(kind.goals)
                .setSystemProperties(system)
                .setUserProperties(all)
                .setLoggingLevel(
                        kind.debug
                                ? MavenExecutionRequest.LOGGING_LEVEL_DEBUG
                                : MavenExecutionRequest.LOGGING_LEVEL_INFO)
                .setShowErrors(kind.debug);
        Remains remains = new Remains();
        container
                .lookup(Maven.class)
                .execute(request)
                .getExceptions()
                .forEach(failure -> System.out.println("[ERROR] " + failure.getMessage()));
        return remains;
    }
}
