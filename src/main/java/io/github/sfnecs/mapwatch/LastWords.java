package io.github.sfnecs.mapwatch;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.history.ChildExecution;
import io.github.sfnecs.history.StepFunctionsTask;
import io.github.sfnecs.history.TaskReport;
import io.github.sfnecs.history.Unfolded;
import io.github.sfnecs.logs.ContainerLog;
import io.github.sfnecs.logs.LogStream;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The last lines of the containers that an item failed for; of those that failed for the same reason only of the first few.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
public final class LastWords {
    private static final int MOST_OF_A_REASON = 2;
    private static final int MOST = 20;
    private static final int MOST_LINES = 10;
    private static final int LONGEST = 500;

    private final AwsClients aws;
    private final Console console;
    private final ReadTaskDefinitions definitions;
    private int left;

    private LastWords(AwsClients aws, Console console, ReadTaskDefinitions definitions, int most) {
        this.aws = aws;
        this.console = console;
        this.definitions = definitions;
        this.left = most;
    }

    /** Read as far as that can be done; it is said once where not. */
    public static LastWords read(AwsClients aws, Console console, ReadTaskDefinitions definitions) {
        return new LastWords(aws, console, definitions, MOST);
    }

    /** Left alone. */
    public static LastWords unread(AwsClients aws, Console console, ReadTaskDefinitions definitions) {
        return new LastWords(aws, console, definitions, 0);
    }

    /** Those of this one, the oldest first. */
    List<String> of(ChildExecution child, long sameBefore) {
        if (left <= 0 || sameBefore >= MOST_OF_A_REASON) {
            return List.of();
        }
        Optional<Task> task = Unfolded.of(child).failure().json().flatMap(StepFunctionsTask::of);
        return task.filter(one -> one.taskDefinitionArn() != null).stream()
                .flatMap(this::streams)
                .flatMap(this::lines)
                .limit(MOST_LINES)
                .toList();
    }

    private Stream<LogStream> streams(Task task) {
        Set<String> culprits = definitions.told(TaskReport.of(task)).culprits().stream()
                .map(one -> one.name())
                .collect(Collectors.toSet());
        return definitions.read(task.taskDefinitionArn()).stream()
                .flatMap(definition -> ContainerLog.of(definition, task).stream())
                .filter(log -> culprits.contains(log.container()))
                .filter(ContainerLog.Followed.class::isInstance)
                .map(log -> ((ContainerLog.Followed) log).stream());
    }

    private Stream<String> lines(LogStream stream) {
        if (left <= 0) {
            return Stream.empty();
        }
        left--;
        try {
            List<String> lines = new ArrayList<>();
            aws
                    .once()
                    .logs(stream.region())
                    .getLogEvents(request -> request.logGroupName(stream.group())
                            .logStreamName(stream.name())
                            .startFromHead(false)
                            .limit(MOST_LINES))
                    .events()
                    .stream()
                    .filter(Objects::nonNull)
                    .map(OutputLogEvent::message)
                    .filter(Objects::nonNull)
                    .forEach(message -> lines.add(Text.shortened(message.stripTrailing(), LONGEST)));
            return lines.stream();
        } catch (ResourceNotFoundException e) {
            // it never printed anything
            return Stream.empty();
        } catch (SdkException e) {
            if (!AwsProblems.outage(e)) {
                left = 0;
                console.warn("Not shown: what the containers of items printed that failed. "
                        + AwsProblems.of(e).text());
            }
            return Stream.empty();
        }
    }
}
