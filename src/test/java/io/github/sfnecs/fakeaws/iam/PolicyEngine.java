package io.github.sfnecs.fakeaws.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Evaluates policies: a deny wins, a permissions boundary must allow as well, nothing is allowed by default.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation logic</a>
 */
final class PolicyEngine {

    private PolicyEngine() {}

    record Question(String action, String resource, Map<String, String> context) {}

    /** The keys that nobody gave and that conditions ask for in what is said about this action and resource. */
    static SortedSet<String> missing(Stream<Statement> statements, Question question) {
        return statements
                .filter(statement -> statement.coversAction(question.action))
                .filter(statement -> statement.coversResource(question.resource))
                .flatMap(statement -> statement.conditions().stream())
                .map(Condition::key)
                .filter(key -> question.context.keySet().stream().noneMatch(key::equalsIgnoreCase))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Decision decide(List<Statement> identity, Optional<List<Statement>> boundary, Question question) {
        Predicate<Statement> applies = statement -> statement.coversAction(question.action)
                && statement.coversResource(question.resource)
                && statement.holds(question.context);
        if (denies(identity, applies)) {
            return Decision.DENIED_BY_IDENTITY_POLICY;
        }
        if (boundary.isPresent() && denies(boundary.get(), applies)) {
            return Decision.DENIED_BY_BOUNDARY;
        }
        if (!allows(identity, applies)) {
            return Decision.NO_IDENTITY_POLICY;
        }
        return boundary.isEmpty() || allows(boundary.get(), applies) ? Decision.ALLOWED : Decision.NO_BOUNDARY;
    }

    /** @param spellings all the ways in which a policy may name the one who asks, such as {@code Service:ecs.amazonaws.com} */
    static boolean trusts(List<Statement> trust, List<String> spellings, Map<String, String> context) {
        Predicate<Statement> applies = statement -> statement.coversAction("sts:AssumeRole")
                && statement.coversPrincipal(spellings)
                && statement.holds(context);
        return !denies(trust, applies) && allows(trust, applies);
    }

    private static boolean denies(List<Statement> statements, Predicate<Statement> applies) {
        return statements.stream().anyMatch(statement -> !statement.allow() && applies.test(statement));
    }

    private static boolean allows(List<Statement> statements, Predicate<Statement> applies) {
        return statements.stream().anyMatch(statement -> statement.allow() && applies.test(statement));
    }
}
