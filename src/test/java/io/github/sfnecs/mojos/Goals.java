package io.github.sfnecs.mojos;

import static org.apache.maven.api.plugin.testing.MojoExtension.getVariableValueFromObject;
import static org.apache.maven.api.plugin.testing.MojoExtension.setVariableValueToObject;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.it.Scene;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.eclipse.aether.RepositorySystemSession;

/** Goals that work in a scene. */
public final class Goals {
    /** One that has the plugin. */
    private static final MavenProject PROJECT = havingThePlugin();

    private static final MojoExecution MOJO_EXECUTION = mojoExecution();

    private Goals() {}

    private static MavenProject havingThePlugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId(plugin().getGroupId());
        plugin.setArtifactId(plugin().getArtifactId());
        Model model = new Model();
        model.setBuild(new Build());
        model.getBuild().addPlugin(plugin);
        return new MavenProject(model);
    }

    /** As empty as they come; Maven has no other constructor. */
    @SuppressWarnings("deprecation")
    private static MavenSession session() {
        return new MavenSession(null, (RepositorySystemSession) null, new DefaultMavenExecutionRequest(), null);
    }

    /** Runs the goal where there is no POM. */
    public static void outsideOfAnyProject(AbstractSfnEcsMojo goal) {
        set(goal, "session", session());
    }

    /** Runs the goal with {@code -D} of another one. */
    static void with(AbstractSfnEcsMojo goal, String property, String value) {
        MavenSession session = session();
        session.setProjects(List.of(PROJECT));
        session.getUserProperties().setProperty(property, value);
        set(goal, "session", session);
    }

    private static MojoExecution mojoExecution() {
        PluginDescriptor plugin = plugin();
        plugin.setVersion("1.2.3");
        MojoDescriptor goal = new MojoDescriptor();
        goal.setPluginDescriptor(plugin);
        return new MojoExecution(goal);
    }

    /** The plugin as it describes itself. */
    public static PluginDescriptor plugin() {
        try (Reader descriptor = new InputStreamReader(
                Goals.class.getResourceAsStream("/META-INF/maven/plugin.xml"), StandardCharsets.UTF_8)) {
            return new PluginDescriptorBuilder().build(descriptor);
        } catch (IOException | PlexusConfigurationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    /** The goal, led to the scene unless it has an endpoint, writing its files there and saying what it says there. */
    public static <T extends AbstractSfnEcsMojo> T ready(T goal, Scene scene, Path output, Log log) {
        return ready(goal, scene.endpoint(), output, log);
    }

    /** The goal, led to this endpoint unless it has one, writing its files there and saying what it says there. */
    public static <T extends AbstractSfnEcsMojo> T ready(T goal, URI endpoint, Path output, Log log) {
        if (get(goal, "endpoint") == null) {
            set(goal, "endpoint", endpoint.toString());
        }
        set(goal, "outputDirectory", output.toFile());
        if (get(goal, "session") == null) {
            MavenSession session = session();
            session.setProjects(List.of(PROJECT));
            set(goal, "session", session);
        }
        set(goal, "mojoExecution", MOJO_EXECUTION);
        goal.setLog(log);
        return goal;
    }

    /** The goal, as a team configures it that deploys the state machine {@code hello} and executes it. */
    public static void hello(AbstractSfnEcsMojo goal) {
        hello(goal, Set.of());
    }

    /** The same, but for these parameters, which stay as they are. */
    public static void hello(AbstractSfnEcsMojo goal, Set<String> given) {
        Map<String, Object> story = new HashMap<>();
        if (goal instanceof AbstractStateMachineMojo) {
            story.put("clusterArn", "arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster");
            story.put("stateMachineName", "hello");
        }
        if (goal instanceof ExportMojo) {
            story.put(
                    "exportFile",
                    Path.of("target", "exported", UUID.randomUUID() + ".asl.json")
                            .toFile());
        }
        if (goal instanceof AbstractRunTaskMojo) {
            story.put("taskDefinitionArn", "arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:1");
            story.put("subnets", List.of("subnet-1"));
        }
        if (goal instanceof ExecuteMojo) {
            set(goal, "project", new MavenProject());
            story.putAll(Map.of("wait", "true", "stopOnInterrupt", "true"));
        }
        if (goal instanceof AbstractExistingExecutionMojo) {
            set(goal, "project", project());
        }
        if (goal instanceof RedriveMojo) {
            story.putAll(Map.of("wait", "true", "stopOnInterrupt", "true"));
        }
        if (goal instanceof ExplainMojo && !given.contains("error")) {
            story.put("executionArn", "arn:aws:states:us-east-1:000000000000:execution:hello:run");
        }
        story.keySet().removeAll(given);
        story.forEach((parameter, value) -> set(goal, parameter, value));
    }

    /** A project that has a POM. */
    private static MavenProject project() {
        MavenProject project = new MavenProject();
        project.setFile(Path.of("pom.xml").toFile());
        return project;
    }

    /** What the build fails with when it runs the goal; empty where it does not. */
    public static String message(AbstractSfnEcsMojo goal) {
        try {
            goal.execute();
            return "";
        } catch (MojoFailureException | MojoExecutionException e) {
            return e.getMessage().strip();
        }
    }

    /** Runs a goal of the story, in which these parameters are given. */
    public static Screen run(AbstractSfnEcsMojo goal, Scene scene, Path output, Set<String> given) {
        hello(goal, given);
        if (!given.contains("timeout")) {
            limit(goal);
        }
        ListLog log = new ListLog();
        try {
            ready(goal, scene, output, log).execute();
            return new Screen(Optional.empty(), log.lines());
        } catch (MojoFailureException | MojoExecutionException e) {
            return new Screen(Optional.of(e), log.lines());
        }
    }

    /** What never ends the goal gives up. */
    public static void limit(AbstractSfnEcsMojo goal) {
        if (goal instanceof AbstractExecutionMojo) {
            set(goal, "timeout", "PT2S");
        }
    }

    /** Sets a parameter. */
    public static void set(Object goal, String parameter, Object value) {
        try {
            setVariableValueToObject(goal, parameter, value);
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    /** The value of a parameter. */
    public static Object get(Object goal, String parameter) {
        try {
            return getVariableValueFromObject(goal, parameter);
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.toString(), e);
        }
    }
}
