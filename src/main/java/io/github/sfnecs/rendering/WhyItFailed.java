package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Renders the Choice that tells failures apart. The cause is searched as the text that it is: it may be none of a task, or cut, and there
 * States.StringToJson would fail with an error of its own. The quotes of a text in it are escaped, so that no variable of a container
 * looks like a member of the task.
 *
 * @param causes those to tell apart, in the order in which they are looked at
 * @param exitCodes those that make a failed container one of them; none: any
 */
record WhyItFailed(List<RetryCause> causes, SortedSet<Integer> exitCodes) {
    /** Leads to the state of each cause, with this behind its name, or else to the state of this name. */
    ObjectNode json(String suffix, String otherwise) {
        ObjectNode choice = Json.object().put("Type", "Choice");
        ArrayNode rules = choice.putArray("Choices");
        causes.forEach(cause -> rules.add(rule(cause).put("Next", cause.state() + suffix)));
        return choice.put("Default", otherwise);
    }

    private ObjectNode rule(RetryCause cause) {
        ObjectNode rule = Json.object();
        ArrayNode all = rule.putArray("And");
        all.addObject().put("Variable", "$.Error").put("StringEquals", cause.error());
        all.add(any(texts(cause)));
        if (cause == RetryCause.FAILED && !exitCodes.isEmpty()) {
            all.add(any(exitCodes.stream()
                    .flatMap(code -> Stream.of("\"ExitCode\":" + code + ",", "\"ExitCode\":" + code + "}"))));
        }
        return rule;
    }

    /** Of these any is in the cause. Not every interrupted task has a stop code: https://github.com/aws/containers-roadmap/issues/1565 */
    private static Stream<String> texts(RetryCause cause) {
        return switch (cause) {
            case BUSY, MISSED_HEARTBEAT -> Stream.of();
            case EC2_THROTTLING ->
                Stream.of("Request limit exceeded", "RequestLimitExceeded", "Rate exceeded", "Throttling");
            case NEVER_STARTED -> Stream.of("\"StopCode\":\"TaskFailedToStart\"");
            case SPOT_INTERRUPTION ->
                Stream.of(
                        "\"StopCode\":\"SpotInterruption\"",
                        "\"StopCode\":\"TerminationNotice\"",
                        "\"StoppedReason\":\"Your Spot Task was interrupted",
                        "\"StoppedReason\":\"Host EC2 (instance");
            case FAILED -> Stream.of("\"StopCode\":\"EssentialContainerExited\"");
        };
    }

    private static ObjectNode any(Stream<String> texts) {
        ArrayNode rules = Json.array();
        texts.forEach(text -> rules.addObject().put("Variable", "$.Cause").put("StringMatches", "*" + text + "*"));
        return rules.size() == 1 ? (ObjectNode) rules.get(0) : Json.object().set("Or", rules);
    }
}
