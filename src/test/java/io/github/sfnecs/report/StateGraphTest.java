package io.github.sfnecs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.report.StateGraph.Edge;
import io.github.sfnecs.report.StateGraph.Node;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateGraphTest {
    @Test
    void putsAJoinBehindAllThatLeadsToIt() {
        StateGraph graph = graph("""
                {"StartAt": "Which?", "States": {
                  "Which?": {"Type": "Choice", "Choices": [{"Next": "A"}, {"Next": "B"}], "Default": "C"},
                  "C": {"Type": "Pass", "Next": "Join"},
                  "Join": {"Type": "Succeed"},
                  "B": {"Type": "Pass", "Next": "C"},
                  "A": {"Type": "Pass", "Next": "Join"}}}""");

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("Which?", "A", "B", "C", "Join");
        assertThat(ways(graph))
                .containsExactly(
                        "start > Which?",
                        "Which? > A",
                        "Which? > B",
                        "Which? > C",
                        "A > Join",
                        "B > C",
                        "C > Join",
                        "Join > end");
    }

    @Test
    void takesTheUsualWayFirstAndThenWhereErrorsLead() {
        StateGraph graph = graph("""
                {"StartAt": "Try", "States": {
                  "Try": {"Type": "Task", "Catch": [{"Next": "Give up"}], "Next": "Done"},
                  "Give up": {"Type": "Fail"},
                  "Done": {"Type": "Pass", "End": true}}}""");

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("Try", "Done", "Give up");
        assertThat(ways(graph)).containsExactly("start > Try", "Try > Done", "Try > Give up", "Done > end");
    }

    @Test
    void goesRoundNoLoop() {
        StateGraph graph = graph("""
                {"StartAt": "Ask", "States": {
                  "Ask": {"Type": "Task", "Next": "Ready?"},
                  "Ready?": {"Type": "Choice", "Choices": [{"Next": "Done"}], "Default": "Wait"},
                  "Wait": {"Type": "Wait", "Next": "Ask"},
                  "Done": {"Type": "Succeed"}}}""");

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("Ask", "Ready?", "Done", "Wait");
        assertThat(ways(graph)).contains("Wait > Ask");
    }

    @Test
    void hasWhatIsInBranchesAndIterationsBelowTheStateThatHasThem() {
        StateGraph graph = graph("""
                {"StartAt": "Both", "States": {
                  "Both": {"Type": "Parallel", "Next": "Each", "Branches": [
                    {"StartAt": "Left", "States": {"Left": {"Type": "Pass", "End": true}}},
                    {"StartAt": "Right", "States": {"Right": {"Type": "Pass", "End": true}}}]},
                  "Each": {"Type": "Map", "End": true, "ItemProcessor":
                    {"StartAt": "One", "States": {"One": {"Type": "Task", "End": true}}}}}}""");

        assertThat(graph.nodes())
                .containsExactly(
                        new Node("Both", "Parallel", 0),
                        new Node("Left", "Pass", 1),
                        new Node("Right", "Pass", 1),
                        new Node("Each", "Map", 0),
                        new Node("One", "Task", 1));
        assertThat(ways(graph))
                .containsExactlyInAnyOrder(
                        "start > Both", "Both > Left", "Both > Right", "Both > Each", "Each > One", "Each > end");
    }

    @Test
    void readsAsManyStatesAsThereAre() {
        String states = IntStream.range(0, 20_000)
                .mapToObj(number -> "\"" + number + "\": {\"Type\": \"Pass\", \"Next\": \"" + (number + 1) + "\"}")
                .collect(Collectors.joining(","));

        assertThat(graph("{\"StartAt\": \"0\", \"States\": {" + states + "}}").nodes())
                .hasSize(20_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"StartAt\": \"A\"}",
                "{\"StartAt\": \"A\", \"States\": []}",
                "{\"StartAt\": [], \"States\": {\"A\": 1}}",
                "{\"StartAt\": \"B\", \"States\": {\"A\": {}}}"
            })
    void hasNothingOfADefinitionThatIsNone(String text) {
        assertThat(StateGraph.of(text)).isEmpty();
    }

    @Test
    void leavesOutWaysToNowhere() {
        StateGraph graph =
                graph("{\"StartAt\": \"A\", \"States\": {\"A\": {\"Next\": \"B\", \"Choices\": [{\"Next\": 1}]}}}");

        assertThat(ways(graph)).containsExactly("start > A");
    }

    private static StateGraph graph(String definition) {
        return StateGraph.of(definition).orElseThrow();
    }

    private static List<String> ways(StateGraph graph) {
        return graph.edges().stream().map(StateGraphTest::way).toList();
    }

    private static String way(Edge edge) {
        return edge.from().orElse("start") + " > " + edge.to().orElse("end");
    }
}
