package io.github.sfnecs;

import static org.apache.maven.api.plugin.testing.MojoExtension.getVariableValueFromObject;
import static org.apache.maven.api.plugin.testing.MojoExtension.setVariableValueToObject;

import io.github.sfnecs.it.Scene;
import java.net.URI;
import java.nio.file.Path;
import org.apache.maven.plugin.logging.Log;

/** Goals that work in a scene. */
final class Goals {
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
