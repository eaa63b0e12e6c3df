package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.expression.Expression;
import io.github.sfnecs.fakeaws.states.expression.Jsonata;
import java.util.List;

/** Whether every name that ends in {@code .$}, and every path, has something readable behind it. */
record TemplateChecks(List<Diagnostic> found) {

    void check(JsonNode state, String location) {
        for (String path : List.of(
                "InputPath",
                "ResultPath",
                "OutputPath",
                "ErrorPath",
                "CausePath",
                "ItemsPath",
                "MaxConcurrencyPath",
                "ToleratedFailureCountPath",
                "ToleratedFailurePercentagePath",
                "TimeoutSecondsPath",
                "HeartbeatSecondsPath",
                "SecondsPath",
                "TimestampPath")) {
            if (state.path(path).isTextual()) {
                expression(path, state.get(path).asText(), location);
            }
        }
        for (String template : List.of("Parameters", "ResultSelector", "ItemSelector", "Credentials", "Assign")) {
            template(state.path(template), location + "/" + template);
        }
        for (String template : List.of("ItemBatcher/BatchInput", "ItemReader/Parameters", "ResultWriter/Parameters")) {
            template(state.at("/" + template), location + "/" + template);
        }
    }

    /** What a state of JSONata has instead; not what is in its branches. */
    void queries(JsonNode state, String location) {
        state.properties().stream()
                .filter(member -> !List.of("Branches", "ItemProcessor").contains(member.getKey()))
                .forEach(member -> query(member.getValue(), location + "/" + member.getKey()));
    }

    private void query(JsonNode value, String location) {
        Jsonata.mistake(value)
                .ifPresent(why -> found.add(Diagnostic.schema("Invalid JSONata expression: " + why, location)));
        if (value.isArray()) {
            int index = 0;
            for (JsonNode item : value) {
                query(item, location + "[" + index++ + "]");
            }
        }
        value.properties().forEach(member -> query(member.getValue(), location + "/" + member.getKey()));
    }

    /** The rules of a Choice. */
    void rules(JsonNode choices, String location) {
        int index = 0;
        for (ChoiceRule rule : ChoiceRule.rules(choices)) {
            try {
                rule.check();
            } catch (IllegalArgumentException e) {
                found.add(Diagnostic.schema(
                        "The value for the field 'Variable' " + e.getMessage(), location + "/Choices[" + index + "]"));
            }
            index++;
        }
    }

    private void template(JsonNode template, String location) {
        if (template.isArray()) {
            int index = 0;
            for (JsonNode item : template) {
                template(item, location + "[" + index++ + "]");
            }
        }
        template.properties().forEach(member -> {
            if (member.getKey().endsWith(".$")) {
                expression(member.getKey(), member.getValue().asText(), location);
            } else {
                template(member.getValue(), location + "/" + member.getKey());
            }
        });
    }

    private void expression(String field, String text, String location) {
        try {
            Expression.parse(text);
        } catch (IllegalArgumentException e) {
            found.add(Diagnostic.schema("The value for the field '" + field + "' " + e.getMessage(), location));
        }
    }
}
