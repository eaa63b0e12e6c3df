package io.github.sfnecs;

import static org.apache.maven.api.plugin.testing.MojoExtension.getVariableValueFromObject;
import static org.apache.maven.api.plugin.testing.MojoExtension.setVariableValueToObject;

import io.github.sfnecs.it.Scene;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.eclipse.aether.RepositorySystemSession;

/** Goals that work in a scene. */
final class Goals {
    /** As empty as they come; Maven has no other constructor. */
    @SuppressWarnings("deprecation")
    private static final MavenSession SESSION =
            new MavenSession(null, (RepositorySystemSession) null, new DefaultMavenExecutionRequest(), null);

    private Goals() {}

    /** The goal, led to the scene unless it has an endpoint, writing its files there and saying what it says there. */
    static <T extends AbstractSfnEcsMojo> T ready(T goal, Scene scene, Path output, Log log) {
        return ready(goal, scene.endpoint(), output, log);
    }

    /** The goal, led to this endpoint unless it has one, writing its files there and saying what it says there. */
    static <T extends AbstractSfnEcsMojo> T ready(T goal, URI endpoint, Path output, Log log) {
        if (get(goal, "endpoint") == null) {
            set(goal, "endpoint", endpoint.toString());
        }
        set(goal, "outputDirectory", output.toFile());
        goal.setLog(log);
        return goal;
    }

    /** The goal, as a team configures it that deploys the state machine {@code hello} and executes it. */
    static void hello(AbstractSfnEcsMojo goal) {
        set(goal, "clusterArn", "arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster");
        set(goal, "stateMachineName", "hello");
        if (goal instanceof AbstractDefinitionMojo) {
            set(goal, "session", SESSION);
            set(goal, "taskDefinitionArn", "arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:1");
            set(goal, "subnets", List.of("subnet-1"));
        }
        if (goal instanceof ExecuteMojo) {
            set(goal, "wait", "true");
            set(goal, "stopOnInterrupt", "true");
        }
    }

    /** What the build fails with when it runs the goal; empty where it does not. */
    static String message(AbstractSfnEcsMojo goal) {
        try {
            goal.execute();
            return "";
        } catch (MojoFailureException | MojoExecutionException e) {
            return e.getMessage().strip();
        }
    }

    /** Sets a parameter. */
    static void set(Object goal, String parameter, Object value) {
        try {
            setVariableValueToObject(goal, parameter, value);
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    /** The value of a parameter. */
    static Object get(Object goal, String parameter) {
        try {
            return getVariableValueFromObject(goal, parameter);
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.toString(), e);
        }
    }
}
