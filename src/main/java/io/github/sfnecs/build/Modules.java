package io.github.sfnecs.build;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The modules of a build. Goals on the command line run in all of them, in the root too, but most have nothing to do with ECS.
 *
 * @param session the build's
 * @param plugin this plugin's key, {@code groupId:artifactId}
 */
public record Modules(MavenSession session, String plugin) {
    private static final String PREFIX = "sfn-ecs.";
    private static final String NAME = "stateMachineName";

    /**
     * Whether the module is none of this plugin's, while others are.
     *
     * @throws ProblemException if none is
     */
    public boolean leaveOut(MavenProject module) {
        List<MavenProject> modules = session.getProjects();
        if (modules == null || modules.size() < 2 || configured(module)) {
            return false;
        }
        boolean others = modules.stream().anyMatch(this::configured);
        if (!others
                && !named(session.getUserProperties())
                && modules.stream().noneMatch(each -> named(each.getProperties()))) {
            throw new ProblemException(Problem.configuration(
                    "None of the " + modules.size() + " modules of this build configures " + plugin
                            + ", so there is nothing to do",
                    "Configure it in the POM of the module that it is for; -pl :module builds that one alone"));
        }
        return others;
    }

    /** Whether the build has more than one state machine, so that it must be told whose lines are whose. */
    public boolean severalStateMachines() {
        return Optional.ofNullable(session.getProjects()).orElse(List.of()).stream()
                        .filter(this::configured)
                        .flatMap(this::stateMachines)
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    private boolean configured(MavenProject module) {
        return declared(module)
                .filter(plugin -> containers(plugin).anyMatch(some -> some.getConfiguration() != null)
                        || named(module.getProperties()))
                .isPresent();
    }

    private Stream<String> stateMachines(MavenProject module) {
        Plugin declared = declared(module).orElseThrow();
        String byDefault =
                name(declared).orElse(module.getProperties().getProperty(PREFIX + NAME, module.getArtifactId()));
        return declared.getExecutions().isEmpty()
                ? Stream.of(byDefault)
                : declared.getExecutions().stream()
                        .map(execution -> name(execution).orElse(byDefault));
    }

    private static Optional<String> name(ConfigurationContainer container) {
        return Optional.ofNullable((Xpp3Dom) container.getConfiguration())
                .map(configuration -> configuration.getChild(NAME))
                .map(Xpp3Dom::getValue);
    }

    private Optional<Plugin> declared(MavenProject module) {
        return Optional.ofNullable(module.getPlugin(plugin));
    }

    private static Stream<ConfigurationContainer> containers(Plugin declared) {
        return Stream.concat(Stream.of(declared), declared.getExecutions().stream());
    }

    private static boolean named(Properties properties) {
        return properties.stringPropertyNames().stream().anyMatch(name -> name.startsWith(PREFIX));
    }
}
