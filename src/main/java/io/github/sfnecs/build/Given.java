package io.github.sfnecs.build;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.diagnostic.Nearest;
import io.github.sfnecs.diagnostic.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What the user gave the goal, on the command line and in the POM, beside what the plugin's descriptor says that goals take. Maven itself
 * passes over what none of them takes, and over a property of the command line where the POM has the parameter's value.
 *
 * @param session the build's
 * @param goal as Maven is about to run it
 */
public record Given(MavenSession session, MojoExecution goal) {
    private static final String PREFIX = "sfn-ecs.";
    private static final int MOST_OF_A_VALUE = 120;

    /** Notes each name that no goal has; what another goal of the same build takes is right. */
    public void noteUnknown(Mistakes mistakes) {
        List<String> given = userProperties();
        if (!given.isEmpty()) {
            SortedSet<String> properties = properties();
            for (String name : given) {
                // some are set by the plugin for others; somebody may try them out
                if (!properties.contains(name) && !ExecutionProperties.NAMES.contains(name)) {
                    noteProperty(mistakes, name, properties, elements());
                }
            }
        }
        Set<String> known = new HashSet<>();
        for (MojoDescriptor each : goals()) {
            known.addAll(each.getParameterMap().keySet());
        }
        pom().ifPresent(configuration -> {
            for (Xpp3Dom element : configuration.getChildren()) {
                String name = element.getName();
                if (known.add(name)) {
                    mistakes.unknown(
                            "<" + name + "> in the POM",
                            "no goal has this parameter",
                            Mistakes.xml(Nearest.of(name, elements()), "…"));
                }
            }
        });
    }

    /** The value is not told: of what nobody knows it may be a secret. */
    private static void noteProperty(
            Mistakes mistakes, String property, SortedSet<String> properties, SortedSet<String> elements) {
        String name = property.substring(PREFIX.length());
        if (elements.contains(name)) {
            mistakes.unknown("-D" + property, "only the POM takes this parameter", Mistakes.xml(name, "…"));
        } else {
            mistakes.unknown("-D" + property, "no goal has this parameter", "-D" + PREFIX + nearest(name, properties));
        }
    }

    private static String nearest(String name, SortedSet<String> properties) {
        return Nearest.of(
                name,
                properties.stream()
                        .map(property -> property.substring(PREFIX.length()))
                        .toList());
    }

    /** A sentence for each property of the command line that Maven passes over since the POM has another value. */
    public List<String> overruled() {
        Properties given = session.getUserProperties();
        return userProperties().stream()
                .flatMap(property -> inThePom(property)
                        .filter(value -> !value.strip()
                                        .equals(given.getProperty(property).strip())
                                && !new WrittenPom(session.getCurrentProject(), goal).uses(property, element(property)))
                        .map(value -> overruled(property, given.getProperty(property), value))
                        .stream())
                .toList();
    }

    /**
     * What the parameter of this property has in the goal's configuration instead of the property, which stands there where the POM has
     * nothing. Beside the children of a list, a map or a bean it stands in Maven 3 and wins; Maven 4 drops it.
     */
    private Optional<String> inThePom(String property) {
        return Optional.ofNullable(goal.getConfiguration())
                .map(configuration -> configuration.getChild(element(property)))
                .map(this::text)
                .filter(value -> !value.isBlank() && !value.equals("${" + property + "}"));
    }

    /** As it would be written with -D. */
    private String text(Xpp3Dom element) {
        if (element.getValue() != null && !element.getValue().isBlank()) {
            return element.getValue();
        }
        boolean list = "java.util.List"
                .equals(goal.getMojoDescriptor()
                        .getParameterMap()
                        .get(element.getName())
                        .getType());
        return Arrays.stream(element.getChildren())
                .map(child -> (list ? "" : child.getName() + "=") + Objects.toString(child.getValue(), ""))
                .collect(joining(","));
    }

    private static String element(String property) {
        return property.substring(PREFIX.length());
    }

    private static String overruled(String property, String given, String value) {
        String element = element(property);
        return "-D" + property + "=" + shown(given) + " is ignored: the POM has "
                + Mistakes.xml(element, shown(value)) + ", which wins.\n"
                + "To let -D win: " + Mistakes.xml(element, "${" + property + "}")
                + ", and the POM's value as its default in <properties>: <" + property + ">…</" + property + ">";
    }

    /** In one line, without the user and the password that a URL may have. */
    private static String shown(String value) {
        String line = String.join(" ", value.strip().split("\\s+"));
        return Text.shortened(line.contains("://") ? Text.withoutLogin(line) : line, MOST_OF_A_VALUE);
    }

    private List<String> userProperties() {
        List<String> names = new ArrayList<>();
        for (String name : new TreeSet<>(session.getUserProperties().stringPropertyNames())) {
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                names.add(name);
            }
        }
        return names;
    }

    private SortedSet<String> properties() {
        return goals().stream()
                .map(MojoDescriptor::getMojoConfiguration)
                .filter(Objects::nonNull)
                .flatMap(configuration -> Arrays.stream(configuration.getChildren()))
                .map(PlexusConfiguration::getValue)
                .filter(value -> value != null && value.startsWith("${" + PREFIX))
                .map(value -> value.substring(2, value.length() - 1))
                .collect(toCollection(TreeSet::new));
    }

    /** What the POM may have; the help's are for the command line. */
    private SortedSet<String> elements() {
        return goals().stream()
                .filter(each -> !each.getGoal().equals("help") && each.getParameters() != null)
                .flatMap(each -> each.getParameters().stream())
                .filter(Parameter::isEditable)
                .map(Parameter::getName)
                .collect(toCollection(TreeSet::new));
    }

    private List<MojoDescriptor> goals() {
        return goal.getMojoDescriptor().getPluginDescriptor().getMojos();
    }

    /** What a parameter of another goal has, which the same build may run: in the POM, by its property, or by the project's. */
    public Optional<String> ofAnotherGoal(String parameter) {
        Stream<String> values = Stream.concat(
                pom().map(configuration -> configuration.getChild(parameter)).map(Xpp3Dom::getValue).stream(),
                Stream.of(session.getUserProperties(), properties(session.getCurrentProject()))
                        .map(properties -> properties.getProperty(PREFIX + parameter))
                        .filter(Objects::nonNull));
        return values.filter(value -> !value.isBlank() && !value.equals("${" + PREFIX + parameter + "}"))
                .findFirst();
    }

    /** Whether a parameter has anything, of whichever goal it is, as {@link #ofAnotherGoal}; beside a text that may be children. */
    public boolean has(String parameter) {
        return !listOfAnotherGoal(parameter).isEmpty();
    }

    /** What stands in a bean by the names of its elements, blank where these have elements; of whichever goal, empty where there is none. */
    public Optional<Map<String, String>> bean(String parameter) {
        return pom().map(all -> all.getChild(parameter))
                .map(bean -> Arrays.stream(bean.getChildren())
                        .collect(toMap(Xpp3Dom::getName, each -> Objects.toString(each.getValue(), ""), (a, b) -> b)));
    }

    /** The texts of a list of whichever goal: elements of the POM, else a text with commas; none where it has nothing. */
    public List<String> listOfAnotherGoal(String parameter) {
        List<String> children = pom().map(configuration -> configuration.getChild(parameter)).stream()
                .flatMap(element -> Arrays.stream(element.getChildren()))
                .map(child -> Objects.toString(child.getValue(), "").strip())
                .toList();
        return children.isEmpty()
                ? ofAnotherGoal(parameter).stream()
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .map(String::strip)
                        .toList()
                : children;
    }

    private static Properties properties(MavenProject project) {
        return project == null ? new Properties() : project.getProperties();
    }

    /**
     * The configuration as it is in the POM. The goal's own has lost what the goal does not take.
     * https://github.com/apache/maven/blob/maven-3.9.x/maven-core/src/main/java/org/apache/maven/lifecycle/internal/DefaultLifecycleExecutionPlanCalculator.java
     */
    private Optional<Xpp3Dom> pom() {
        return Optional.ofNullable(session.getCurrentProject())
                .flatMap(project -> Stream.of(project.getBuild(), project.getPluginManagement())
                        .filter(Objects::nonNull)
                        .flatMap(this::declared)
                        .findFirst()
                        .map(this::configuration));
    }

    private Stream<Plugin> declared(PluginContainer container) {
        return container.getPlugins().stream()
                .filter(plugin -> plugin.getGroupId().equals(goal.getGroupId())
                        && plugin.getArtifactId().equals(goal.getArtifactId()));
    }

    private Xpp3Dom configuration(Plugin plugin) {
        PluginExecution execution = plugin.getExecutionsAsMap().get(goal.getExecutionId());
        return (Xpp3Dom) (execution == null ? plugin : execution).getConfiguration();
    }
}
