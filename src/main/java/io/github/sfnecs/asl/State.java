package io.github.sfnecs.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A state of a definition, as its JSON has it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html
 *
 * @param location where in the definition it is, such as {@code /States/Load}
 * @param name its name, which no other state of the whole definition has
 * @param body all that the definition says of it
 * @param origin where the definition comes from
 */
public record State(String location, String name, JsonNode body, Origin origin) {
    /** Where it is, as a person finds it: in a file by its line. */
    public String place() {
        return (origin instanceof Origin.File file ? file.place(location) + ", " : "") + "state " + name;
    }

    /** Such as {@code Task}; empty where the definition does not say. */
    public String type() {
        return body.path("Type").asText();
    }

    /** What it gives to the service that it calls. */
    public Arguments arguments() {
        return Arguments.of(body);
    }

    /** The role that it takes instead of the state machine's, in either language: no ARN looks like an expression. */
    public Ref credentials() {
        return new Arguments(body, QueryLanguage.JSONATA).object("Credentials").text("RoleArn");
    }

    /** What runs in it: its branches, or what it does with each item. */
    public List<Machine> machines() {
        List<Machine> machines = new ArrayList<>();
        JsonNode branches = body.path("Branches");
        for (int i = 0; i < branches.size(); i++) {
            machines.add(new Machine(location + "/Branches/" + i, branches.path(i), origin));
        }
        for (String iteration : List.of("ItemProcessor", "Iterator")) {
            if (body.has(iteration)) {
                machines.add(new Machine(location + "/" + iteration, body.path(iteration), origin));
            }
        }
        return machines;
    }

    /** The names of the states that it may lead to, the usual one first. */
    public Set<String> next() {
        Set<String> next = new LinkedHashSet<>();
        add(next, body.path("Next"));
        body.path("Choices").forEach(choice -> add(next, choice.path("Next")));
        add(next, body.path("Default"));
        body.path("Catch").forEach(handler -> add(next, handler.path("Next")));
        return next;
    }

    private static void add(Set<String> next, JsonNode name) {
        if (name.isTextual()) {
            next.add(name.textValue());
        }
    }

    /** Whether the states around it may end with it, and not by a failure. */
    public boolean ends() {
        return body.path("End").asBoolean() || type().equals("Succeed");
    }
}
