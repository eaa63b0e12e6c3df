package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What ECS answered to a state that does not wait for its task: such a state succeeds even where ECS started nothing.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
 *
 * @param taskArns the tasks that ECS accepted
 * @param failures why it did not start others, a line each; empty where it started all
 */
public record RunTaskAnswer(List<String> taskArns, String failures) {
    /**
     * RunTask's own answer is the output of a Request Response state, and only of that; empty for any other JSON, and where it does not
     * tell of each task which it is.
     */
    public static Optional<RunTaskAnswer> of(JsonNode output) {
        JsonNode tasks = output.path("Tasks");
        List<String> arns = new ArrayList<>();
        tasks.forEach(
                task -> Optional.ofNullable(task.path("TaskArn").textValue()).ifPresent(arns::add));
        boolean isOne = tasks.isArray() && (output.path("Failures").isArray() || !arns.isEmpty());
        if (!isOne || arns.size() < tasks.size()) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        output.path("Failures").forEach(failure -> reasons.add(text(failure)));
        if (arns.isEmpty() && reasons.isEmpty()) {
            reasons.add("ECS answered with neither a task nor a failure.");
        }
        return Optional.of(new RunTaskAnswer(arns, String.join("\n", reasons)));
    }

    private static String text(JsonNode failure) {
        return List.of("Reason", "Arn", "Detail").stream()
                .map(member -> failure.path(member).asText())
                .collect(Collectors.joining(" "))
                .strip();
    }
}
