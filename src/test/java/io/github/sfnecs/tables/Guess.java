package io.github.sfnecs.tables;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a person would fill into somebody else's file: by the parameter at which a placeholder stands, and by its name. */
final class Guess {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\$\\{([^{}\"\\n]+)\\}");
    private static final Pattern KEY =
            Pattern.compile("(?:\"(\\w+)(?:\\.\\$)?\"\\s*:|(?m)^[ \\t-]*(\\w+)(?:\\.\\$)?:(?=\\s))");
    private static final Pattern PLACE = Pattern.compile("arn:(aws[a-z-]*):ecs:([a-z0-9-]+):(\\d{12}):cluster/");
    private static final Pattern NUMBERS =
            Pattern.compile(".*(?:Seconds|Attempts|Rate|Concurrency|Count|Weight|Base|Items|Batch)");
    private static final Pattern LISTS =
            Pattern.compile("Retry|Catch|Environment|Command|CapacityProviderStrategy|Tags|Choices|Entries");

    private Guess() {}

    /** Where the file's clusters are, if it says so. */
    static Scope scope(String text, Scope otherwise) {
        Matcher place = PLACE.matcher(text);
        return place.find() ? new Scope(place.group(1), place.group(2), place.group(3)) : otherwise;
    }

    /** A value for each placeholder. */
    static Map<String, String> values(String text, Scope scope) {
        Map<String, String> values = new LinkedHashMap<>();
        PLACEHOLDER.matcher(text).results().forEach(found -> {
            String name = found.group(1);
            boolean whole = whole(text, found);
            boolean bare = !isInString(text, found.start())
                    && (whole || text.stripLeading().startsWith("{"));
            Optional<String> known = whole || bare ? ofKey(key(text, found.start()), name, scope) : Optional.empty();
            String value = known.or(() -> ofName(name, scope)).orElseGet(() -> word(name));
            if (bare) {
                values.put(name, json(key(text, found.start()), value));
            } else if (known.isPresent() && !values.getOrDefault(name, "").startsWith("[")) {
                values.put(name, value);
            } else {
                values.putIfAbsent(name, value);
            }
        });
        return values;
    }

    /** Whether it stands between the quotes of JSON, or behind one of YAML. */
    private static boolean isInString(String text, int at) {
        int quotes = 0;
        for (int i = text.lastIndexOf('\n', at) + 1; i < at; i++) {
            quotes += text.charAt(i) == '"' && (i == 0 || text.charAt(i - 1) != '\\') ? 1 : 0;
        }
        return quotes % 2 == 1 || (at > 0 && text.charAt(at - 1) == '\'');
    }

    private static boolean whole(String text, MatchResult found) {
        return found.start() > 0
                && found.end() < text.length()
                && "\"' [".indexOf(text.charAt(found.start() - 1)) >= 0
                && "\"'\n\r,] }".indexOf(text.charAt(found.end())) >= 0;
    }

    private static String key(String text, int at) {
        String key = "";
        Matcher keys = KEY.matcher(text).region(0, at);
        while (keys.find()) {
            key = keys.group(1) == null ? keys.group(2) : keys.group(1);
        }
        return key;
    }

    private static String json(String key, String value) {
        return NUMBERS.matcher(key).matches()
                ? "60"
                : LISTS.matcher(key).matches()
                        ? "[]"
                        : key.equals("Subnets") || key.equals("SecurityGroups")
                                ? "[\"" + value + "\"]"
                                : Json.compact(Json.of(value));
    }

    private static Optional<String> ofKey(String key, String name, Scope scope) {
        String word = word(name);
        return Optional.ofNullable(
                switch (key) {
                    case "Cluster" -> scope.regional("ecs", "cluster/jobs");
                    case "TaskDefinition" -> scope.regional("ecs", "task-definition/" + word);
                    case "TaskRoleArn", "ExecutionRoleArn", "RoleArn" -> scope.role("/", word);
                    case "Subnets" -> "subnet-0abc1234";
                    case "SecurityGroups" -> "sg-0abc1234";
                    case "Resource", "FunctionName" -> scope.regional("lambda", "function:" + word);
                    case "TopicArn", "TargetArn" -> scope.regional("sns", word);
                    case "QueueUrl" ->
                        "https://sqs." + scope.region() + ".amazonaws.com/" + scope.account() + "/" + word;
                    case "StateMachineArn" -> scope.stateMachine(word);
                    case "ConnectionArn" -> scope.regional("events", "connection/" + word + "/0a1b2c3d");
                    case "ApiEndpoint" -> "https://example.com/" + word;
                    case "Bucket" -> word.toLowerCase(Locale.ROOT).replace('_', '-');
                    case "LaunchType" -> "FARGATE";
                    case "AssignPublicIp" -> "DISABLED";
                    default -> null;
                });
    }

    private static Optional<String> ofName(String name, Scope scope) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(
                        Map.entry(".*partition", scope.partition()),
                        Map.entry(".*region(?:\\.\\w+)?", scope.region()),
                        Map.entry(".*account_?(?:id)?", scope.account()),
                        Map.entry(".*url", "https://example.com"))
                .filter(meant -> lower.matches(meant.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String word(String name) {
        String word = name.replaceAll("\\W+", "-").replaceAll("^-|-$", "");
        return word.substring(Math.max(0, word.length() - 40)).replaceAll("^-", "");
    }
}
