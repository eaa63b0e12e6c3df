package io.github.sfnecs.build;

import io.github.sfnecs.goal.Prefix;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * What stands before a goal that users may type where they typed this one: Maven looks for the short name in the POM there.
 * https://github.com/apache/maven/blob/maven-3.9.x/maven-core/src/main/java/org/apache/maven/plugin/prefix/internal/DefaultPluginPrefixResolver.java
 */
public final class PluginPrefix {
    private PluginPrefix() {}

    /** Of the plugin whose goal runs in this session. */
    public static Prefix of(MavenSession session, MojoExecution goal) {
        String plugin = goal.getGroupId() + ":" + goal.getArtifactId();
        return Optional.ofNullable(session.getTopLevelProject())
                .filter(project -> project.getPlugin(plugin) != null || isManaged(project, plugin))
                .map(project -> Prefix.SHORT)
                .orElseGet(() -> new Prefix(plugin + ":" + goal.getVersion()));
    }

    private static boolean isManaged(MavenProject project, String plugin) {
        return project.getPluginManagement() != null
                && project.getPluginManagement().getPluginsAsMap().containsKey(plugin);
    }
}
