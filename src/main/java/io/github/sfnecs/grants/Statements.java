package io.github.sfnecs.grants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Puts what the states need together: what differs only in its resources is one statement, and what another statement allows as well
 * is left out. The order of the states decides neither the statements' order nor, but for the clusters', their names.
 */
final class Statements {
    private Statements() {}

    static List<IamStatement> of(List<Grant> grants) {
        Map<String, Integer> clusters = new HashMap<>();
        // by what a merged statement has in common with those of which it is made
        Map<List<?>, Set<String>> resources = new LinkedHashMap<>();
        Map<List<?>, Grant> firsts = new HashMap<>();
        for (Grant grant : grants) {
            if (!grant.cluster().isEmpty()) {
                clusters.putIfAbsent(grant.cluster(), clusters.size());
            }
            List<?> common = List.of(grant.kind(), grant.conditions());
            firsts.putIfAbsent(common, grant);
            resources.computeIfAbsent(common, any -> new TreeSet<>()).addAll(grant.resources());
        }
        List<Grant> merged = new ArrayList<>();
        resources.forEach((common, all) -> merged.add(
                firsts.get(common).with(all.stream().map(Grant::written).toList())));
        return named(necessary(merged), clusters);
    }

    /** Without the resources that are covered by another's, or by another of their own statement. */
    private static List<Grant> necessary(List<Grant> merged) {
        Map<List<Grant.Condition>, List<Covering>> byConditions = new HashMap<>();
        for (Grant grant : merged) {
            byConditions
                    .computeIfAbsent(grant.conditions(), any -> new ArrayList<>())
                    .add(new Covering(grant));
        }
        List<Grant> necessary = new ArrayList<>();
        for (Grant grant : merged) {
            List<Covering> around = some(grant.conditions()).stream()
                    .flatMap(conditions -> byConditions.getOrDefault(conditions, List.of()).stream())
                    .filter(other -> grant.isWithin(other.grant()))
                    .toList();
            List<String> left = grant.resources().stream()
                    .filter(resource -> around.stream().noneMatch(other -> other.covers(resource, grant)))
                    .toList();
            if (!left.isEmpty()) {
                necessary.add(grant.with(left));
            }
        }
        return necessary;
    }

    /** All of these conditions, or some, or none, in their order. */
    private static List<List<Grant.Condition>> some(List<Grant.Condition> conditions) {
        List<List<Grant.Condition>> some = new ArrayList<>(List.of(List.of()));
        for (Grant.Condition condition : conditions) {
            for (List<Grant.Condition> before : List.copyOf(some)) {
                List<Grant.Condition> with = new ArrayList<>(before);
                with.add(condition);
                some.add(with);
            }
        }
        return some;
    }

    private static List<IamStatement> named(List<Grant> grants, Map<String, Integer> clusters) {
        Set<String> sids = new HashSet<>();
        Map<String, Integer> taken = new HashMap<>();
        List<IamStatement> statements = new ArrayList<>();
        grants.stream()
                .sorted(Comparator.<Grant>comparingInt(
                                grant -> clusters.getOrDefault(grant.cluster(), Integer.MAX_VALUE))
                        .thenComparing(Grant::kind)
                        .thenComparing(grant -> grant.conditions().toString()))
                .forEach(grant -> {
                    int number = clusters.getOrDefault(grant.cluster(), 0) + 1;
                    int free = taken.getOrDefault(sid(grant, number), number);
                    while (!sids.add(sid(grant, free))) {
                        free++;
                    }
                    taken.put(sid(grant, number), free);
                    statements.add(statement(sid(grant, free), grant));
                });
        return statements;
    }

    /** A Sid is unique in its policy. */
    private static String sid(Grant grant, int number) {
        return grant.kind().sid() + (number == 1 ? "" : number);
    }

    private static IamStatement statement(String sid, Grant grant) {
        IamStatement.Builder statement = IamStatement.builder().sid(sid).effect(IamEffect.ALLOW);
        grant.actions().forEach(statement::addAction);
        grant.resources().forEach(statement::addResource);
        grant.conditions()
                .forEach(condition ->
                        statement.addCondition(one -> one.operator(IamConditionOperator.create(condition.operator()))
                                .key(condition.key())
                                .value(Grant.written(condition.value()))));
        return statement.build();
    }
}
