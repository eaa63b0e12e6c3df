package io.github.sfnecs.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.statemachine.RunningDefinitions.Running;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunningDefinitionsTest {
    private static final String MACHINE = "arn:aws:states:eu-central-1:" + Lab.ACCOUNT + ":stateMachine:nightly";

    @Test
    void ofManyExecutionsFewAreLookedAt() {
        // the middle one came and went, and the last is the first again, as after a mistake that was taken back
        try (CannedAws aws =
                running(1000, i -> i < 700 ? "1" : i < 720 ? "2" : "3", i -> i < 700 || i >= 720 ? "A" : "B")) {
            assertThat(comments(aws)).containsExactlyInAnyOrder("A", "B", "A");
            assertThat(aws.called()).filteredOn("ListExecutions"::equals).hasSize(1);
            assertThat(aws.called()).hasSizeLessThan(25);
        }
    }

    @Test
    void ofOneDefinitionTwoAreLookedAt() {
        try (CannedAws aws = running(1000, i -> "1", i -> "A")) {
            assertThat(comments(aws)).containsExactly("A");
            assertThat(aws.called()).hasSize(3);
        }
    }

    @Test
    void aVersionHasADefinitionOfItsOwn() {
        try (CannedAws aws = running(0, i -> "", i -> "")) {
            aws.answers(
                    "ListExecutions",
                    "{'executions': [" + item(0, "") + ", " + item(1, MACHINE + ":7") + ", " + item(2, "") + "]}");
            List.of(0, 1, 2).forEach(i -> describe(aws, i, i == 1 ? "7" : "8", i == 1 ? "V" : "A"));

            assertThat(comments(aws)).containsExactlyInAnyOrder("A", "V");
        }
    }

    @Test
    void ofMoreThanTenThousandTheOldestAreUnknown() {
        try (CannedAws aws = running(0, i -> "", i -> "")) {
            aws.answers("ListExecutions", "{'executions': [" + item(0, "") + "], 'nextToken': 'more'}");
            describe(aws, 0, "1", "A");

            assertThat(comments(aws)).containsExactlyInAnyOrder("A", "unknown");
            assertThat(aws.called()).filteredOn("ListExecutions"::equals).hasSize(10);
        }
    }

    /** With a filter a page may be empty though it is not the last. */
    @Test
    void ofPagesThatAreEmptyNothingIsKnown() {
        try (CannedAws aws = running(0, i -> "", i -> "")) {
            aws.answers("ListExecutions", "{'executions': [], 'nextToken': 'more'}");

            assertThat(new RunningDefinitions(aws.clients).of(MACHINE))
                    .containsExactly(new Running(MACHINE, Optional.empty()));
        }
    }

    @Test
    void whatHasNoDateMayBeTheOldest() {
        try (CannedAws aws = running(0, i -> "", i -> "")) {
            aws.answers(
                    "ListExecutions",
                    "{'executions': [" + item(1, "") + ", " + item(0, "").replaceFirst(", 'startDate': \\d+", "")
                            + "]}");
            describe(aws, 0, "1", "A");
            describe(aws, 1, "2", "B");

            assertThat(comments(aws)).containsExactly("A", "B");
        }
    }

    @Test
    void whereThereIsNoStateMachineNothingRuns() {
        try (CannedAws aws = new CannedAws()
                .refuses("ListExecutions", 400, "{'__type': 'StateMachineDoesNotExist', 'message': 'no'}")) {
            assertThat(comments(aws)).isEmpty();
        }
    }

    private static List<String> comments(CannedAws aws) {
        return new RunningDefinitions(aws.clients)
                .of(MACHINE).stream()
                        .map(Running::definition)
                        .map(found -> found.map(definition ->
                                        definition.json().path("Comment").asText())
                                .orElse("unknown"))
                        .toList();
    }

    /** That many executions, the newest first, each with the revision and the definition that these say. */
    private static CannedAws running(int many, IntFunction<String> revision, IntFunction<String> comment) {
        CannedAws aws = new CannedAws()
                .answers(
                        "ListExecutions",
                        IntStream.range(0, many)
                                .mapToObj(i -> item(many - 1 - i, ""))
                                .collect(Collectors.joining(",", "{'executions': [", "]}")));
        IntStream.range(0, many).forEach(i -> describe(aws, i, revision.apply(i), comment.apply(i)));
        return aws;
    }

    private static String item(int number, String version) {
        return "{'executionArn': '" + execution(number) + "', 'stateMachineArn': '" + MACHINE + "', 'name': 'n" + number
                + "', 'status': 'RUNNING', 'startDate': " + (1_700_000_000 + number)
                + (version.isEmpty() ? "" : ", 'stateMachineVersionArn': '" + version + "'") + "}";
    }

    private static String execution(int number) {
        return MACHINE.replace("stateMachine", "execution") + ":n" + (10_000 + number);
    }

    private static void describe(CannedAws aws, int number, String revision, String comment) {
        aws.answers(
                "DescribeStateMachineForExecution " + execution(number),
                "{'stateMachineArn': '" + MACHINE + "', 'name': 'nightly', 'roleArn': 'arn:aws:iam::" + Lab.ACCOUNT
                        + ":role/r', 'updateDate': 1700000000, 'revisionId': '" + revision
                        + "', 'definition': '{\\'Comment\\': \\'" + comment + "\\'}'}");
    }
}
