package io.github.sfnecs.role;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.PolicyDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What our policy keeps since executions that run need it: nothing that it does not have, and no longer than they run. */
public final class KeptPermissions {
    /**
     * What an execution that runs needs of the role: it keeps the definition with which it was started, and the role as it is now.
     *
     * @param arn one of those that have the definition, or the state machine's
     * @param policies what the definition needs; empty where that does not follow from it
     */
    public record Earlier(String arn, Optional<RequiredPolicies> policies) {}

    private final Supplier<List<Earlier>> running;
    private final Console console;

    /**
     * Keeps what these need.
     *
     * @param running read only where something would be taken away
     * @param console is told what is kept, and for whom
     */
    KeptPermissions(Supplier<List<Earlier>> running, Console console) {
        this.running = running;
        this.console = console;
    }

    /** What is required, and what is kept besides. */
    RequiredPolicies with(RequiredPolicies required, ActualRole actual) {
        PolicyDocument ours = actual.allOurs();
        if (ours.equals(required.all())) {
            return required;
        }
        Set<JsonNode> kept = new LinkedHashSet<>();
        List<String> executions = new ArrayList<>();
        RequiredPolicies all = required;
        if (lost(ours.statements(), ours, required).findAny().isPresent()) {
            for (Earlier earlier : running.get()) {
                List<JsonNode> needed = earlier.policies()
                        .map(policies -> policies.permissions().statements())
                        .orElseGet(ours::statements);
                if (kept.addAll(lost(needed, ours, required).toList())) {
                    executions.add(earlier.arn());
                    all = all.trusting(earlier.policies().map(RequiredPolicies::trust));
                }
            }
        }
        if (kept.isEmpty()) {
            return required;
        }
        tell(kept, executions, required);
        return all.allowing(List.copyOf(kept));
    }

    /** Which of these statements ours has, and the required ones have not. */
    private static Stream<JsonNode> lost(List<JsonNode> statements, PolicyDocument ours, RequiredPolicies required) {
        return statements.stream()
                .filter(Grants::allows)
                .filter(statement -> lacking(ours, statement).isEmpty()
                        && !lacking(required.all(), statement).isEmpty());
    }

    private static List<Access> lacking(PolicyDocument policy, JsonNode statement) {
        PolicyDocument alone = PolicyDocument.empty().with(List.of(statement));
        return new Grants(List.of(policy)).lacking(Access.allowedBy(alone));
    }

    private void tell(Set<JsonNode> kept, List<String> executions, RequiredPolicies required) {
        String accesses = kept.stream()
                .flatMap(statement -> lacking(required.all(), statement).stream())
                .distinct()
                .map(access -> "\n  " + access.text())
                .collect(Collectors.joining());
        console.info(
                "The definition does not need this any more, but executions that still run have an earlier one, so the role keeps it:"
                        + accesses
                        + "\nfor " + String.join(", ", executions)
                        + "\nensure-role takes it away when it finds none of them running.");
    }
}
