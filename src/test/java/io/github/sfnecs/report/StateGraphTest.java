package io.github.sfnecs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.report.StateGraph.Edge;
import io.github.sfnecs.report.StateGraph.Node;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

        assertThat(outline(graph))
                .containsExactly(
                        "Parallel Both",
                        "Branch 1 of 2: Pass Left",
                        "Branch 2 of 2: Pass Right",
                        "Map Each",
                        "Each item: Task One");
        assertThat(ways(graph)).containsExactly("start > Both", "Both > Each", "Each > end");
        assertThat(ways(graph.nodes().get(1).inner().get(0))).containsExactly("start > One", "One > end");
        assertThat(graph.size()).isEqualTo(5);
    }

    /** The history of the execution tells nothing of the executions that a distributed Map starts. */
    @Test
    void knowsWhereOtherExecutionsGo() {
        StateGraph graph = graph("""
                {"StartAt": "Each", "States": {
                  "Each": {"Type": "Map", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"},
                    "StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
                      {"StartAt": "One", "States": {"One": {"Type": "Task", "End": true}}}]}}}}}}""");

        assertThat(outline(graph))
                .containsExactly(
                        "Map Each",
                        "Each item, in an execution of its own: Parallel Both (untold)",
                        "Branch 1 of 1: Task One (untold)");
    }

    @Test
    void isOfTheVisitsWhatTheyTellWhereNobodyHasTheDefinition() {
        Frame both = new Frame("Both", OptionalInt.empty(), OptionalInt.empty());
        Frame each = new Frame("Each", OptionalInt.of(0), OptionalInt.empty());
        StateGraph graph = StateGraph.of(List.of(
                Records.visit("Both", List.of(), Outcome.LEFT),
                Records.visit("Each", List.of(both), Outcome.LEFT),
                Records.visit("One", List.of(both, each), Outcome.LEFT),
                Records.visit("One", List.of(both, each), Outcome.LEFT),
                Records.visit("Rest", List.of(), Outcome.RUNNING)));

        assertThat(outline(graph))
                .containsExactly("Task Both", "All branches: Task Each", "All branches: Task One", "Task Rest");
    }

    /** No service says such things, but what is asked may be something else. */
    @Test
    void goesRoundNoStatesThatAreInEachOther() {
        Frame a = new Frame("A", OptionalInt.empty(), OptionalInt.empty());
        Frame b = new Frame("B", OptionalInt.empty(), OptionalInt.empty());

        assertThat(StateGraph.of(List.of(
                                Records.visit("A", List.of(), Outcome.LEFT),
                                Records.visit("B", List.of(a), Outcome.LEFT),
                                Records.visit("A", List.of(b), Outcome.LEFT)))
                        .size())
                .isEqualTo(2);
    }

    /** AWS wants names that are the only ones in the whole definition; a definition that is drawn may be any. */
    @Test
    void readsTheSameNameInTwoPlaces() {
        StateGraph graph = graph("""
                {"StartAt": "Same", "States": {"Same": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "Same", "States": {"Same": {"Type": "Pass", "End": true}}},
                  {"StartAt": "Same", "States": {"Same": {"Type": "Pass", "End": true}}}]}}}""");

        assertThat(graph.size()).isEqualTo(3);
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

    /** Each state with what it is of the one around it. */
    private static List<String> outline(StateGraph graph) {
        return graph.nodes().stream()
                .flatMap(node -> Stream.concat(
                        Stream.of((graph.label().isEmpty() ? "" : graph.label() + ": ") + node.type() + " "
                                + node.name() + (graph.told() ? "" : " (untold)")),
                        node.inner().stream().flatMap(inner -> outline(inner).stream())))
                .toList();
    }

    private static List<String> ways(StateGraph graph) {
        return graph.edges().stream().map(StateGraphTest::way).toList();
    }

    private static String way(Edge edge) {
        return edge.from().orElse("start") + " > " + edge.to().orElse("end");
    }
}
