package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.CannedExecution;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an execution that succeeded, of the tasks that it started and did not wait for. */
class UnawaitedTasksTest {
    private final CannedExecution run = new CannedExecution();

    @AfterEach
    void close() {
        run.close();
    }

    private void succeeded(String resourceType, String resource, String output) {
        run.entered("Task", "Look");
        run.scheduled(resourceType, resource);
        run.event(
                "TaskSucceeded",
                "'taskSucceededEventDetails': {'resourceType': '" + resourceType + "', 'resource': '" + resource
                        + "', 'output': " + CannedExecution.quoted(output) + "}");
        run.exited("Look");
    }

    /** It has the form of an answer to RunTask: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
    @Test
    void anAnswerToAnotherCallOfEcsIsNoneOfThem() {
        String missing = "{\"Failures\":[{\"Arn\":\"a\",\"Reason\":\"MISSING\"}],\"Tasks\":[]}";
        succeeded("aws-sdk:ecs", "describeTasks", missing);
        run.succeedsWith(missing);

        assertThat(run.follow().problem()).isEmpty();
        assertThat(run.explain()).doesNotContain("ECS started no task");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"Arn\":\"a\",\"Reason\":\"RESOURCE:CPU\"}]", "[]"})
    void anAnswerOfRunTaskWithoutTasksIsOne(String failures) {
        String refused = "{\"Failures\":" + failures + ",\"Tasks\":[]}";
        succeeded("ecs", "runTask", refused);
        run.succeedsWith(refused);

        assertThat(run.saidByAll()).allSatisfy(said -> assertThat(said).contains("but ECS started no task."));
    }

    @Test
    void oneOfManyThatFailedIsToldByAll() {
        List<String> ids =
                IntStream.rangeClosed(1, 25).mapToObj(String::valueOf).toList();
        ids.forEach(id -> succeeded(
                "ecs", "runTask", "{\"Failures\":[],\"Tasks\":[{\"TaskArn\":\"" + CannedExecution.arn(id) + "\"}]}"));
        run.aws.answers(
                "DescribeTasks",
                ids.stream()
                        .map(id -> "{'taskArn': '" + CannedExecution.arn(id)
                                + "', 'taskDefinitionArn': 'arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1', "
                                + (id.equals("24")
                                        ? "'lastStatus': 'STOPPED', 'desiredStatus': 'STOPPED', 'containers': [{'name': 'app', 'exitCode': 3}]}"
                                        : "'lastStatus': 'RUNNING', 'desiredStatus': 'RUNNING', 'containers': []}"))
                        .collect(Collectors.joining(", ", "{'tasks': [", "], 'failures': []}")));
        run.succeedsWith("{}");

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "SUCCEEDED, but its ECS task failed.",
                                "task/jobs/24 STOPPED",
                                "app        yes        3"));
        assertThat(run.explain()).contains("and 5 tasks more");
    }
}
