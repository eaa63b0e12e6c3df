package io.github.sfnecs.fakeaws.states.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Task state calls, by its Resource.
 *
 * @param type the service as the history names it, or {@link #FUNCTION}
 * @param action of the service; the ARN of a function
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html">Optimized integrations</a>
 */
public record Resource(String type, String action, IntegrationPattern pattern) {

    /** The function itself is the resource. */
    public static final String FUNCTION = "function";

    private static final Pattern INTEGRATION = Pattern.compile(":states:::((?:aws-sdk:)?\\w+):(\\w+)((?:\\..+)?)");
    private static final Pattern LAMBDA =
            Pattern.compile(":lambda:[^:]+:\\d{12}:function:[\\w-]+(:[\\w$-]+)?", Pattern.DOTALL);

    /** The patterns of what can be called, and the parameters that it can't do without. */
    private static final Map<String, Known> KNOWN = Map.ofEntries(
            known("ecs:runTask", "  .sync .waitForTaskToken", "TaskDefinition"),
            known("lambda:invoke", "  .waitForTaskToken", "FunctionName"),
            known("sns:publish", "  .waitForTaskToken", "Message"),
            known("sqs:sendMessage", "  .waitForTaskToken", "QueueUrl MessageBody"),
            known("events:putEvents", "  .waitForTaskToken", "Entries"),
            known("dynamodb:getItem", " ", "TableName Key"),
            known("dynamodb:putItem", " ", "TableName Item"),
            known("dynamodb:updateItem", " ", "TableName Key"),
            known("dynamodb:deleteItem", " ", "TableName Key"),
            known("states:startExecution", "  .sync .sync:2 .waitForTaskToken", "StateMachineArn"),
            known("aws-sdk:s3:getObject", "  .waitForTaskToken", "Bucket Key"),
            known("aws-sdk:s3:putObject", "  .waitForTaskToken", "Bucket Key"),
            known("aws-sdk:s3:listObjectsV2", "  .waitForTaskToken", "Bucket"),
            known("aws-sdk:ecs:runTask", "  .waitForTaskToken", "TaskDefinition"),
            known("aws-sdk:ecs:stopTask", "  .waitForTaskToken", "Task"),
            known("aws-sdk:ecs:describeTasks", "  .waitForTaskToken", "Tasks"));

    private record Known(List<String> suffixes, List<String> required) {}

    private static Map.Entry<String, Known> known(String name, String suffixes, String required) {
        return Map.entry(name, new Known(Arrays.asList(suffixes.split(" ", -1)), List.of(required.split(" ", -1))));
    }

    static Optional<Resource> of(String partition, String arn) {
        String begin = "arn:" + partition;
        if (!arn.startsWith(begin + ":")) {
            return Optional.empty();
        }
        String rest = arn.substring(begin.length());
        if (LAMBDA.matcher(rest).matches()) {
            return Optional.of(new Resource(FUNCTION, arn, IntegrationPattern.REQUEST_RESPONSE));
        }
        Matcher integration = INTEGRATION.matcher(rest);
        return integration.matches()
                ? Arrays.stream(IntegrationPattern.values())
                        .filter(pattern -> pattern.suffix().equals(integration.group(3)))
                        .map(pattern -> new Resource(integration.group(1), integration.group(2), pattern))
                        .filter(Resource::available)
                        .findFirst()
                : Optional.empty();
    }

    /** Whether AWS refuses what is not known here, as it has all of the service's actions. */
    static boolean complete(String arn) {
        Matcher integration = INTEGRATION.matcher(arn);
        return integration.find()
                && !integration.group(1).startsWith("aws-sdk:")
                && KNOWN.keySet().stream().anyMatch(name -> name.startsWith(integration.group(1) + ":"));
    }

    private boolean available() {
        Known known = KNOWN.get(type + ":" + action);
        return known != null && known.suffixes.contains(pattern.suffix());
    }

    List<String> required() {
        return isFunction() ? List.of() : KNOWN.get(type + ":" + action).required;
    }

    public boolean isFunction() {
        return type.equals(FUNCTION);
    }

    /** As the history names it. */
    public String name() {
        return action + pattern.suffix();
    }
}
