package io.github.sfnecs.grants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.List;

/**
 * What one state needs: a statement before it is merged with those of others.
 *
 * @param kind what it is for
 * @param cluster the ECS cluster whose tasks it is about; empty for everything else
 * @param actions such as {@code ecs:RunTask}
 * @param resources ARNs, in which {@link #UNKNOWN} stands for what the definition does not decide, and {@link #WILD} for
 *     {@code *}
 * @param conditions that all have to be fulfilled
 */
record Grant(Kind kind, String cluster, List<String> actions, List<String> resources, List<Condition> conditions) {
    /** Neither is a character that a name could have. */
    static final String UNKNOWN = "\uFFFF";

    static final String WILD = "\uFFFE";

    /**
     * A condition.
     *
     * @param operator such as {@code StringEquals}
     * @param key such as {@code ecs:cluster}
     * @param value the one value, written as a resource is
     */
    record Condition(String operator, String key, String value) {
        /** That a key has this value, of which the definition decides all or the beginning. */
        static Condition of(String key, String value) {
            return new Condition(value.contains(WILD) ? "StringLike" : "StringEquals", key, value);
        }

        // written out, as in Ref.Literal
        @Override
        public boolean equals(Object other) {
            return other instanceof Condition condition && condition.toString().equals(toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return operator + ' ' + key + ' ' + value;
        }
    }

    /** Whether the definition decides all of it. */
    boolean decided() {
        return kind != Kind.OTHER
                && resources.stream().noneMatch(resource -> resource.contains(UNKNOWN))
                && conditions.stream().noneMatch(condition -> condition.value().contains(UNKNOWN));
    }

    /** As IAM takes it. */
    static String written(String text) {
        return text.replace(WILD, "*").replace(UNKNOWN, "…");
    }

    /** A text of which no character is a wildcard or begins a variable of IAM. */
    static String escaped(String text) {
        return text.replace("${", "${$}{").replace("*", "${*}").replace("?", "${?}");
    }

    /** The statement, as one writes it into a policy, with an ellipsis for what is unknown. */
    String json() {
        ObjectNode statement = Json.object().put("Effect", "Allow");
        statement.set("Action", oneOrMore(actions));
        statement.set("Resource", oneOrMore(resources));
        for (Condition condition : conditions) {
            statement.withObject("/Condition/" + condition.operator()).put(condition.key(), written(condition.value()));
        }
        return Json.compact(statement);
    }

    private static JsonNode oneOrMore(List<String> texts) {
        if (texts.size() == 1) {
            return Json.of(written(texts.get(0)));
        }
        ArrayNode list = Json.array();
        texts.forEach(text -> list.add(written(text)));
        return list;
    }

    /** Whether the two are one statement. */
    boolean merges(Grant other) {
        return kind == other.kind && conditions.equals(other.conditions);
    }

    /** Those of several states that are the same but for their resources, as one. */
    Grant with(List<String> all) {
        return new Grant(kind, cluster, actions, all, conditions);
    }

    /** Whether another would allow the same for its resources, and perhaps more. */
    boolean isWithin(Grant other) {
        return other.actions.containsAll(actions) && conditions.containsAll(other.conditions);
    }
}
