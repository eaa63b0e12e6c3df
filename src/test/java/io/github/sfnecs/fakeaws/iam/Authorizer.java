package io.github.sfnecs.fakeaws.iam;

import io.github.sfnecs.fakeaws.AuthorizationRecord;
import io.github.sfnecs.fakeaws.iam.PolicyEngine.Question;
import io.github.sfnecs.fakeaws.iam.Simulation.Policies;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Decides what a role may do and who may assume it, by what is in effect now, and keeps a record of what services asked. */
public final class Authorizer {

    private final Iam iam;
    private final Timeline timeline;
    private final List<AuthorizationRecord> records = new ArrayList<>();
    /** Policies by their text: each call of a service asks for the same few. */
    private final Map<String, List<Statement>> identityPolicies = new ConcurrentHashMap<>();

    private final Map<String, List<Statement>> trustPolicies = new ConcurrentHashMap<>();

    Authorizer(Iam iam, Timeline timeline) {
        this.iam = iam;
        this.timeline = timeline;
    }

    public List<AuthorizationRecord> records() {
        return List.copyOf(records);
    }

    /** For a service that acts in the name of the role. */
    public Decision decide(String roleArn, String action, String resource, Map<String, String> context) {
        Decision decision = evaluate(roleArn, action, resource, context);
        record(roleArn, action, resource, context, decision.allowed());
        return decision;
    }

    /** For a service that is about to act in the name of the role. */
    public boolean assume(String roleArn, List<String> serviceNames, Map<String, String> context) {
        boolean trusted = serviceNames.stream().anyMatch(service -> evaluateTrust(roleArn, service, context));
        record(roleArn, "sts:AssumeRole", roleArn, context, trusted);
        return trusted;
    }

    private void record(String role, String action, String resource, Map<String, String> context, boolean allowed) {
        records.add(new AuthorizationRecord(role, action, resource, Map.copyOf(context), allowed, timeline.now()));
    }

    public Decision evaluate(String roleArn, String action, String resource, Map<String, String> context) {
        return iam.inEffect(roleArn)
                .map(role ->
                        PolicyEngine.decide(identity(role), boundary(role), new Question(action, resource, context)))
                .orElse(Decision.NO_IDENTITY_POLICY);
    }

    public boolean evaluateTrust(String roleArn, String service, Map<String, String> context) {
        return trusts(roleArn, List.of("Service:" + service), context);
    }

    public boolean evaluateTrustOfPrincipal(String roleArn, String account, String arn) {
        String root = arn.substring(0, arn.indexOf(':', "arn:".length())) + ":iam::" + account + ":root";
        return trusts(roleArn, List.of("AWS:*", "AWS:" + account, "AWS:" + root, "AWS:" + arn), Map.of());
    }

    private boolean trusts(String roleArn, List<String> spellings, Map<String, String> context) {
        return iam.inEffect(roleArn)
                .filter(role -> PolicyEngine.trusts(
                        trustPolicies.computeIfAbsent(role.trust(), PolicyParser::trustPolicy), spellings, context))
                .isPresent();
    }

    /** As the API shows them, or as they are in effect: whichever role that is. */
    Policies policies(Role role) {
        return new Policies(identity(role), boundary(role));
    }

    private List<Statement> identity(Role role) {
        Stream<String> attached = role.attached().stream().map(this::document);
        return Stream.concat(role.inline().values().stream(), attached)
                .flatMap(document -> identityPolicy(document).stream())
                .toList();
    }

    private Optional<List<Statement>> boundary(Role role) {
        return role.boundary().map(this::document).map(this::identityPolicy);
    }

    private List<Statement> identityPolicy(String document) {
        return identityPolicies.computeIfAbsent(document, PolicyParser::identityPolicy);
    }

    private String document(String policyArn) {
        return iam.policies().get(policyArn).document();
    }
}
