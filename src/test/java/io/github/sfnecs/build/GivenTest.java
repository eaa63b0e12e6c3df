package io.github.sfnecs.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.mojos.Goals;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.RepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Maven passes over of what the user gives a goal. */
class GivenTest {
    private final MavenSession session = session();
    private final Model model = new Model();
    private final MojoExecution execute =
            new MojoExecution(Goals.plugin().getMojo("execute"), "nightly", MojoExecution.Source.CLI);

    GivenTest() {
        model.setBuild(new Build());
        session.setProjects(List.of(new MavenProject(model)));
    }

    @Test
    void aPropertyThatNoGoalHasIsToldWithTheNearestRightOneButWithoutItsValue() {
        give("inputs", "{\"password\": \"sentinel\"}");

        assertThat(unknown())
                .isEqualTo("-Dsfn-ecs.inputs: no goal has this parameter\n  fix:   Did you mean -Dsfn-ecs.input?");
    }

    @Test
    void allOfThemAreToldTogether() {
        give("inputs", "{}");
        session.getUserProperties().setProperty("SFN-ECS.timeOut", "PT1H");
        model.getBuild().addPlugin(plugin(element("configuration", element("cluster", "arn:…"))));

        assertThat(unknown()).isEqualTo("""
                        3 mistakes in the configuration:
                        1. -DSFN-ECS.timeOut: no goal has this parameter
                          fix:   Did you mean -Dsfn-ecs.timeout?
                        2. -Dsfn-ecs.inputs: no goal has this parameter
                          fix:   Did you mean -Dsfn-ecs.input?
                        3. <cluster> in the POM: no goal has this parameter
                          fix:   Did you mean <clusterArn>…</clusterArn>?""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"containerOverrides", "capacityProviderStrategy"})
    void whatOnlyThePomTakesIsToldOfTheCommandLine(String parameter) {
        give(parameter, "web");

        assertThat(unknown())
                .isEqualTo("-Dsfn-ecs.%1$s: only the POM takes this parameter\n  fix:   Did you mean <%1$s>…</%1$s>?"
                        .formatted(parameter));
    }

    @Test
    void whatAnotherGoalTakesStandsInThePomOrInAProperty() {
        assertThat(given().ofAnotherGoal("input")).isEmpty();
        model.getProperties().setProperty("sfn-ecs.input", "of the project");
        assertThat(given().ofAnotherGoal("input")).contains("of the project");
        give("input", "of the user");
        assertThat(given().ofAnotherGoal("input")).contains("of the user");
        model.getBuild()
                .addPlugin(plugin(element("configuration", element("input", "of the POM"), element("inputFile", " "))));
        assertThat(given().ofAnotherGoal("input")).contains("of the POM");
        assertThat(given().ofAnotherGoal("inputFile")).isEmpty();
    }

    private Given given() {
        return new Given(session, execute);
    }

    /** Goals of the same build share a command line, and what the plugin sets may be tried out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "input",
                "olderThan",
                "executionArn",
                "count",
                "roleName",
                "printCallerPolicy",
                "error",
                "skip",
                "startedExecutionArn",
                "executionStatus",
                "output"
            })
    void whatAnyGoalTakesOrSetsIsRight(String parameter) {
        give(parameter, "x");

        assertThat(unknown()).isEmpty();
    }

    @Test
    void propertiesOfThePomAndOfOthersAreNobodysMistake() {
        model.addProperty("sfn-ecs.stage", "test");
        session.getSystemProperties().setProperty("sfn-ecs.stage", "test");
        session.getUserProperties().setProperty("sfn-ecs", "x");
        session.getUserProperties().setProperty("stage", "test");

        assertThat(unknown()).isEmpty();
    }

    @Test
    void anElementForAnotherGoalIsRightAndSoIsOneOfTheHelp() {
        model.getBuild()
                .addPlugin(plugin(element(
                        "configuration",
                        element("roleName", "x"),
                        element("olderThan", "x"),
                        element("detail", "true"))));

        assertThat(unknown()).isEmpty();
    }

    @Test
    void anElementOfTheExecutionThatRunsIsToldAndNoneOfAnother() {
        Plugin plugin = plugin(null);
        plugin.addExecution(execution("nightly", element("configuration", element("subnet", "subnet-1"))));
        plugin.addExecution(execution("weekly", element("configuration", element("tags", "x"))));
        model.getBuild().addPlugin(plugin);

        assertThat(unknown())
                .isEqualTo(
                        "<subnet> in the POM: no goal has this parameter\n  fix:   Did you mean <subnets>…</subnets>?");
    }

    @Test
    void anElementUnderPluginManagementIsToldWhereNothingElseIs() {
        PluginManagement management = new PluginManagement();
        management.addPlugin(plugin(element("configuration", element("subnet", "subnet-1"))));
        model.getBuild().setPluginManagement(management);

        assertThat(unknown()).startsWith("<subnet> in the POM");
    }

    @Test
    void withoutAProjectOnlyTheCommandLineCounts() {
        session.setProjects(List.of());
        give("executionArns", "x");

        assertThat(unknown()).startsWith("-Dsfn-ecs.executionArns: ");
    }

    @Test
    void aPropertyThatThePomOverrulesIsToldWithBothValuesAndHowToLetItWin() {
        give("timeout", "PT1H");
        goalHas(element("timeout", "PT1H30M"));

        assertThat(overruled()).containsExactly("""
                        -Dsfn-ecs.timeout=PT1H is ignored: the POM has <timeout>PT1H30M</timeout>, which wins.
                        To let -D win: <timeout>${sfn-ecs.timeout}</timeout>, and the POM's value as its default in <properties>: <sfn-ecs.timeout>…</sfn-ecs.timeout>""");
    }

    @ParameterizedTest
    @CsvSource({"PT1H", "' PT1H '", "${sfn-ecs.timeout}", "''"})
    void aPropertyThatCountsOrSaysTheSameIsNot(String inThePom) {
        give("timeout", "PT1H");
        goalHas(element("timeout", inThePom));

        assertThat(overruled()).isEmpty();
    }

    /** Such as {@code <executionName>${sfn-ecs.executionName}-dev</executionName>}, here or in a parent, also through another property. */
    @Test
    void aPropertyThatIsAPartOfWhatThePomHasCounts() {
        give("timeout", "PT1H");
        goalHas(element("timeout", "PT1H30M"));
        Model parent = new Model();
        session.getCurrentProject().setOriginalModel(new Model());
        MavenProject above = new MavenProject(parent);
        above.setOriginalModel(parent);
        session.getCurrentProject().setParent(above);
        parent.addProperty("howLong", "${sfn-ecs.timeout}30M");
        assertThat(overruled()).hasSize(1);

        parent.setBuild(new Build());
        Plugin plugin = plugin(element("configuration", element("timeout", "${howLong}")));
        parent.getBuild().addPlugin(plugin);
        assertThat(overruled()).isEmpty();

        plugin.addExecution(execution("nightly", element("configuration", element("timeout", "PT1H30M"))));
        plugin.flushExecutionMap();
        assertThat(overruled()).as("of another execution it is a part").hasSize(1);
    }

    /** Maven 3 has the property beside the children, where it wins; Maven 4 has the children alone. */
    @Test
    void aListAndAMapOverruleWhereMavenDropsTheProperty() {
        give("prices", "vcpuHour=1");
        Xpp3Dom map = element("prices", element("vcpuHour", "2"), element("memoryGbHour", "3"));
        goalHas(map);

        assertThat(overruled())
                .singleElement()
                .asString()
                .contains("=vcpuHour=1 is ignored: the POM has <prices>vcpuHour=2,memoryGbHour=3</prices>");

        map.setValue("${sfn-ecs.prices}");
        assertThat(overruled()).isEmpty();
    }

    @Test
    void noPasswordInAUrlIsTold() {
        give("endpoint", "https://anna:sentinel@aws.example.com");
        goalHas(element("endpoint", "https://ben:sentinel@aws.example.com/"));

        assertThat(overruled())
                .singleElement()
                .asString()
                .contains("=https://…@aws.example.com is ignored", "<endpoint>https://…@aws.example.com/</endpoint>")
                .doesNotContain("sentinel");
    }

    @Test
    void aLongValueIsToldInOneShortLine() {
        give("input", "{\n  \"a\": 1\n}");
        goalHas(element("input", "{" + "x".repeat(5000)));

        assertThat(overruled())
                .singleElement()
                .satisfies(told -> assertThat(told.lines())
                        .hasSize(2)
                        .allMatch(line -> line.length() < 400)
                        .first()
                        .asString()
                        .startsWith("-Dsfn-ecs.input={ \"a\": 1 } is ignored"));
    }

    private String unknown() {
        Mistakes mistakes = new Mistakes();
        new Given(session, execute).noteUnknown(mistakes);
        try {
            mistakes.throwIfAny();
            return "";
        } catch (ProblemException e) {
            return e.getMessage();
        }
    }

    private List<String> overruled() {
        return new Given(session, execute).overruled();
    }

    private void give(String parameter, String value) {
        session.getUserProperties().setProperty("sfn-ecs." + parameter, value);
    }

    private void goalHas(Xpp3Dom parameter) {
        execute.setConfiguration(element("configuration", parameter));
    }

    private static Plugin plugin(Xpp3Dom configuration) {
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.github.sfnecs");
        plugin.setArtifactId("sfn-ecs-maven-plugin");
        plugin.setConfiguration(configuration);
        return plugin;
    }

    private static PluginExecution execution(String id, Xpp3Dom configuration) {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        execution.setConfiguration(configuration);
        return execution;
    }

    private static Xpp3Dom element(String name, String value) {
        Xpp3Dom element = new Xpp3Dom(name);
        element.setValue(value);
        return element;
    }

    private static Xpp3Dom element(String name, Xpp3Dom... children) {
        Xpp3Dom element = new Xpp3Dom(name);
        for (Xpp3Dom child : children) {
            element.addChild(child);
        }
        return element;
    }

    @SuppressWarnings("deprecation") // Maven has no other constructor
    private static MavenSession session() {
        return new MavenSession(null, (RepositorySystemSession) null, new DefaultMavenExecutionRequest(), null);
    }
}
