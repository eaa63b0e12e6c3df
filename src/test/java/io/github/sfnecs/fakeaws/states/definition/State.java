package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.wire.Shape;

/**
 * A state of a definition.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
public record State(String name, Type type, JsonNode body) {

    public enum Type {
        Task("Type Comment QueryLanguage Resource InputPath Parameters ResultSelector ResultPath OutputPath Next End"
                + " Retry{ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Comment}"
                + " Catch{ErrorEquals ResultPath Next Comment} TimeoutSeconds HeartbeatSeconds"),
        Pass("Type Comment QueryLanguage InputPath Parameters Result ResultPath OutputPath Next End"),
        Wait("Type Comment QueryLanguage InputPath OutputPath Seconds Next End"),
        Succeed("Type Comment QueryLanguage InputPath OutputPath"),
        Fail("Type Comment QueryLanguage Error Cause");

        private final String members;

        Type(String members) {
            this.members = members;
        }

        Shape shape() {
            return Shape.of(members);
        }

        boolean terminal() {
            return this == Succeed || this == Fail;
        }
    }

    public IntegrationPattern pattern() {
        String resource = body.path("Resource").asText();
        return IntegrationPattern.of(resource.split(":", -1)[1], resource).orElseThrow();
    }
}
