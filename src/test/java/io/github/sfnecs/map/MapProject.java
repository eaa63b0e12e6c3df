package io.github.sfnecs.map;

import io.github.sfnecs.config.WrittenBeans;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.AbstractSfnEcsMojo;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.Screen;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.RepositorySystemSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A project whose POM has a map, and an account that it runs in. */
abstract class MapProject {
    final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    /** What stands in the POM's map. */
    String map = "";

    final Properties properties = new Properties();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    final Screen run(AbstractSfnEcsMojo goal) throws IOException {
        Goals.set(goal, "session", session());
        if (map != null && !(goal instanceof ExecuteMojo)) {
            MapBean bean =
                    new WrittenBeans().one(new XmlPlexusConfiguration(dom("<map>" + map + "</map>")), MapBean::of);
            Goals.set(goal, "map", bean);
        }
        return Goals.run(goal, scene, folder, Set.of("input"));
    }

    /** Of a project whose POM has it. */
    @SuppressWarnings("deprecation")
    private MavenSession session() throws IOException {
        Plugin plugin = new Plugin();
        plugin.setGroupId(Goals.plugin().getGroupId());
        plugin.setArtifactId(Goals.plugin().getArtifactId());
        plugin.setConfiguration(
                dom(map == null ? "<configuration/>" : "<configuration><map>" + map + "</map></configuration>"));
        Model model = new Model();
        model.setBuild(new Build());
        model.getBuild().addPlugin(plugin);
        MavenProject project = new MavenProject(model);
        project.setFile(folder.resolve("pom.xml").toFile());
        MavenSession session =
                new MavenSession(null, (RepositorySystemSession) null, new DefaultMavenExecutionRequest(), null);
        session.setProjects(List.of(project));
        session.getUserProperties().putAll(properties);
        return session;
    }

    private static Xpp3Dom dom(String xml) throws IOException {
        try {
            return Xpp3DomBuilder.build(new StringReader(xml));
        } catch (XmlPullParserException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
