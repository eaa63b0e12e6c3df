package io.github.sfnecs.bound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sfnecs.build.Given;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.source.Exported;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the POM says of the task. Beside a definition that is a file of the user's it would silently do nothing, unless the file has it as
 * a placeholder.
 *
 * @param values reads it
 * @param given what the POM has, of whichever goal
 */
public record TaskOfThePom(ParameterReader values, Given given) {
    private static final List<String> LISTS = List.of("subnets", "securityGroups");

    private static final List<String> SIZES = List.of("cpu", "memory", "ephemeralStorage");

    /** What only the definition that the plugin itself renders has. */
    private static final List<String> RENDERED = List.of(
            "integrationPattern",
            "taskTokenContainer",
            "retry",
            "stateTimeout",
            "timeoutOverall",
            "onSpotInterruption",
            "heartbeat",
            "assignPublicIp",
            "capacityProviderStrategy",
            "placementConstraints",
            "placementStrategy",
            "enableExecuteCommand",
            "enableEcsManagedTags",
            "propagateTags",
            "taskTags",
            "containerOverrides",
            "map");

    /** What a file may have as placeholders, with its values; of a list, its JSON. */
    SortedMap<String, String> predefined() {
        SortedMap<String, String> predefined = new TreeMap<>();
        Exported.names().stream()
                .filter(name -> !LISTS.contains(name))
                .forEach(name -> given.ofAnotherGoal(name)
                        .flatMap(
                                text -> SIZES.contains(name) ? values.valueOrPath(name, text) : values.text(name, text))
                        .ifPresent(text -> predefined.put(name, text)));
        LISTS.forEach(name -> {
            List<String> list = values.list(name, given.listOfAnotherGoal(name));
            if (!list.isEmpty()) {
                ArrayNode texts = Json.array();
                list.forEach(texts::add);
                predefined.put(name, Json.compact(texts));
            }
        });
        return predefined;
    }

    /** Notes what the POM says of the task and the file does not ask for. */
    public void noteUnused(OwnDefinition own) {
        // of the cluster also the state machine's own place follows
        own.predefined().forEach((name, value) -> {
            if (!name.equals("clusterArn") && !own.read().used().contains(name)) {
                values.mistakes()
                        .add(
                                name,
                                value,
                                "it would do nothing, for " + own.file() + " does not have ${" + name + "}",
                                "Write ${" + name + "} there, or leave " + name + " out");
            }
        });
        values.mistakes()
                .addAll(rendered().stream()
                        .map(name -> Problem.configuration(
                                name + ": it would do nothing, for " + own.file() + " says what the state machine does",
                                "Leave " + name + " out, and write into the file what it is to do"))
                        .toList());
    }

    /** What else it says, which only the definition that the plugin renders has a use for. */
    List<String> rendered() {
        return RENDERED.stream().filter(given::has).toList();
    }
}
