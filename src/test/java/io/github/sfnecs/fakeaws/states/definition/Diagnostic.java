package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;

/**
 * Something wrong with a definition.
 *
 * @param location null where it has none
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html">ValidateStateMachineDefinitionDiagnostic</a>
 */
public record Diagnostic(String code, String message, String location) {

    static Diagnostic schema(String message, String location) {
        return new Diagnostic("SCHEMA_VALIDATION_FAILED", message, location);
    }

    /** As CreateStateMachine puts it. */
    public String sentence() {
        return code + ": " + message + (location == null ? "" : " at " + location);
    }

    public ObjectNode view() {
        ObjectNode view =
                Json.object().put("severity", "ERROR").put("code", code).put("message", message);
        return location == null ? view : view.put("location", location);
    }
}
