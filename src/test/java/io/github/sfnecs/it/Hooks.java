package io.github.sfnecs.it;

import io.github.sfnecs.fakeaws.FakeClock;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the Groovy scripts of a consumer project call before, between and after its Maven builds.
 * https://maven.apache.org/plugins/maven-invoker-plugin/examples/pre-post-build-script.html
 */
public final class Hooks {
    private static final String SCENE = "scene";
    private static final String BUILD = "build";
    private static final String TALLY = "tally";
    private static final String ENDPOINT = "endpoint";
    private static final String UNTOLD = "a look that has not come to its end";

    private Hooks() {}

    /**
     * Before anything ({@code selector.groovy}): whether the AWS that the project is to be built against has what it needs.
     *
     * @param endpoint {@code -Dit.endpoint}, see {@link Endpoint}; blank is the embedded AWS, which offers everything
     * @param ecs {@code -Dit.endpoint.ecs}, where ECS is
     * @param offers {@code -Dit.endpoint.offers}, what the endpoint offers; where it is blank that is probed, once
     * @param subnets {@code -Dit.subnets}, where tasks may run
     */
    public static boolean select(
            File basedir, Map<String, Object> context, String endpoint, String ecs, String offers, String subnets)
            throws IOException {
        Set<Need> needs = Selection.needs(basedir.toPath());
        Optional<Endpoint> elsewhere = Selection.endpoint(endpoint, ecs, subnets);
        elsewhere.ifPresent(some -> context.put(ENDPOINT, some));
        return elsewhere.isEmpty() || Selection.offered(basedir.toPath(), needs, elsewhere.get(), offers);
    }

    /** Before the first build ({@code setup.groovy}): an account as the team has it. */
    public static void begin(File basedir, Map<String, Object> context) throws IOException {
        begin(basedir, context, scene -> {});
    }

    /** Before the first build ({@code setup.groovy}): an account as the team has it, and what else is there already. */
    public static void begin(File basedir, Map<String, Object> context, Consumer<Scene> more) throws IOException {
        Endpoint elsewhere = (Endpoint) context.get(ENDPOINT);
        Set<Need> needs = Selection.needs(basedir.toPath());
        begin(basedir, context, elsewhere == null ? new Scene(needs) : new Scene(elsewhere, needs), more);
    }

    /** The same, where this clock tells the time. */
    public static void begin(File basedir, Map<String, Object> context, FakeClock clock, Consumer<Scene> more)
            throws IOException {
        begin(basedir, context, new Scene(clock), more);
    }

    private static void begin(File basedir, Map<String, Object> context, Scene scene, Consumer<Scene> more)
            throws IOException {
        context.put(SCENE, scene);
        Endpoint elsewhere = (Endpoint) context.get(ENDPOINT);
        context.put(TALLY, new Tally(basedir.toPath(), elsewhere == null ? "ecs" : elsewhere.ecsName()));
        context.put(BUILD, new Build(basedir.toPath(), scene::tells));
        Properties properties = (Properties) context.get("userProperties");
        for (String property : scene.properties()) {
            int equals = property.indexOf('=');
            properties.setProperty(property.substring(0, equals), property.substring(equals + 1));
        }
        prepare(context, more);
    }

    /** Before a later build ({@code setup.2.groovy} …): what somebody changes in the account in the meantime. */
    public static void between(Map<String, Object> context, Consumer<Scene> change) throws IOException {
        count(context);
        prepare(context, change);
    }

    private static void prepare(Map<String, Object> context, Consumer<Scene> change) {
        Scene scene = (Scene) context.get(SCENE);
        change.accept(scene);
        scene.forgetCalls();
        ((Build) context.get(BUILD)).turnPage();
    }

    /** After a build that is not the last ({@code verify.1.groovy} …); the next one begins with an empty journal. */
    public static void after(Map<String, Object> context, BiConsumer<Scene, Build> look) throws IOException {
        context.put(UNTOLD, true);
        count(context);
        look.accept((Scene) context.get(SCENE), (Build) context.get(BUILD));
        prepare(context, scene -> {});
        context.remove(UNTOLD);
    }

    /** The calls that a build has made, before a script makes its own. */
    private static void count(Map<String, Object> context) throws IOException {
        ((Tally) context.get(TALLY)).add(((Scene) context.get(SCENE)).made());
    }

    /** After the last build ({@code verify.groovy}). */
    public static void end(Map<String, Object> context, BiConsumer<Scene, Build> look) throws IOException {
        try (Scene scene = (Scene) context.get(SCENE)) {
            // this runs too when an earlier look has failed, and shall not hide what that said
            if (!context.containsKey(UNTOLD)) {
                count(context);
                look.accept(scene, (Build) context.get(BUILD));
            }
        }
    }

    /** Ctrl-C in the terminal of the Maven that is building this folder. */
    public static void interrupt(File basedir) {
        builds(basedir).forEach(ProcessHandle::destroy);
    }

    /** The end, without a moment to do anything in, of the Maven that is building this folder. */
    public static void kill(File basedir) {
        builds(basedir).forEach(ProcessHandle::destroyForcibly);
    }

    private static Stream<ProcessHandle> builds(File basedir) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("-Dmaven.multiModuleProjectDirectory=" + basedir))
                        .isPresent());
    }
}
