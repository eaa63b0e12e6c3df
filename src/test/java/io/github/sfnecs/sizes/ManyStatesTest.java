package io.github.sfnecs.sizes;

import static io.github.sfnecs.mojos.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.AbstractDefinitionMojo;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ensure-role deploy-statemachine} takes where nothing is to do grows as the definition does. It is told by the memory that
 * the build's thread takes for whatever it reads, copies and walks, which is the same on each machine.
 */
class ManyStatesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @TempDir
    Path folder;

    @BeforeEach
    void register() {
        ManyStates.FAMILIES.forEach(family -> scene.register(family, null, "app"));
    }

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void aThousandTakeTenTimesWhatAHundredTake() throws IOException {
        long one = nothingToDo(ManyStates.one());
        long hundred = nothingToDo(ManyStates.text(100)) - one;
        long thousand = nothingToDo(ManyStates.text(1000)) - one;

        assertThat(thousand).isLessThan(12 * hundred);
        // with what is printed into target/sfn-ecs; each further look at all of the states would be seen
        assertThat(thousand / 1000).isLessThan(35_000);
    }

    @Test
    void neitherSixteenThousandNorTheDeepestTakeLong() throws IOException {
        long one = nothingToDo(ManyStates.one());
        long hundred = nothingToDo(ManyStates.text(100)) - one;

        assertThat(nothingToDo(passes(16_000)) - one).isLessThan(200 * hundred);
        assertThat(nothingToDo(nested(240)) - one).isLessThan(100 * hundred);
    }

    /** A definition of less than 1 MiB, and of more where it is indented. */
    private static String passes(int states) {
        return IntStream.range(0, states)
                .mapToObj(i -> "\"P%d\": {\"Type\": \"Pass\", \"Next\": \"P%d\"}".formatted(i, i + 1))
                .collect(Collectors.joining(
                        ",\n",
                        "{\"StartAt\": \"P0\", \"States\": {\n",
                        ",\n\"P" + states + "\": {\"Type\": \"Pass\", \"Next\": \"Run0\"},\n"
                                + ManyStates.one().substring(ManyStates.one().indexOf("\"Run0\": "))));
    }

    /** A state in a state in a state, as deep as definitions are read. */
    private static String nested(int depth) {
        String text = ManyStates.one();
        for (int i = 0; i < depth; i++) {
            text = ("{\"StartAt\": \"M%d\", \"States\": {\"M%1$d\": {\"Type\": \"Map\", \"End\": true,\n"
                                    + "\"ItemProcessor\": ")
                            .replace("%1$d", "%d")
                            .replace("%d", String.valueOf(i))
                    + text + "}}}";
        }
        return text;
    }

    private long nothingToDo(String text) throws IOException {
        Files.writeString(folder.resolve("many.asl.json"), text);
        build();
        scene.account.forgetCalls();
        long least = LongStream.generate(this::allocated).limit(3).min().orElseThrow();
        assertThat(scene.writes()).isEmpty();
        return least;
    }

    private long allocated() {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        build();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    private void build() {
        Map<Object, Object> context = new HashMap<>();
        for (AbstractDefinitionMojo goal :
                List.<AbstractDefinitionMojo>of(new EnsureRoleMojo(), new DeployStateMachineMojo())) {
            goal.setPluginContext(context);
            set(goal, "stateMachineName", "many");
            set(
                    goal,
                    "definitionSubstitutions",
                    Map.of(
                            "clusterArn", "arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster",
                            "subnets", "[\"subnet-1\", \"subnet-2\"]"));
            set(goal, "definitionFile", folder.resolve("many.asl.json").toFile());
            set(goal, "markTasks", "true");
            assertThat(Goals.message(Goals.ready(goal, scene, folder, new ListLog())))
                    .isEmpty();
        }
    }
}
