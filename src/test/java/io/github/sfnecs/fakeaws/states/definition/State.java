package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.wire.Shape;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A state of a definition.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
public record State(String name, Type type, JsonNode body) {

    public enum Type {
        Task("Type Comment QueryLanguage Resource InputPath Parameters ResultSelector ResultPath OutputPath Next End"
                + Recovery.MEMBERS + " TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath"
                + " Credentials"),
        Parallel(
                "Type Comment QueryLanguage Branches InputPath Parameters ResultSelector ResultPath OutputPath Next End"
                        + Recovery.MEMBERS),
        Map(
                "Type Comment QueryLanguage ItemProcessor Iterator ItemsPath ItemSelector Parameters MaxConcurrency"
                        + " MaxConcurrencyPath InputPath ResultSelector ResultPath OutputPath Next End"
                        + Recovery.MEMBERS),
        Choice("Type Comment QueryLanguage Choices Default InputPath OutputPath"),
        Pass("Type Comment QueryLanguage InputPath Parameters Result ResultPath OutputPath Next End"),
        Wait("Type Comment QueryLanguage InputPath OutputPath Seconds Next End"),
        Succeed("Type Comment QueryLanguage InputPath OutputPath"),
        Fail("Type Comment QueryLanguage Error Cause ErrorPath CausePath");

        private final String members;

        Type(String members) {
            this.members = members;
        }

        Shape shape() {
            return Shape.of(members);
        }

        /** Whether it is followed by one state, or by none. */
        boolean goesOn() {
            return this != Succeed && this != Fail && this != Choice;
        }

        /** What states have that may be tried again. */
        private interface Recovery {
            String MEMBERS = " Retry{ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy"
                    + " Comment} Catch{ErrorEquals ResultPath Next Comment}";
        }
    }

    /** What runs in it: the branches of a Parallel, or what a Map does with each item. */
    public List<Machine> machines() {
        Stream<JsonNode> processors =
                Stream.of("ItemProcessor", "Iterator").map(body::path).filter(JsonNode::isObject);
        return Stream.concat(StreamSupport.stream(body.path("Branches").spliterator(), false), processors)
                .map(Machine::new)
                .toList();
    }

    public Resource resource() {
        String resource = body.path("Resource").asText();
        return Resource.of(resource.split(":", -1)[1], resource).orElseThrow();
    }
}
