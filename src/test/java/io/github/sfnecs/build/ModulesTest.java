package io.github.sfnecs.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.diagnostic.ProblemException;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.RepositorySystemSession;
import org.junit.jupiter.api.Test;

/** Which modules of a build goals on the command line are for. */
class ModulesTest {
    private final MavenProject root = module("jobs");
    private final MavenProject app = module("app");
    private final MavenProject report = configured(module("report"), configuration("clusterArn", "arn:…"));
    private final MavenProject archive = configured(module("archive"), configuration("clusterArn", "arn:…"));

    @Test
    void thoseThatConfigureNothingAreLeftOutWhereOthersDo() {
        Modules modules = modules(root, app, report, archive);

        assertThat(List.of(root, app)).allMatch(modules::leaveOut);
        assertThat(List.of(report, archive)).noneMatch(modules::leaveOut);
    }

    /** So that the prefix is known, a root may have the plugin without anything. */
    @Test
    void thePluginAloneIsNoConfiguration() {
        configured(root, null);

        assertThat(modules(root, report).leaveOut(root)).isTrue();
    }

    @Test
    void propertiesConfigureThePluginOfTheModule() {
        configured(app, null);
        app.getProperties().setProperty("sfn-ecs.clusterArn", "arn:…");
        root.getProperties().setProperty("sfn-ecs.clusterArn", "arn:…");

        assertThat(modules(root, app, report).leaveOut(app)).isFalse();
        assertThat(modules(root, app, report).leaveOut(root)).isTrue();
    }

    @Test
    void aBuildInWhichNoneIsConfiguredFails() {
        assertThatThrownBy(() -> modules(root, app).leaveOut(root))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(
                        "None of the 2 modules of this build configures com.example:plugin, so there is nothing to do");
    }

    @Test
    void oneThatIsConfiguredOnTheCommandLineDoesNot() {
        Modules modules = modules(root, app);
        modules.session().getUserProperties().setProperty("sfn-ecs.executionArn", "arn:…");

        assertThat(modules.leaveOut(root)).isFalse();
    }

    @Test
    void aModuleAloneIsNotLeftOut() {
        assertThat(modules(app).leaveOut(app)).isFalse();
    }

    @Test
    void severalStateMachinesAreThoseOfSeveralModulesOrExecutions() {
        assertThat(modules(root, report).severalStateMachines()).isFalse();
        assertThat(modules(root, report, archive).severalStateMachines()).isTrue();
        Plugin two = report.getPlugin("com.example:plugin");
        two.addExecution(execution("nightly"));
        assertThat(modules(report).severalStateMachines()).isFalse();
        two.addExecution(execution("weekly"));
        assertThat(modules(report).severalStateMachines()).isTrue();
    }

    @SuppressWarnings("deprecation") // Maven has no other constructor
    private static Modules modules(MavenProject... projects) {
        MavenSession session =
                new MavenSession(null, (RepositorySystemSession) null, new DefaultMavenExecutionRequest(), null);
        session.setProjects(List.of(projects));
        return new Modules(session, "com.example:plugin");
    }

    private static MavenProject module(String name) {
        Model model = new Model();
        model.setArtifactId(name);
        model.setBuild(new Build());
        return new MavenProject(model);
    }

    private static MavenProject configured(MavenProject module, Xpp3Dom configuration) {
        Plugin plugin = new Plugin();
        plugin.setGroupId("com.example");
        plugin.setArtifactId("plugin");
        plugin.setConfiguration(configuration);
        module.getBuild().addPlugin(plugin);
        return module;
    }

    private static PluginExecution execution(String stateMachine) {
        PluginExecution execution = new PluginExecution();
        execution.setId(stateMachine);
        execution.setConfiguration(configuration("stateMachineName", stateMachine));
        return execution;
    }

    private static Xpp3Dom configuration(String name, String value) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom child = new Xpp3Dom(name);
        child.setValue(value);
        configuration.addChild(child);
        return configuration;
    }
}
