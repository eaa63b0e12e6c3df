package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.goal.Goal;
import io.github.sfnecs.mojos.AsksEachGoal;
import io.github.sfnecs.mojos.EveryGoal;
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
    private static final String MAPPING = "/META-INF/m2e/lifecycle-mapping-metadata.xml";
    private static final Set<String> ONLY_IN_THE_POM = Set.of(
            "capacityProviderStrategy",
            "containerOverrides",
            "definitionSubstitutions",
            "map",
            "placementConstraints",
            "placementStrategy");

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
            List<Element> configuration = children(mojo, "configuration");
            for (Element parameter : grandchildren(mojo, "parameters", "parameter")) {
                String name = text(parameter, "name");
                String expression = configuration.stream()
                        .flatMap(values -> children(values, name).stream())
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
    @AsksEachGoal
    void bindsGoalsToPhases() throws Exception {
        Map<String, String> phases = new TreeMap<>();
        for (Element mojo : goals()) {
            String goal = text(mojo, "goal");
            assertThat(text(mojo, "threadSafe"))
                    .as(goal + ": @Mojo(threadSafe)")
                    .isEqualTo("true");
            assertThat(text(mojo, "description"))
                    .as(goal + ": the Javadoc of the mojo")
                    .isNotBlank();
            if (!text(mojo, "phase").isEmpty()) {
                phases.put(goal, text(mojo, "phase"));
            }
        }

        assertThat(phases).containsOnly(Map.entry("ensure-role", "deploy"), Map.entry("deploy-statemachine", "deploy"));
    }

    @Test
    @AsksEachGoal
    void hasTheGoalsOfTheOneList() {
        EveryGoal.assertAll(
                EveryGoal.ofOurs(),
                name -> Stream.of(Goal.values()).map(Goal::toString).anyMatch(name::equals),
                "a constant, with what its caller needs, in " + EveryGoal.LIST);
        EveryGoal.assertAll(
                EveryGoal.ofOurs(),
                EveryGoal.described()::contains,
                "a class with @Mojo(name = \"<goal>\") in src/main/java/io/github/sfnecs");
    }

    @Test
    @AsksEachGoal
    void givesEveryGoalTheParametersThatAllShare() {
        EveryGoal.assertAll(
                EveryGoal.ofOurs(),
                EveryGoal.runnable()::contains,
                "the parameters that all goals share: its mojo extends AbstractSfnEcsMojo");
    }

    @Test
    void explainsFollowsAndRedrivesWithoutAPom() throws Exception {
        assertThat(goals())
                .filteredOn(mojo -> text(mojo, "requiresProject").equals("false"))
                .extracting(mojo -> text(mojo, "goal"))
                .containsExactlyInAnyOrder("explain", "follow", "redrive", "help");
    }

    @Test
    @AsksEachGoal
    void tellsEclipseToRunNoGoalWhileSomebodyTypes() throws Exception {
        Element mapping = root(MAPPING);
        NodeList ignored = mapping.getElementsByTagName("goal");

        List<String> goals = IntStream.range(0, ignored.getLength())
                .mapToObj(goal -> ignored.item(goal).getTextContent())
                .toList();
        EveryGoal.assertAll(
                EveryGoal.names(), goals::contains, "an element in src/main/resources" + MAPPING + ", as others have");
        assertThat(goals).doesNotHaveDuplicates().isSubsetOf(EveryGoal.names());
        assertThat(mapping.getElementsByTagName("ignore").getLength()).isOne();
    }

    static List<Element> goals() throws Exception {
        Element plugin = root("/META-INF/maven/plugin.xml");
        assertThat(text(plugin, "goalPrefix")).isEqualTo("sfn-ecs");
        return grandchildren(plugin, "mojos", "mojo");
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

    private static List<Element> grandchildren(Element parent, String children, String name) {
        return children(parent, children).stream()
                .flatMap(child -> children(child, name).stream())
                .toList();
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
