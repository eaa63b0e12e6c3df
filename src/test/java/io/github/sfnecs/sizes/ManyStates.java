package io.github.sfnecs.sizes;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A definition of as many states as one wants: of ten, three run ECS tasks; the others are of every kind that there is besides. */
public final class ManyStates {
    /** As many task definitions as they run. */
    public static final List<String> FAMILIES = List.of("load", "clean", "join", "report", "tell");

    private static final String TASK = """
            {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask%s", "ResultPath": null, %s,
              "Retry": [{"ErrorEquals": ["ECS.AmazonECSException"], "IntervalSeconds": 2, "MaxAttempts": 3}],
              "Parameters": {"Cluster": "${clusterArn}", "TaskDefinition": "%s", "LaunchType": "FARGATE",
                "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ${subnets}}},
                "Overrides": {"ContainerOverrides": [{"Name": "app", "Environment": [{"Name": "N", "Value": "%d"}]}]}}}""";

    private static final String WHOLE = """
            {"Comment": "generated", "StartAt": "Run0", "States": {
            %s,
            "Done": {"Type": "Succeed"}}}
            """;

    private ManyStates() {}

    /** The text of a definition with one state more than that, which is a multiple of ten. */
    public static String text(int states) {
        return WHOLE.formatted(
                IntStream.range(0, states / 10).mapToObj(ManyStates::ten).collect(Collectors.joining(",\n")));
    }

    /** The text of a definition with one state. */
    public static String one() {
        return "{\"StartAt\": \"Run0\", \"States\": {\"Run0\": " + task("", "\"End\": true", 0) + "}}";
    }

    private static String ten(int i) {
        String next = "\"Next\": \"%s" + i + "\"";
        String last = "\"End\": true";
        return Stream.of(
                        "\"Run%d\": " + task(".sync", next.formatted("Start"), i),
                        "\"Start%d\": " + task("", next.formatted("Call"), i + 1),
                        "\"Call%d\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\","
                                + " \"Parameters\": {\"FunctionName\": \"count\"}, " + next.formatted("Pause") + "}",
                        "\"Pause%d\": {\"Type\": \"Wait\", \"Seconds\": 1, " + next.formatted("Choose") + "}",
                        "\"Choose%d\": {\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.n\", \"NumericEquals\": 1, "
                                + next.formatted("Both") + "}], \"Default\": \"Both%1$d\"}",
                        "\"Both%d\": {\"Type\": \"Parallel\", \"ResultPath\": null, " + next.formatted("Each")
                                + ", \"Branches\": [{\"StartAt\": \"Branch%1$d\", \"States\": {\"Branch%1$d\": "
                                + "{\"Type\": \"Pass\", \"Result\": {\"n\": 1}, \"End\": true}}}]}",
                        "\"Each%d\": {\"Type\": \"Map\", \"ItemsPath\": \"$.items\", \"ResultPath\": null, "
                                + next.formatted("Mark")
                                + ", \"ItemProcessor\": {\"StartAt\": \"Item%1$d\", \"States\": {"
                                + "\"Item%1$d\": " + task(".sync", last, i + 2) + "}}}",
                        "\"Mark%d\": {\"Type\": \"Pass\", \"Next\": \"Done\"}")
                .map(state -> state.replace("%1$d", String.valueOf(i)).replaceFirst("%d", String.valueOf(i)))
                .collect(Collectors.joining(",\n"));
    }

    private static String task(String pattern, String next, int i) {
        return TASK.formatted(pattern, next, FAMILIES.get(i % FAMILIES.size()), i);
    }
}
