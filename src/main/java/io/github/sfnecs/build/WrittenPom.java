package io.github.sfnecs.build;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The POM and its parents as they are written, before Maven fills anything in; the project is null outside of any. */
record WrittenPom(MavenProject project, MojoExecution goal) {
    /**
     * Whether a property is a part of what an element has, such as {@code <executionName>${sfn-ecs.executionName}-dev</executionName>}: the
     * element has an expression, and the POM the property somewhere, if only in another property.
     */
    boolean uses(String property, String element) {
        return text(element).filter(text -> text.contains("${")).isPresent()
                && models().map(WrittenPom::xml).anyMatch(text -> text.contains("${" + property + "}"));
    }

    /** The element's, in the goal's execution before in the plugin, and here before in a parent. */
    private Optional<String> text(String element) {
        return models().flatMap(WrittenPom::builds)
                .filter(Objects::nonNull)
                .flatMap(build -> Stream.of(build, build.getPluginManagement()))
                .filter(Objects::nonNull)
                .flatMap(container -> container.getPlugins().stream())
                .filter(plugin -> plugin.getArtifactId().equals(goal.getArtifactId()))
                .flatMap(plugin -> Stream.of(plugin.getExecutionsAsMap().get(goal.getExecutionId()), plugin))
                .filter(Objects::nonNull)
                .map(container -> (Xpp3Dom) container.getConfiguration())
                .filter(Objects::nonNull)
                .map(configuration -> configuration.getChild(element))
                .filter(Objects::nonNull)
                .map(Xpp3Dom::toString)
                .findFirst();
    }

    private static Stream<BuildBase> builds(Model model) {
        return Stream.concat(
                Stream.of(model.getBuild()), model.getProfiles().stream().map(Profile::getBuild));
    }

    private Stream<Model> models() {
        return Stream.iterate(project, Objects::nonNull, MavenProject::getParent)
                .map(MavenProject::getOriginalModel)
                .filter(Objects::nonNull);
    }

    private static String xml(Model model) {
        StringWriter text = new StringWriter();
        try {
            new MavenXpp3Writer().write(text, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
