package io.github.sfnecs.asl;

import static io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE;
import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sfnecs.json.Json;
import io.github.sfnecs.json.Lines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {
    @Test
    void findsTasksInEveryBranchAndIteration() {
        String nested = """
                {"StartAt": "Fan", "States": {
                  "Fan": {"Type": "Parallel", "Branches": [
                    {"States": {"A": %s}},
                    {"States": {"Each": {"Type": "Map", "ItemProcessor": {"States": {"B": %s}}}}}], "Next": "Old"},
                  "Old": {"Type": "Map", "Iterator": {"States": {"C": %s}}, "Next": "Wait"},
                  "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Lambda"},
                  "Lambda": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "D"},
                  "D": %s}}""".formatted(
                        task("arn:aws:states:::ecs:runTask"),
                        task("arn:aws:states:::ecs:runTask.sync"),
                        task("arn:aws:states:::ecs:runTask.waitForTaskToken"),
                        task("arn:aws:states:::ecs:runTask"));

        assertThat(Definition.parse(nested).taskUses())
                .extracting(use -> use.state().name(), TaskUse::pattern)
                .containsExactly(
                        tuple("A", REQUEST_RESPONSE),
                        tuple("B", RUN_JOB),
                        tuple("C", WAIT_FOR_TASK_TOKEN),
                        tuple("D", REQUEST_RESPONSE));
    }

    @Test
    void walksThroughEveryStateBeforeThoseInItAndKnowsWhereItIs() {
        Definition definition = Definition.parse("""
                {"StartAt": "Fan", "States": {
                  "Fan": {"Type": "Parallel", "Branches": [
                    {"States": {"A/B": {"Type": "Pass"}}},
                    {"States": {"Each": {"Type": "Map", "ItemProcessor": {"States": {"C": {"Type": "Wait"}}}}}}], "Next": "Old"},
                  "Old": {"Type": "Map", "Iterator": {"States": {"D": {}}}, "End": true}}}""");

        assertThat(definition.states())
                .extracting(State::location, State::type)
                .containsExactly(
                        tuple("/States/Fan", "Parallel"),
                        tuple("/States/Fan/Branches/0/States/A/B", "Pass"),
                        tuple("/States/Fan/Branches/1/States/Each", "Map"),
                        tuple("/States/Fan/Branches/1/States/Each/ItemProcessor/States/C", "Wait"),
                        tuple("/States/Old", "Map"),
                        tuple("/States/Old/Iterator/States/D", ""));
        List<String> lines = definition.text().lines().toList();
        assertThat(definition.states())
                .allSatisfy(state -> assertThat(lines.get(definition.line(state.location()) - 1))
                        .contains("\"" + state.name() + "\":"));
    }

    @Test
    void namesTheLineOfTheFileThatItComesFromAlsoWhereItIsEdited() {
        Lines lines = new Lines(1);
        Lines states = lines.put("States", 3);
        states.put("A", 4).put("Type", 5);
        states.put("A/B", 7).put("Type", 8);
        Definition definition = Definition.parse("{\"States\": {\"A\": {\"Type\": \"Pass\"}}}");
        Definition own = new Definition(definition.json(), new Origin.File("nightly.asl.json", () -> lines));

        assertThat(own.place("/States/A/Type")).isEqualTo("nightly.asl.json:5");
        assertThat(own.place("/States/A/B/Type")).isEqualTo("nightly.asl.json:8");
        assertThat(own.place("/States/A/Parameters/Group")).isEqualTo("nightly.asl.json:4");
        assertThat(own.place("")).isEqualTo("nightly.asl.json:1");
        assertThat(own.with(Json.object()).place("/States/C")).isEqualTo("nightly.asl.json:3");
        assertThat(definition.place("/States/A/Type")).isEqualTo("/States/A/Type (line 4)");
        assertThat(definition.with(Json.object()).place("/States")).isEqualTo("/States (line 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"States\": []}", "{\"States\": \"none\"}"})
    void hasNoStatesWhereTheTextIsNotADefinition(String text) {
        assertThat(Definition.parse(text).states()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:states:::ecs:runTask, REQUEST_RESPONSE",
        "arn:aws:states:::ecs:runTask.sync, RUN_JOB",
        "arn:aws-cn:states:::ecs:runTask.sync, RUN_JOB",
        "arn:aws-us-gov:states:::ecs:runTask.waitForTaskToken, WAIT_FOR_TASK_TOKEN"
    })
    void knowsEachPatternInEachPartition(String resource, IntegrationPattern pattern) {
        assertThat(uses(task(resource))).extracting(TaskUse::pattern).containsExactly(pattern);
        assertThat(pattern.resource(resource.split(":", 3)[1])).isEqualTo(resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:states:::ecs:runTaskXsync",
                "arn:aws:states:::ecs:runTask.sync:2",
                "arn:aws:states:::batch:submitJob.sync",
                "arn:aws:lambda:eu-central-1:123456789012:function:runTask"
            })
    void leavesOutWhatRunsNoEcsTask(String resource) {
        assertThat(uses(task(resource))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1, \"b\": [1, 2]} | {\"b\":[1,2],\"a\":1}",
                "{\"a\": 2} | {\"a\": 2.0}",
                "{\"a\": {\"b\": [{\"c\": 100}]}} | {\"a\": {\"b\": [{\"c\": 1e2}]}}"
            })
    void meansTheSameWhateverItsLayout(String one, String other) {
        assertThat(Definition.parse(one).means(Definition.parse(other))).isTrue();
        assertThat(Definition.parse(other).means(Definition.parse(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1} | {\"a\": 2}",
                "{\"a\": 1} | {\"a\": \"1\"}",
                "{\"a\": [1, 2]} | {\"a\": [2, 1]}",
                "{\"a\": 1} | {\"a\": 1, \"b\": 1}",
                "{\"a\": null} | {}",
                "{} | no JSON"
            })
    void differsInEverythingElse(String one, String other) {
        assertThat(Definition.parse(one).means(Definition.parse(other))).isFalse();
        assertThat(Definition.parse(other).means(Definition.parse(one))).isFalse();
    }

    private static List<TaskUse> uses(String state) {
        return Definition.parse("{\"States\": {\"S\": " + state + "}}").taskUses();
    }

    private static String task(String resource) {
        return """
                {"Type": "Task", "Resource": "%s", "Parameters": {"Cluster": "jobs", "TaskDefinition": "job"}}""".formatted(resource);
    }
}
