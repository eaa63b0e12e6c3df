package io.github.sfnecs.fakeaws.iam;

import io.github.sfnecs.fakeaws.wire.NotEmulated;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * One key of a Condition element. Keys don't mind their case.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition operators</a>
 */
record Condition(Operator operator, boolean ifExists, String key, List<String> values) {

    enum Operator {
        StringEquals(true, String::equals),
        StringNotEquals(false, String::equals),
        StringEqualsIgnoreCase(true, String::equalsIgnoreCase),
        StringNotEqualsIgnoreCase(false, String::equalsIgnoreCase),
        StringLike(true, Glob::matches),
        StringNotLike(false, Glob::matches),
        ArnEquals(true, Glob::matchesArn),
        ArnNotEquals(false, Glob::matchesArn),
        ArnLike(true, Glob::matchesArn),
        ArnNotLike(false, Glob::matchesArn),
        Bool(true, String::equalsIgnoreCase),
        Null(true, String::equalsIgnoreCase);

        private final boolean wanted;

        @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
        private final BiPredicate<String, String> test;

        Operator(boolean wanted, BiPredicate<String, String> test) {
            this.wanted = wanted;
            this.test = test;
        }
    }

    static Condition of(String operatorName, String key, List<String> values) {
        boolean ifExists = operatorName.endsWith("IfExists");
        String name = ifExists ? operatorName.substring(0, operatorName.length() - "IfExists".length()) : operatorName;
        Operator operator = Arrays.stream(Operator.values())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotEmulated("the condition operator " + operatorName));
        if (values.stream().anyMatch(value -> value.contains("${"))) {
            throw new NotEmulated("policy variables, as in the condition on " + key);
        }
        return new Condition(operator, ifExists, key, values);
    }

    boolean holds(Map<String, String> context) {
        String actual = context.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (operator == Operator.Null) {
            return values.contains(String.valueOf(actual == null));
        }
        if (actual == null) {
            return ifExists || !operator.wanted;
        }
        return values.stream().anyMatch(value -> operator.test.test(value, actual)) == operator.wanted;
    }
}
