package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.diagnostic.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is looked at once for several states, and which of them a finding names. */
class TaskStatesTest {
    private static final Finding FOUND = Finding.passed(CLUSTER, "It is there.");
    private static final TaskStates STATES =
            new TaskStates(Definition.parse("""
            {"States": {
              "Load": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": {"Cluster": "jobs",
                "Tags": [{"Key": "team", "Value": "a"}, {"Key": "step", "Value": "load"}]}},
              "Sum": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": {"Cluster": "other",
                "Tags": [{"Key": "team", "Value": "a"}, {"Key": "step", "Value": "sum"}]}},
              "Report": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": {"Cluster": "jobs",
                "Tags": [{"Key": "team", "Value": "a"}]}}}}""").taskUses());

    @Test
    void whatSeveralHaveInCommonIsThereOnce() {
        assertThat(STATES.by(TaskStatesTest::cluster))
                .hasSize(2)
                .hasEntrySatisfying("jobs", some -> assertThat(names(some)).containsExactly("Load", "Report"))
                .hasEntrySatisfying("other", some -> assertThat(names(some)).containsExactly("Sum"));
        assertThat(STATES.distinct(TaskStatesTest::cluster)).containsExactly("jobs", "other");
    }

    @Test
    void aFindingNamesItsStatesUnlessItConcernsAll() {
        assertThat(STATES.naming(List.of(FOUND))).containsExactly(FOUND);
        assertThat(STATES.by(TaskStatesTest::cluster).get("jobs").naming(List.of(FOUND)))
                .extracting(Finding::says)
                .containsExactly("Load, Report: It is there.");
        assertThat(STATES.each(use -> List.of(FOUND))).containsExactly(FOUND);
        assertThat(STATES.each(use -> use.state().name().equals("Sum") ? List.of() : List.of(FOUND)))
                .extracting(Finding::says)
                .containsExactly("Load, Report: It is there.");
    }

    @Test
    void theTagsOfAllAreThoseThatEachHas() {
        assertThat(STATES.tags()).containsExactly(Map.entry("team", "a"));
        assertThat(new TaskStates(List.of()).tags()).isEmpty();
    }

    private static Optional<String> cluster(TaskUse use) {
        return use.cluster().literal();
    }

    private static List<String> names(TaskStates states) {
        return states.uses().stream().map(use -> use.state().name()).toList();
    }
}
