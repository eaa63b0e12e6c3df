package io.github.sfnecs.iam;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.iam.Access.Sampled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.OrganizationsDecisionDetail;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;

/**
 * Asks IAM what it would decide. Service control policies with conditions and changes that are on their way are not in its answer.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
public final class Simulation {
    /**
     * What IAM would decide about a request.
     *
     * @param request what was asked, as it was before a resource was found for its pattern
     * @param verdict allowed, or why not
     */
    public record Decision(Access request, Verdict verdict) {
        public boolean allowed() {
            return verdict == Verdict.ALLOWED;
        }

        public boolean denied() {
            return !allowed() && !verdict.tellsNothing();
        }
    }

    /** What is said where the simulator tells nothing about some of the requests. */
    public static Optional<Finding> notChecked(Finding.Area area, String who, List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.verdict().tellsNothing())
                .findFirst()
                .map(open -> Finding.notChecked(
                        area,
                        "What " + who + " may do: this endpoint only pretends to simulate.",
                        open.verdict().text(),
                        ""));
    }

    /** How IAM decides. */
    public enum Verdict {
        /** A policy allows it, and nothing is against it. */
        ALLOWED(""),
        /** No policy allows it; one that does would be enough. */
        LACKING("no policy allows it"),
        /** A policy denies it, so that no other can allow it. */
        DENIED("a policy denies it"),
        /** The permissions boundary leaves it out. */
        BOUNDED("its permissions boundary does not allow it"),
        /** The organization leaves it out. */
        ORGANIZATION("a service control policy does not allow it"),
        /**
         * An explicit deny comes with the statement that denies. One without comes from an endpoint that simulates in name only, such
         * as LocalStack 4.14, and says nothing about what would happen.
         * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
         */
        UNBELIEVABLE("It answers explicitDeny and names no statement that denies, which IAM does."),
        /** Not allowed by who does not understand what allows: older Floci compares texts. */
        NOT_UNDERSTOOD("It does not find allowed what a pattern allows: it compares texts."),
        /** It is not in the answer, or is decided in a word that IAM does not have. */
        UNANSWERED("It does not decide about all that it was asked.");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** As the user reads it. */
        public String text() {
            return text;
        }

        /** Whether another policy would not help. */
        public boolean forbids() {
            return this != ALLOWED && this != LACKING;
        }

        /** Whether nothing follows from it, neither that it is allowed nor that it is not. */
        public boolean tellsNothing() {
            return this == UNBELIEVABLE || this == NOT_UNDERSTOOD || this == UNANSWERED;
        }
    }

    /**
     * What one call asks: these actions on each of these resources, with these values of the condition keys, of who has these policies
     * besides.
     */
    private record Question(
            List<String> actions, List<String> resources, List<ContextEntry> context, List<String> policies) {
        Question with(PolicyDocument policy) {
            return new Question(actions, resources, context, List.of(policy.compact()));
        }
    }

    private final AwsClients aws;

    public Simulation(AwsClients aws) {
        this.aws = aws;
    }

    /** What a role or a user may do by all its policies, its permissions boundary included. */
    public List<Decision> of(String principalArn, List<Sampled> requests) {
        return decisions(
                requests,
                question -> aws
                        .iam()
                        .simulatePrincipalPolicyPaginator(SimulatePrincipalPolicyRequest.builder()
                                .policySourceArn(principalArn)
                                .policyInputList(question.policies)
                                .actionNames(question.actions)
                                .resourceArns(question.resources)
                                .contextEntries(question.context)
                                .build())
                        .evaluationResults()
                        .stream()
                        .toList());
    }

    /** What a role could do that has this policy and this boundary. */
    public List<Decision> of(PolicyDocument policy, Optional<PolicyDocument> boundary, List<Sampled> requests) {
        return decisions(
                requests,
                question -> aws
                        .iam()
                        .simulateCustomPolicyPaginator(SimulateCustomPolicyRequest.builder()
                                .policyInputList(Stream.concat(Stream.of(policy.compact()), question.policies.stream())
                                        .toList())
                                .permissionsBoundaryPolicyInputList(boundary.map(PolicyDocument::compact).stream()
                                        .toList())
                                .actionNames(question.actions)
                                .resourceArns(question.resources)
                                .contextEntries(question.context)
                                .build())
                        .evaluationResults()
                        .stream()
                        .toList());
    }

    /**
     * One call for all requests that go together, no call waiting for another; and one more where something is not allowed, to see
     * whether who answers knows patterns and conditions. IAM takes only actions together that are authorized
     * by the same information, which is nowhere written down; where it refuses, each action is asked about by itself.
     */
    private List<Decision> decisions(List<Sampled> wanted, Function<Question, List<EvaluationResult>> ask) {
        List<Access> requests = wanted.stream().map(Sampled::request).distinct().toList();
        Map<List<Access>, Supplier<List<EvaluationResult>>> asked = new LinkedHashMap<>();
        together(requests).forEach(some -> asked.put(some, aws.ahead(() -> results(some, ask))));
        Map<Access, Verdict> answers = new HashMap<>();
        asked.forEach((some, answer) -> {
            List<EvaluationResult> results = answer.get();
            some.forEach(request -> answers.put(request, verdict(request, results)));
        });
        hardest(answers)
                .map(request ->
                        verdict(request, ask.apply(question(List.of(request)).with(request.allowedByPattern()))))
                .filter(Verdict.LACKING::equals)
                .ifPresent(still -> answers.entrySet().stream()
                        .filter(answer -> answer.getValue() == still)
                        .forEach(answer -> answer.setValue(Verdict.NOT_UNDERSTOOD)));
        return wanted.stream()
                .map(sampled -> new Decision(sampled.original(), answers.get(sampled.request())))
                .toList();
    }

    /** Of what is not allowed the request that takes most to understand. */
    private static Optional<Access> hardest(Map<Access, Verdict> answers) {
        return answers.keySet().stream()
                .filter(request -> answers.get(request) == Verdict.LACKING)
                .max(Comparator.comparing((Access request) -> request.context().size())
                        .thenComparing(Access::text));
    }

    private static List<EvaluationResult> results(List<Access> some, Function<Question, List<EvaluationResult>> ask) {
        Question question = question(some);
        try {
            return ask.apply(question);
        } catch (InvalidInputException e) {
            if (question.actions.size() == 1) {
                throw e;
            }
            return question.actions.stream()
                    .flatMap(
                            action -> ask
                                    .apply(new Question(
                                            List.of(action), question.resources, question.context, List.of()))
                                    .stream())
                    .toList();
        }
    }

    /** IAM decides about every action on every resource that a call names, so the actions of a call have the same resources. */
    private static List<List<Access>> together(List<Access> requests) {
        Map<List<Object>, List<Access>> byAction = requests.stream()
                .collect(Collectors.groupingBy(
                        request -> List.of(request.action(), request.context()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<List<Object>, List<Access>> byResources = new LinkedHashMap<>();
        byAction.forEach((key, some) -> byResources
                .computeIfAbsent(
                        List.of(
                                some.get(0).service(),
                                some.stream().map(Access::resource).collect(Collectors.toCollection(TreeSet::new)),
                                key.get(1)),
                        resources -> new ArrayList<>())
                .addAll(some));
        return List.copyOf(byResources.values());
    }

    private static Question question(List<Access> some) {
        return new Question(
                some.stream().map(Access::action).distinct().toList(),
                some.stream().map(Access::resource).distinct().toList(),
                some.get(0).context().entrySet().stream()
                        .map(key -> ContextEntry.builder()
                                .contextKeyName(key.getKey())
                                .contextKeyValues(key.getValue())
                                .contextKeyType(ContextKeyTypeEnum.STRING)
                                .build())
                        .toList(),
                List.of());
    }

    /**
     * IAM answers with one result for an action, in which each resource has its own decision; formerly with one for each action and
     * resource.
     */
    private static Verdict verdict(Access request, List<EvaluationResult> results) {
        List<EvaluationResult> ofAction = results.stream()
                .filter(result -> request.action().equalsIgnoreCase(result.evalActionName()))
                .toList();
        return ofAction.stream()
                .flatMap(result -> result.resourceSpecificResults().stream()
                        .filter(resource -> request.resource().equals(resource.evalResourceName()))
                        .map(resource -> verdict(
                                resource.evalResourceDecision(),
                                resource.permissionsBoundaryDecisionDetail(),
                                result.organizationsDecisionDetail(),
                                !resource.matchedStatements().isEmpty()
                                        || !result.matchedStatements().isEmpty())))
                .findFirst()
                .or(() -> ofAction.stream()
                        .filter(result ->
                                ofAction.size() == 1 || request.resource().equals(result.evalResourceName()))
                        .map(result -> verdict(
                                result.evalDecision(),
                                result.permissionsBoundaryDecisionDetail(),
                                result.organizationsDecisionDetail(),
                                !result.matchedStatements().isEmpty()))
                        .findFirst())
                .orElse(Verdict.UNANSWERED);
    }

    private static Verdict verdict(
            PolicyEvaluationDecisionType decision,
            PermissionsBoundaryDecisionDetail boundary,
            OrganizationsDecisionDetail organization,
            boolean proven) {
        if (decision == PolicyEvaluationDecisionType.ALLOWED) {
            return Verdict.ALLOWED;
        } else if (decision == PolicyEvaluationDecisionType.EXPLICIT_DENY && proven) {
            return Verdict.DENIED;
        } else if (boundary != null && Boolean.FALSE.equals(boundary.allowedByPermissionsBoundary())) {
            return Verdict.BOUNDED;
        } else if (organization != null && Boolean.FALSE.equals(organization.allowedByOrganizations())) {
            return Verdict.ORGANIZATION;
        }
        return decision == PolicyEvaluationDecisionType.IMPLICIT_DENY
                ? Verdict.LACKING
                : decision == PolicyEvaluationDecisionType.EXPLICIT_DENY ? Verdict.UNBELIEVABLE : Verdict.UNANSWERED;
    }
}
