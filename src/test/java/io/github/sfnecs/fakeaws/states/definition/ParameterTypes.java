package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether what paths and functions gave is of the types that the integration takes. Of these only texts are known to it: numbers where ECS
 * has texts are refused, as {@code could not be used to start the Task}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html">TaskOverride</a>
 */
public final class ParameterTypes {

    private static final List<String> TEXTS = List.of("Name", "Value", "Type");

    private ParameterTypes() {}

    public static void check(JsonNode parameters) {
        JsonNode overrides = parameters.path("Overrides");
        Stream<String> ofTask = Stream.of("Cpu", "Memory").filter(field -> wrong(overrides.path(field)));
        Stream<String> ofContainers =
                stream(overrides.path("ContainerOverrides")).flatMap(ParameterTypes::ofContainer);
        List<String> wrong = Stream.concat(ofTask, ofContainers)
                .map(field -> "The value for the field '" + field + "' must be a STRING")
                .toList();
        if (!wrong.isEmpty()) {
            throw StateFailure.runtime("The Parameters '" + Json.write(parameters)
                    + "' could not be used to start the Task: [" + String.join(", ", wrong) + "]");
        }
    }

    private static Stream<String> ofContainer(JsonNode container) {
        Stream<String> command =
                stream(container.path("Command")).filter(ParameterTypes::wrong).map(argument -> "Command");
        Stream<String> pairs = Stream.of("Environment", "EnvironmentFiles", "ResourceRequirements")
                .flatMap(list -> stream(container.path(list)))
                .flatMap(pair -> TEXTS.stream().filter(field -> wrong(pair.path(field))));
        return Stream.concat(command, pairs);
    }

    private static boolean wrong(JsonNode value) {
        return !value.isMissingNode() && !value.isTextual();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
