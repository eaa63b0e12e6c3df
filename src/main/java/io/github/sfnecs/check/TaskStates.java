package io.github.sfnecs.check;

import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.diagnostic.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Those states of a definition, all or some, that run ECS tasks. What several have in common is looked at once, and a finding that
 * does not concern all of the definition's names its states.
 *
 * @param uses in the order of the definition
 * @param all how many the definition has
 */
public record TaskStates(List<TaskUse> uses, int all) {
    /** All of a definition. */
    public TaskStates(List<TaskUse> uses) {
        this(uses, uses.size());
    }

    /** The states by what they have in common, without those that have nothing of it. */
    public <T> Map<T, TaskStates> by(Function<TaskUse, Optional<T>> common) {
        Map<T, List<TaskUse>> groups = new LinkedHashMap<>();
        uses.forEach(use -> common.apply(use)
                .ifPresent(key ->
                        groups.computeIfAbsent(key, any -> new ArrayList<>()).add(use)));
        Map<T, TaskStates> states = new LinkedHashMap<>();
        groups.forEach((key, some) -> states.put(key, new TaskStates(some, all)));
        return states;
    }

    /** What they have of this, each once. */
    public <T> List<T> distinct(Function<TaskUse, Optional<T>> value) {
        return List.copyOf(by(value).keySet());
    }

    /** What is found in each of them, each finding once. */
    public List<Finding> each(Function<TaskUse, List<Finding>> look) {
        Map<Finding, List<TaskUse>> found = new LinkedHashMap<>();
        uses.forEach(use -> look.apply(use)
                .forEach(finding ->
                        found.computeIfAbsent(finding, any -> new ArrayList<>()).add(use)));
        List<Finding> findings = new ArrayList<>();
        found.forEach((finding, some) -> findings.addAll(new TaskStates(some, all).naming(List.of(finding))));
        return findings;
    }

    /** The same findings, which name these states where the definition has others. */
    public List<Finding> naming(List<Finding> findings) {
        List<String> names = uses.stream().map(use -> use.state().name()).toList();
        return uses.size() == all
                ? findings
                : findings.stream().map(finding -> finding.of(names)).toList();
    }

    /** The tags that the tasks of every state get. */
    public SortedMap<String, String> tags() {
        SortedMap<String, String> tags = new TreeMap<>();
        uses.stream().findFirst().ifPresent(first -> tags.putAll(first.tags()));
        uses.forEach(use -> tags.entrySet().retainAll(use.tags().entrySet()));
        return tags;
    }
}
