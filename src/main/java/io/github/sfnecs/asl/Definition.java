package io.github.sfnecs.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A state machine's definition.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
public final class Definition {
    /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
    private static final int LONGEST = 1 << 20;

    private final JsonNode json;
    private final Origin origin;
    private final Supplier<String> written;
    private List<State> states;
    private List<Use> uses;
    private String text;
    private String deployed;

    /**
     * A definition, of which nothing changes any more once somebody has looked at it.
     *
     * @param json the whole definition
     * @param origin where it comes from
     * @param written its text, with nothing in it that a terminal would obey; asked for once at most
     */
    public Definition(JsonNode json, Origin origin, Supplier<String> written) {
        this.json = json;
        this.origin = origin;
        this.written = written;
    }

    /** One whose text is indented. */
    public Definition(JsonNode json, Origin origin) {
        this(json, origin, () -> Json.pretty(json));
    }

    /** One that is in no file. */
    public Definition(JsonNode json) {
        this(json, new Origin.Rendered());
    }

    /** The whole definition. */
    public JsonNode json() {
        return json;
    }

    /** Where it comes from. */
    public Origin origin() {
        return origin;
    }

    /** The definition as text: as the user's file in JSON is laid out, else indented. */
    public synchronized String text() {
        if (text == null) {
            text = written.get();
        }
        return text;
    }

    /** The text that is deployed: without white space where it would else be longer than Step Functions takes one. */
    public synchronized String deployed() {
        if (deployed == null) {
            deployed = text().length() > LONGEST ? Json.compact(json) : text();
        }
        return deployed;
    }

    /** Reads a definition; a text that is not JSON is a definition that differs from all others. */
    public static Definition parse(String text) {
        return new Definition(Json.tryParse(text).orElseGet(() -> Json.of(text)));
    }

    /** The same definition with another content: it still comes from where it came from. */
    public Definition with(JsonNode edited) {
        return new Definition(edited, origin);
    }

    /**
     * The line, counted from 1, that has the value at a place; where there is none, that of what is around it. It is a line of the
     * file that the definition comes from or, without one, of {@link #text()}.
     *
     * @param location such as {@code /States/RunTask/Parameters}
     */
    public int line(String location) {
        return (origin instanceof Origin.File file ? file.lines().get() : Json.lines(text())).at(location);
    }

    /**
     * A place as the user finds it: {@code nightly.asl.json:42} or, without a file, the location and its line.
     *
     * @param location such as {@code /States/RunTask/Parameters}
     */
    public String place(String location) {
        return origin instanceof Origin.File file ? file.place(location) : location + " (line " + line(location) + ")";
    }

    /** Whether the other means the same: whatever its layout, the order of its members, and how its numbers are written. */
    public boolean means(Definition other) {
        return json.equals(Definition::compare, other.json);
    }

    private static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    /** All states that lead to each other at the top. */
    public Machine machine() {
        return new Machine("", json, origin);
    }

    /** Every state, each before those in it, in every branch and iteration, in the order of the text. */
    public synchronized Stream<State> states() {
        if (states == null) {
            List<State> all = new ArrayList<>();
            collect(machine(), all);
            states = List.copyOf(all);
        }
        return states.stream();
    }

    private static void collect(Machine machine, List<State> all) {
        for (State state : machine.states()) {
            all.add(state);
            state.machines().forEach(within -> collect(within, all));
        }
    }

    /** What each of its Task and Map states needs of AWS, in the order of the text. */
    public synchronized List<Use> uses() {
        if (uses == null) {
            List<Use> all = new ArrayList<>();
            states().forEach(state -> Use.of(state).ifPresent(all::add));
            uses = List.copyOf(all);
        }
        return uses;
    }

    /** Every ECS task that the definition can start, in every branch and iteration, in the order of the text. */
    public List<TaskUse> taskUses() {
        List<TaskUse> tasks = new ArrayList<>();
        for (Use use : uses()) {
            if (use instanceof TaskUse task) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    /** The clusters on which it can start ECS tasks, as its states name them, each once; without those that only the input names. */
    public Set<String> clusters() {
        return decided(TaskUse::cluster);
    }

    /** The task definitions of which it can start ECS tasks, as its states name them, each once; without those that only the input names. */
    public Set<String> taskDefinitions() {
        return decided(TaskUse::taskDefinition);
    }

    private Set<String> decided(Function<TaskUse, Ref> what) {
        Set<String> decided = new LinkedHashSet<>();
        taskUses().forEach(use -> what.apply(use).literal().ifPresent(decided::add));
        return decided;
    }

    /** The states within a state of this name: of its branches, or for its items. */
    public Stream<State> statesIn(String state) {
        return states().filter(one -> one.name().equals(state))
                .flatMap(around -> states().filter(one -> one.location().startsWith(around.location() + "/")));
    }

    /** Those of them that it starts within a state of this name: in its branches, or for its items. */
    public List<TaskUse> taskUsesIn(String state) {
        return states().filter(one -> one.name().equals(state))
                .flatMap(around ->
                        taskUses().stream().filter(use -> use.state().location().startsWith(around.location() + "/")))
                .toList();
    }
}
