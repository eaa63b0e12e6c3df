package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.Grant.UNKNOWN;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Arguments;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.State;
import io.github.sfnecs.diagnostic.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one state needs, as it is found out: what the definition decides of it, and what it does not. That is never widened; it is
 * told, with the statements that would be needed as far as they can be known.
 */
final class Derivation {
    private final StateMachineArn machine;
    private final boolean child;
    private final Scope scope;
    private final State state;
    private final List<Grant> grants = new ArrayList<>();
    private final List<Supplier<List<Grant>>> later = new ArrayList<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> fixes = new LinkedHashSet<>();

    /**
     * Of a state.
     *
     * @param machine the state machine whose state it is
     * @param child whether it runs in the children of a distributed Map state
     */
    Derivation(StateMachineArn machine, boolean child, Scope scope, State state) {
        this.machine = machine;
        this.child = child;
        this.scope = scope;
        this.state = state;
    }

    /** The state machine whose state it is. */
    StateMachineArn machine() {
        return machine;
    }

    /** By what AWS may call that where the state runs; whether a child's state machine has its label there is not documented. */
    List<String> machines() {
        return child ? List.of(machine.text(), machine.text() + "/*") : List.of(machine.text());
    }

    /** Whether it runs in the children of a distributed Map state. */
    boolean child() {
        return child;
    }

    Scope scope() {
        return scope;
    }

    State state() {
        return state;
    }

    Arguments arguments() {
        return state.arguments();
    }

    /** The state needs this. */
    void needs(Kind kind, String resource, Grant.Condition... conditions) {
        needs(new Grant(kind, "", kind.actions(), List.of(resource), List.of(conditions)));
    }

    void needs(Grant grant) {
        grants.add(grant);
    }

    /** The state needs what this finds, once it is known that no state is a mistake: it may ask AWS. */
    void needsLater(Supplier<List<Grant>> found) {
        later.add(found);
    }

    /** What the definition does not decide, and what to do about it; empty where there is nothing. */
    void undecided(String why, String fix) {
        reasons.add(why);
        if (!fix.isEmpty()) {
            fixes.add(fix);
        }
    }

    /** A parameter's value: all of it, what {@link Narrowing} knows of it, or {@link Grant#UNKNOWN}. */
    String text(String name, Ref value) {
        return known(value).orElseGet(() -> unknown(name, value));
    }

    String text(String name) {
        return text(name, arguments().text(name));
    }

    /** What is known of a value before the state runs. */
    static Optional<String> known(Ref value) {
        Optional<String> known =
                value instanceof Ref.Dynamic dynamic ? Narrowing.of(dynamic.expression()) : value.literal();
        return known.filter(text -> !text.contains(UNKNOWN));
    }

    /** A value of which the definition has to decide all. */
    String whole(String name, Ref value) {
        return decided(value).orElseGet(() -> unknown(name, value));
    }

    /** A value of which the definition decides all, be it by an expression of texts only. */
    static Optional<String> decided(Ref value) {
        return known(value).filter(text -> !text.contains(Grant.WILD));
    }

    /** The ARN of what a parameter names. */
    String arn(Named kind, String name, Ref value) {
        return known(value).flatMap(text -> kind.arn(scope, text)).orElseGet(() -> {
            wrong(name, value, kind.expected(scope));
            return kind.unknown(scope);
        });
    }

    String arn(Named kind, String name) {
        return arn(kind, name, arguments().text(name));
    }

    /** A value that is not what it has to be, or of which too little is decided. */
    String wrong(String name, Ref value, String expected) {
        if (!(value instanceof Ref.Literal literal)) {
            return unknown(name, value);
        }
        undecided(name + " '" + literal.text() + "' is not " + expected + ".", "Correct " + name);
        return UNKNOWN;
    }

    private String unknown(String name, Ref value) {
        undecided(
                value instanceof Ref.Dynamic dynamic
                        ? name + " comes from " + dynamic.expression() + ", which is known only when the state runs."
                        : "It has no " + name + ".",
                "Give " + name + " a literal value");
        return UNKNOWN;
    }

    /** What the policy has to allow. */
    List<Grant> grants() {
        return Stream.concat(grants.stream(), later.stream().flatMap(found -> found.get().stream()))
                .filter(Grant::decided)
                .toList();
    }

    /** What can't be derived, if the user's own permissions do not see to it. */
    Optional<Problem> problem(Additions additions) {
        List<Grant> undecided =
                grants.stream().filter(grant -> !grant.decided()).toList();
        List<Grant> lacking = undecided.stream()
                .filter(grant -> !grant.actions().stream().allMatch(additions::allow))
                .toList();
        if (lacking.isEmpty() && (reasons.isEmpty() || !undecided.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(Problem.failed(
                "What the role needs for the state " + state.name() + " can't be derived.",
                state.place(),
                Stream.concat(resource(), reasons.stream()).collect(Collectors.joining("\n")),
                lacking.isEmpty()
                        ? String.join(".\n", fixes)
                        : fixes.stream().map(fix -> fix + ".\n").collect(Collectors.joining())
                                + (fixes.isEmpty() ? "Put" : "Or put")
                                + " what it needs into the IAM policy that additionalPermissions names:\n"
                                + lacking.stream().map(Grant::json).collect(Collectors.joining(",\n"))));
    }

    private Stream<String> resource() {
        String resource = state.body().path("Resource").asText();
        return resource.isEmpty() || reasons.stream().anyMatch(reason -> reason.startsWith("Resource '"))
                ? Stream.empty()
                : Stream.of("Its Resource is " + resource + ".");
    }
}
