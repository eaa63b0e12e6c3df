package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What Maven, IDEs and the help goal read of the plugin. */
public class PluginDescriptorTest {
    private static final Set<String> ONLY_IN_THE_POM = Set.of("capacityProviderStrategy", "containerOverrides");

    /** A parameter of a goal, as the descriptor has it. */
    public record Parameter(String goal, String name, Element element, String expression) {
        /** Whether it is the user's. */
        public boolean editable() {
            return !text(element, "editable").equals("false");
        }

        @Override
        public String toString() {
            return goal + " " + name;
        }
    }

    public static Stream<Parameter> parameters() throws Exception {
        List<Parameter> parameters = new ArrayList<>();
        for (Element mojo : goals()) {
            Element configuration = children(mojo, "configuration").get(0);
            for (Element parameter : children(children(mojo, "parameters").get(0), "parameter")) {
                String name = text(parameter, "name");
                String expression = children(configuration, name).stream()
                        .map(Element::getTextContent)
                        .findFirst()
                        .orElse("");
                parameters.add(new Parameter(text(mojo, "goal"), name, parameter, expression));
            }
        }
        return parameters.stream();
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void documentsEveryParameter(Parameter parameter) {
        if (!text(parameter.element, "editable").equals("false")) {
            assertThat(text(parameter.element, "description")).matches("(?s)[A-Z{<].{15,}\\.");
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void takesEveryParameterFromTheCommandLineButBeansOfThePom(Parameter parameter) {
        boolean readOnly = text(parameter.element, "editable").equals("false");
        if (parameter.goal.equals("help")) {
            return;
        }
        assertThat(parameter.expression)
                .isEqualTo(
                        readOnly || ONLY_IN_THE_POM.contains(parameter.name)
                                ? ""
                                : "${sfn-ecs." + parameter.name + "}");
    }

    /** Maven prints every parameter with -X; the name of the container that gets the task token is none. */
    @ParameterizedTest
    @MethodSource("parameters")
    void takesNoSecret(Parameter parameter) {
        if (!parameter.name.equals("taskTokenContainer")) {
            assertThat(parameter.name.toLowerCase(Locale.ROOT))
                    .doesNotContainPattern("secret|password|passwd|credential|token|key");
        }
    }

    @Test
    void bindsGoalsToPhases() throws Exception {
        Map<String, String> phases = new TreeMap<>();
        for (Element mojo : goals()) {
            assertThat(text(mojo, "threadSafe")).isEqualTo("true");
            assertThat(text(mojo, "description")).isNotBlank();
            phases.put(text(mojo, "goal"), text(mojo, "phase"));
        }

        assertThat(phases)
                .containsOnly(
                        Map.entry("ensure-role", "deploy"),
                        Map.entry("deploy-statemachine", "deploy"),
                        Map.entry("execute", ""),
                        Map.entry("cleanup-tasks", ""),
                        Map.entry("check", ""),
                        Map.entry("explain", ""),
                        Map.entry("follow", ""),
                        Map.entry("status", ""),
                        Map.entry("help", ""));
    }

    @Test
    void explainsAndFollowsWithoutAPom() throws Exception {
        assertThat(goals())
                .filteredOn(mojo -> text(mojo, "requiresProject").equals("false"))
                .extracting(mojo -> text(mojo, "goal"))
                .containsExactlyInAnyOrder("explain", "follow", "help");
    }

    @Test
    void tellsEclipseToRunNoGoalWhileSomebodyTypes() throws Exception {
        Element mapping = root("/META-INF/m2e/lifecycle-mapping-metadata.xml");
        NodeList ignored = mapping.getElementsByTagName("goal");

        assertThat(IntStream.range(0, ignored.getLength())
                        .mapToObj(goal -> ignored.item(goal).getTextContent()))
                .containsExactlyInAnyOrderElementsOf(
                        goals().stream().map(mojo -> text(mojo, "goal")).toList());
        assertThat(mapping.getElementsByTagName("ignore").getLength()).isOne();
    }

    static List<Element> goals() throws Exception {
        Element plugin = root("/META-INF/maven/plugin.xml");
        assertThat(text(plugin, "goalPrefix")).isEqualTo("sfn-ecs");
        return children(children(plugin, "mojos").get(0), "mojo");
    }

    private static Element root(String resource) throws Exception {
        try (InputStream xml = PluginDescriptorTest.class.getResourceAsStream(resource)) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getDocumentElement();
        }
    }

    static String text(Element parent, String child) {
        return children(parent, child).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        NodeList all = parent.getChildNodes();
        return IntStream.range(0, all.getLength())
                .mapToObj(all::item)
                .filter(node -> node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList();
    }
}
